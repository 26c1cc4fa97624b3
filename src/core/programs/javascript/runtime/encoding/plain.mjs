import { QUALITY, SAVE_OPTIONS } from '../program.mjs';
import { saved } from './saved.mjs';

/** The picture as the bytes of a file, and what names may tell of it. */
export function encode(image) {
  return { ...saved(image, image, SAVE_OPTIONS), quality: QUALITY };
}
