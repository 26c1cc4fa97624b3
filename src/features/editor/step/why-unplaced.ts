import type { Values } from '../../../core/operations/define';

/** Returns why a step lays nothing down that could be placed on the picture; null where it does. */
export function whyUnplaced({ text, picture, tile }: Values): string | null {
  if (picture === '') return 'Choose a picture to place it.';
  if (typeof text === 'string' && text.trim() === '') return 'Type a text to place it.';
  return tile === true ? 'It repeats all over. Turn that off to place it.' : null;
}
