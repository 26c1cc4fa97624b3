import { commandOf, type KeyPress } from '../../../state/screen/commands';
import type { View } from '../../../state/screen/view.svelte';

/** What is read of a keyboard event. */
export type ViewerKeyPress = KeyPress &
  Pick<KeyboardEvent, 'type' | 'target' | 'defaultPrevented'> & { preventDefault(): void };

/** What is read of the stores. */
export interface ViewerStores {
  readonly view: View;
  readonly workspace: { readonly source: unknown };
}

/** How far one key press moves: a share of what is visible, and of the divider's way. */
const panShare = 0.1;
const splitShare = 0.05;

/** Whatever takes letters, digits or arrows for itself. */
const fields =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button]), textarea, select, ' +
  '[contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], ' +
  '[role=listbox], [role=menu], [role=dialog], [role=alertdialog], dialog';

/** Whatever the space bar presses, ticks or opens. */
const pressed =
  'a[href], button, summary, input, [role=button], [role=switch], [role=checkbox], ' +
  '[role=radio], [role=tab], [role=option], [role=menuitem]';

const pans = new Map<string, readonly [number, number]>([
  ['ArrowLeft', [-panShare, 0]],
  ['ArrowRight', [panShare, 0]],
  ['ArrowUp', [0, -panShare]],
  ['ArrowDown', [0, panShare]],
]);

/** Returns what a key does in a viewer, or null when it has no use for it. */
export function viewerAction(event: ViewerKeyPress, view: View): (() => void) | null {
  const target = event.target instanceof Element ? event.target : null;
  const command = commandOf('picture', event, false);
  switch (command) {
    case null:
      return null;
    case 'fit':
      return () => view.zoomTo('fit');
    case 'full':
      return () => view.zoomTo(1);
    case 'double':
      return () => view.zoomTo(2);
    case 'zoomIn':
      return () => view.zoomStep(1);
    case 'zoomOut':
      return () => view.zoomStep(-1);
    case 'divide':
      return () => view.splitAt(view.split + (event.key === '[' ? -splitShare : splitShare));
    case 'peek':
      return target?.closest(pressed) ? null : () => (view.peeking = true);
    case 'pan': {
      const pan = pans.get(event.key);
      return pan && target?.matches('[data-viewer]') ? () => view.pan(...pan) : null;
    }
  }
}

/**
 * Handles one key of the viewer; call it for every `keydown` and `keyup` of the page. Returns
 * whether the key was meant for the viewer; its default is then prevented. Keys typed into fields,
 * menus and dialogs, and keys that something else has handled, are left alone.
 */
export function viewerKey(event: ViewerKeyPress, { view, workspace }: ViewerStores): boolean {
  if (event.type === 'keyup') {
    if (event.key !== ' ' || !view.peeking) return false;
    view.peeking = false;
    event.preventDefault();
    return true;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!workspace.source) return false;
  if (event.target instanceof Element && event.target.closest(fields)) return false;
  const action = viewerAction(event, view);
  if (!action) return false;
  event.preventDefault();
  action();
  return true;
}
