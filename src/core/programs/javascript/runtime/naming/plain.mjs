import { outputName, stemOf } from '../../../../naming/safe-file-name.ts';
import { EXTENSION } from '../program.mjs';

/** The name of the result of a source: its own. */
export function nameFor(source) {
  return outputName(stemOf(source), EXTENSION.slice(1));
}
