import { FIT_UNDER } from '../program.mjs';
import { searched } from './search.mjs';

/** The highest quality of at most FIT_UNDER bytes, and what names may tell of it. */
export function encode(lazy) {
  const image = lazy.copyMemory();
  const best = searched(image, true, () => image);
  if (best === null) throw new Error(`it does not fit under ${FIT_UNDER} bytes at its size`);
  return best;
}
