import { fitUnder } from '../../../../formats/fit-under.ts';
import { FIT_UNDER, QUALITY, SAVE_OPTIONS } from '../program.mjs';
import { saved } from './saved.mjs';

/** The best encoding of at most FIT_UNDER bytes; null where there is none. */
export function searched(image, keepsSize, scaled) {
  const encode = (quality, scale) => {
    const options = quality === null ? SAVE_OPTIONS : { ...SAVE_OPTIONS, Q: quality };
    const made = { ...saved(image, scaled(scale), options), quality };
    return { quality, width: made.width, height: made.height, bytes: made.bytes.length, made };
  };
  const { best } = fitUnder({ target: FIT_UNDER, quality: QUALITY, keepsSize, encode });
  return best && best.made;
}
