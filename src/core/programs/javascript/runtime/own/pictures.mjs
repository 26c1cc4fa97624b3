import path from 'node:path';
import { FLICKERS, OWN, OWN_FLICKERS, pipeline } from '../program.mjs';

/**
 * What is done to a picture of the set in place of the pipeline; undefined for all others. It goes by
 * the name of the file, or by the end of its path where pictures are called alike.
 */
export function ownOf(file) {
  const parts = path.resolve(file).normalize('NFC').split(path.sep);
  const name = parts.map((_, at) => parts.slice(at).join('/')).find((one) => OWN.has(one));
  return OWN.get(name);
}

/** Why an animation is refused, or null. */
export function flickersOf(file) {
  const own = ownOf(file) ?? pipeline;
  return own === pipeline ? FLICKERS : (OWN_FLICKERS.get(own) ?? null);
}

export function refuseAlike() {
  throw new Error('the set has other pictures of this name, with other values');
}

export function refuseMany() {
  throw new Error('it has values of its own, for which this program has no room');
}
