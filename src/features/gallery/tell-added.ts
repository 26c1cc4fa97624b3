import { count } from '../../core/base/words';
import type { PresetPage } from '../../state/presets/preset-manager.svelte';
import type { LateStores, Stores } from '../../state/context';

/**
 * Leaves the page on which pictures were put into the gallery, and tells of them in a notice that
 * leads there.
 * @param ids of the entries, at least one
 */
export function tellAdded(
  ids: readonly string[],
  page: PresetPage['kind'],
  { presets, notices }: Pick<Stores, 'presets' | 'notices'>,
  { gallery }: Pick<LateStores, 'gallery'>,
): void {
  const [first] = ids;
  gallery.tab = 'pictures';
  // The notice of an earlier picture may have opened the gallery meanwhile.
  if (presets.page?.kind === page) presets.leave();
  const words = ids.length === 1 ? 'The picture is' : `${count(ids.length, 'picture')} are`;
  notices.show('good', `${words} in the gallery.`, {
    about: 'gallery',
    actions: [
      {
        label: 'Show in the gallery',
        run: () => {
          if (first !== undefined) gallery.reveal(first);
          presets.go({ kind: 'gallery' });
        },
      },
    ],
  });
}
