/** What the keys of the whole app stand for. */
export type Command = 'undo' | 'redo' | 'open' | 'export' | 'add' | 'shortcuts';

/** The keys that work everywhere, for the shortcuts dialog. */
export const appShortcuts = [
  { keys: ['/'], text: 'Add step' },
  { keys: ['Ctrl+Z'], text: 'Undo' },
  { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], text: 'Redo' },
  { keys: ['Ctrl+O'], text: 'Open image' },
  { keys: ['Ctrl+V'], text: 'Open the picture in the clipboard' },
  { keys: ['Ctrl+E', 'Ctrl+S'], text: 'Export image' },
  { keys: ['?'], text: 'Show these shortcuts' },
] as const;

/** The keys of the list of steps, for the shortcuts dialog. */
export const stepShortcuts = [
  { keys: ['↑', '↓'], text: 'Go to another step' },
  { keys: ['Alt+↑', 'Alt+↓'], text: 'Move the step' },
  { keys: ['Enter'], text: 'Open or close the step' },
  { keys: ['F2'], text: 'Rename the step' },
  { keys: ['Ctrl+D'], text: 'Duplicate the step' },
  { keys: ['Delete'], text: 'Remove the step' },
  { keys: ['Shift+←', 'Shift+→'], text: 'Change a slider by ten steps' },
] as const;

/** Where letters are typed. Sliders, boxes to tick and the like are not among them. */
const textFields =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button], [type=color]), ' +
  'textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], ' +
  '[role=combobox], [role=menu]';

/** Returns whether what has the focus takes letters for itself. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(textFields) !== null;

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'repeat'
>;

/** Returns the Latin letter of a key, also on keyboards that write another script. */
function letterOf({ key, code }: Pressed): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}

/**
 * Returns what a key stands for, or null. `typing`: the focus is where letters are typed; there,
 * undo and single characters belong to the field.
 */
export function commandOf(event: Pressed, typing: boolean): Command | null {
  if (event.altKey) return null;
  if (!event.ctrlKey && !event.metaKey) {
    if (typing || event.repeat) return null;
    if (event.key === '/') return 'add';
    return event.key === '?' ? 'shortcuts' : null;
  }
  const letter = letterOf(event);
  if (letter === 'z' && !typing) return event.shiftKey ? 'redo' : 'undo';
  if (event.shiftKey) return null;
  if (letter === 'y' && !typing) return 'redo';
  if (event.repeat) return null;
  if (letter === 'o') return 'open';
  return letter === 'e' || letter === 's' ? 'export' : null;
}
