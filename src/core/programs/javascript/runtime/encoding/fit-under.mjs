import { shrunk } from '../frames/still.mjs';
import { FIT_UNDER } from '../program.mjs';
import { searched } from './search.mjs';

/** The best encoding of at most FIT_UNDER bytes, and what names may tell of it. */
export function encode(lazy) {
  const image = lazy.copyMemory();
  const best = searched(image, false, (scale) => (scale === 1 ? image : shrunk(image, scale)));
  if (best === null) throw new Error(`even one pixel of it takes more than ${FIT_UNDER} bytes`);
  return best;
}
