/**
 * Where a command's keys count: in the whole app, for the picture shown, on a step of the list, among
 * the pictures of a set.
 */
export type CommandPlace = 'app' | 'picture' | 'step' | 'set';

interface Command {
  readonly place: CommandPlace;
  /** As they are printed on keyboards; the first is the one that menus show. */
  readonly keys: readonly string[];
  /** Whether its keys count where letters are typed, too. */
  readonly whileTyping?: true;
  /** Whether it goes on while its key is held. */
  readonly repeats?: true;
  /** Whether the browser does it by itself, so that nobody here has to listen. */
  readonly native?: true;
}

/**
 * Every command that has a key. The keys, the menus and the list of keys are made of this; what each
 * is called stands in command-words.ts, which the first screen does without.
 */
export const commands = {
  add: { place: 'app', keys: ['/'] },
  undo: { place: 'app', keys: ['Ctrl+Z'], repeats: true },
  redo: { place: 'app', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], repeats: true },
  open: { place: 'app', keys: ['Ctrl+O'], whileTyping: true },
  paste: {
    place: 'app',
    keys: ['Ctrl+V'],
    native: true,
  },
  export: {
    place: 'app',
    keys: ['Ctrl+E', 'Ctrl+S'],
    whileTyping: true,
  },
  shortcuts: { place: 'app', keys: ['?'] },

  fit: { place: 'picture', keys: ['0', 'F'] },
  full: { place: 'picture', keys: ['1'] },
  double: { place: 'picture', keys: ['2'] },
  zoomIn: { place: 'picture', keys: ['+'], repeats: true },
  zoomOut: { place: 'picture', keys: ['−'], repeats: true },
  pan: {
    place: 'picture',
    keys: ['←', '→', '↑', '↓'],
    repeats: true,
  },
  peek: {
    place: 'picture',
    keys: ['Space'],
    repeats: true,
  },
  divide: { place: 'picture', keys: ['[', ']'], repeats: true },

  goPicture: { place: 'set', keys: ['←', '→', 'Home', 'End'], repeats: true },
  rate: { place: 'set', keys: ['0', '1', '2', '3', '4', '5'] },
  pick: { place: 'set', keys: ['P'] },
  reject: { place: 'set', keys: ['X'] },
  comparePicture: { place: 'set', keys: ['C'] },
  dropPicture: { place: 'set', keys: ['Delete'] },

  focusStep: { place: 'step', keys: ['↑', '↓'], repeats: true },
  moveStep: { place: 'step', keys: ['Alt+↑', 'Alt+↓'], repeats: true },
  openStep: { place: 'step', keys: ['Enter'], native: true },
  renameStep: { place: 'step', keys: ['F2'] },
  duplicateStep: { place: 'step', keys: ['Ctrl+D'] },
  removeStep: { place: 'step', keys: ['Delete'] },
  slideFar: {
    place: 'step',
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
