import { type CommandPlace, commands } from './commands';

/** What commands are called in the list of keys, in its order. */
const words: Readonly<Record<keyof typeof commands, string>> = {
  add: 'Add step',
  undo: 'Undo',
  redo: 'Redo',
  open: 'Open image',
  paste: 'Open the picture in the clipboard',
  export: 'Export image',
  shortcuts: 'Show these shortcuts',
  fit: 'Show the whole picture',
  full: 'Zoom to 100 %',
  double: 'Zoom to 200 %',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  pan: 'Move the picture while it has the focus',
  peek: 'Show the original while held',
  divide: 'Move the divider',
  goPicture: 'Go to another picture',
  rate: 'Rate the picture; 0 takes its stars away',
  pick: 'Pick the picture, or not any more',
  reject: 'Reject the picture, or not any more',
  comparePicture: 'Compare the picture with another one',
  dropPicture: 'Remove the picture from the set',
  focusStep: 'Go to another step',
  moveStep: 'Move the step',
  openStep: 'Open or close the step',
  renameStep: 'Rename the step',
  duplicateStep: 'Duplicate the step',
  removeStep: 'Remove the step',
  slideFar: 'Change a slider by ten steps',
};

const isCommand = (id: string): id is keyof typeof commands => id in commands;

/** Returns the commands of a place with their keys, in the order of the list. */
export const shortcutsOf = (
  place: CommandPlace,
): readonly { readonly keys: readonly string[]; readonly text: string }[] =>
  Object.keys(words)
    .filter(isCommand)
    .filter((id) => commands[id].place === place)
    .map((id) => ({ keys: commands[id].keys, text: words[id] }));
