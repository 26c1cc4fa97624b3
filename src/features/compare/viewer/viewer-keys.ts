import type { View } from '../../../state/screen/view.svelte';

/** One line of the shortcuts dialog. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly text: string;
}

/** What is read of a keyboard event. */
export type KeyPress = Pick<
  KeyboardEvent,
  'type' | 'key' | 'target' | 'defaultPrevented' | 'ctrlKey' | 'metaKey' | 'altKey'
> & { preventDefault(): void };

/** What is read of the stores. */
export interface ViewerStores {
  readonly view: View;
  readonly workspace: { readonly source: unknown };
}

/** The keys of the viewer, for the shortcuts dialog. */
export const viewerShortcuts: readonly Shortcut[] = [
  { keys: ['0', 'F'], text: 'Show the whole picture' },
  { keys: ['1'], text: 'Zoom to 100 %' },
  { keys: ['2'], text: 'Zoom to 200 %' },
  { keys: ['+'], text: 'Zoom in' },
  { keys: ['−'], text: 'Zoom out' },
  { keys: ['←', '→', '↑', '↓'], text: 'Move the picture while it has the focus' },
  { keys: ['Space'], text: 'Show the original while held' },
  { keys: ['[', ']'], text: 'Move the divider' },
];

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

/** Returns what a key does, or null when the viewer has no use for it. */
function commandOf(event: KeyPress, view: View): (() => void) | null {
  const target = event.target instanceof Element ? event.target : null;
  const pan = pans.get(event.key);
  if (pan) return target?.matches('[data-viewer]') ? () => view.pan(...pan) : null;
  switch (event.key) {
    case '0':
    case 'f':
    case 'F':
      return () => view.zoomTo('fit');
    case '1':
      return () => view.zoomTo(1);
    case '2':
      return () => view.zoomTo(2);
    case '+':
    case '=':
      return () => view.zoomStep(1);
    case '-':
    case '−':
      return () => view.zoomStep(-1);
    case '[':
      return () => view.splitAt(view.split - splitShare);
    case ']':
      return () => view.splitAt(view.split + splitShare);
    case ' ':
      return target?.closest(pressed) ? null : () => (view.peeking = true);
    default:
      return null;
  }
}

/**
 * Handles one key of the viewer; call it for every `keydown` and `keyup` of the page. Returns
 * whether the key was meant for the viewer; its default is then prevented. Keys typed into fields,
 * menus and dialogs, and keys that something else has handled, are left alone.
 */
export function viewerKey(event: KeyPress, { view, workspace }: ViewerStores): boolean {
  if (event.type === 'keyup') {
    if (event.key !== ' ' || !view.peeking) return false;
    view.peeking = false;
    event.preventDefault();
    return true;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!workspace.source) return false;
  if (event.target instanceof Element && event.target.closest(fields)) return false;
  const command = commandOf(event, view);
  if (!command) return false;
  event.preventDefault();
  command();
  return true;
}
