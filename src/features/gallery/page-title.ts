import { count } from '../../core/base/words';
import type { PresetPage } from '../../state/presets/preset-manager.svelte';

/**
 * Returns what the window of a page is called.
 * @param orders how many results are on their way into the gallery
 */
export function pageTitle(page: PresetPage | null, orders: number): string {
  switch (page?.kind) {
    case 'apply':
      return `Apply ${page.preset.name}`;
    case 'save':
      return 'Save as preset';
    case 'edit':
      return 'Edit preset';
    case 'export':
      return 'Export presets';
    case 'import':
      return 'Import presets';
    case 'conflict':
      return 'Changed in another tab';
    case 'add':
      return orders > 1 ? `Add ${count(orders, 'picture')} to the gallery` : 'Add to the gallery';
    case 'publish':
      return 'Publish as web page';
    case 'bring':
      return 'Published gallery';
    default:
      return 'Gallery';
  }
}
