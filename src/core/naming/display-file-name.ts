import { invisibleCharacters } from './unsafe-characters';

/** Characters of a file name that a message shows before it is shortened in the middle. */
const maxShown = 60;

/**
 * Returns a file's name for a message: without the control and direction characters that could
 * make a sentence read differently from what it says, shortened in the middle when long; "This
 * file" when nothing is left.
 */
export function displayFileName(name: string): string {
  const clean = name.replace(invisibleCharacters, '').trim();
  if (clean === '') return 'This file';
  const letters = [...clean];
  if (letters.length <= maxShown) return clean;
  return `${letters.slice(0, 35).join('')}…${letters.slice(-24).join('')}`;
}
