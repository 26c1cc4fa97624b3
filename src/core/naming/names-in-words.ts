import { displayFileName } from './display-file-name';

/** Names of files in a message. */
export const maxNamed = 3;

/** Returns names of files in a message: the first ones, and how many more. */
export function namesInWords(names: readonly string[]): string {
  const shown = names.slice(0, maxNamed).map(displayFileName).join(', ');
  return names.length > maxNamed ? `${shown} and ${names.length - maxNamed} more` : shown;
}
