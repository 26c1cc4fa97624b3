/** Where a command's keys count: in the whole app, for the picture shown, on a step of the list. */
export type CommandPlace = 'app' | 'picture' | 'step';

interface Command {
  readonly place: CommandPlace;
  /** What it is called in menus and in the list of keys. */
  readonly words: string;
  /** As they are printed on keyboards; the first is the one that menus show. */
  readonly keys: readonly string[];
  /** Whether its keys count where letters are typed, too. */
  readonly whileTyping?: true;
  /** Whether it goes on while its key is held. */
  readonly repeats?: true;
  /** Whether the browser does it by itself, so that nobody here has to listen. */
  readonly native?: true;
}

/** Every command that has a key. The keys, the menus and the list of keys are made of this. */
export const commands = {
  add: { place: 'app', words: 'Add step', keys: ['/'] },
  undo: { place: 'app', words: 'Undo', keys: ['Ctrl+Z'], repeats: true },
  redo: { place: 'app', words: 'Redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], repeats: true },
  open: { place: 'app', words: 'Open image', keys: ['Ctrl+O'], whileTyping: true },
  paste: {
    place: 'app',
    words: 'Open the picture in the clipboard',
    keys: ['Ctrl+V'],
    native: true,
  },
  export: {
    place: 'app',
    words: 'Export image',
    keys: ['Ctrl+E', 'Ctrl+S'],
    whileTyping: true,
  },
  shortcuts: { place: 'app', words: 'Show these shortcuts', keys: ['?'] },

  fit: { place: 'picture', words: 'Show the whole picture', keys: ['0', 'F'] },
  full: { place: 'picture', words: 'Zoom to 100 %', keys: ['1'] },
  double: { place: 'picture', words: 'Zoom to 200 %', keys: ['2'] },
  zoomIn: { place: 'picture', words: 'Zoom in', keys: ['+'], repeats: true },
  zoomOut: { place: 'picture', words: 'Zoom out', keys: ['−'], repeats: true },
  pan: {
    place: 'picture',
    words: 'Move the picture while it has the focus',
    keys: ['←', '→', '↑', '↓'],
    repeats: true,
  },
  peek: {
    place: 'picture',
    words: 'Show the original while held',
    keys: ['Space'],
    repeats: true,
  },
  divide: { place: 'picture', words: 'Move the divider', keys: ['[', ']'], repeats: true },

  focusStep: { place: 'step', words: 'Go to another step', keys: ['↑', '↓'], repeats: true },
  moveStep: { place: 'step', words: 'Move the step', keys: ['Alt+↑', 'Alt+↓'], repeats: true },
  openStep: { place: 'step', words: 'Open or close the step', keys: ['Enter'], native: true },
  renameStep: { place: 'step', words: 'Rename the step', keys: ['F2'] },
  duplicateStep: { place: 'step', words: 'Duplicate the step', keys: ['Ctrl+D'] },
  removeStep: { place: 'step', words: 'Remove the step', keys: ['Delete'] },
  slideFar: {
    place: 'step',
    words: 'Change a slider by ten steps',
    keys: ['Shift+←', 'Shift+→'],
    native: true,
  },
} as const satisfies Readonly<Record<string, Command>>;

type Commands = typeof commands;

/** The commands of a place that somebody here has to carry out. */
export type CommandAt<Place extends CommandPlace> = {
  [Id in keyof Commands]: Commands[Id] extends { place: Place }
    ? Commands[Id] extends { native: true }
      ? never
      : Id
    : never;
}[keyof Commands];

/** What is read of a keyboard event. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'repeat'
>;

/** Keys by what browsers call them, where that is not what is printed on them. */
const printed: ReadonlyMap<string, string> = new Map([
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  [' ', 'Space'],
  ['Backspace', 'Delete'],
  ['-', '−'],
  ['=', '+'],
]);

/** Returns the Latin letter of a key, also on keyboards that write another script. */
function keyOf({ key, code }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  return printed.get(key) ?? key;
}

/** Returns a pressed key as the table of commands says it, such as "Ctrl+Shift+Z" or "?". */
export function keysOf(event: KeyPress): string {
  const key = keyOf(event);
  // Where a character is found is the keyboard's business: on some, "/" is Shift and 7.
  const isCharacter = [...key].length === 1 && !/[A-Z←-↓]/u.test(key);
  return [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey && !isCharacter ? ['Shift'] : []),
    key,
  ].join('+');
}

/** Returns whether `id` is a command of the place that somebody here carries out. */
const isAt = <Place extends CommandPlace>(
  id: keyof Commands,
  place: Place,
): id is CommandAt<Place> => {
  const { place: own, native }: Command = commands[id];
  return own === place && native !== true;
};

const ids = Object.keys(commands).filter((id): id is keyof Commands => id in commands);

/**
 * Returns what a pressed key stands for in a place, or null.
 * @param typing whether the focus is where letters are typed, which keep most keys for themselves
 */
export function commandOf<Place extends CommandPlace>(
  place: Place,
  event: KeyPress,
  typing: boolean,
): CommandAt<Place> | null {
  const pressed = keysOf(event);
  for (const id of ids) {
    const { keys, whileTyping, repeats }: Command = commands[id];
    if (!isAt(id, place) || !keys.includes(pressed)) continue;
    return (typing && !whileTyping) || (event.repeat && !repeats) ? null : id;
  }
  return null;
}

/** Returns the commands of a place with their keys, in the order of the table. */
export const shortcutsOf = (
  place: CommandPlace,
): readonly { readonly keys: readonly string[]; readonly text: string }[] =>
  ids
    .map((id): Command => commands[id])
    .filter((command) => command.place === place)
    .map(({ keys, words }) => ({ keys, text: words }));
