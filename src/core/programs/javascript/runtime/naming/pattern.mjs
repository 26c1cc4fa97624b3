import { nameFrom, parsePattern } from '../../../../naming/pattern.ts';
import { stemOf } from '../../../../naming/safe-file-name.ts';
import { momentOf, noCamera } from '../../../../naming/tokens.ts';
import { EXTENSION, NAME, NAME_FACTS } from '../program.mjs';

/** What a name may tell of a picture that is not made yet. */
const UNMADE = { step: null, operation: '', width: null, height: null, exif: noCamera };

/** The name of the result of a source, by the pattern NAME. Known by then is what was made. */
export function nameFor(source, number, total, made, started) {
  const format = EXTENSION.slice(1);
  const run = { name: stemOf(source), index: number, files: total, format, now: momentOf(started) };
  return nameFrom(parsePattern(NAME), { ...UNMADE, ...NAME_FACTS, ...made, ...run }, format);
}
