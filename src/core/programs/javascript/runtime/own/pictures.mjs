import path from 'node:path';
import { FLICKERS, OWN, OWN_FLICKERS, pipeline } from '../program.mjs';

/**
 * What is done to a picture of the set in place of the pipeline; undefined for all others. It goes by
 * the name of the file, or by the end of its path where pictures are called alike; in another case, too,
 * where nothing is called so exactly.
 */
export function ownOf(file) {
  const parts = path.resolve(file).normalize('NFC').split(path.sep);
  const names = parts.map((_, at) => parts.slice(at).join('/'));
  const exact = names.find((name) => OWN.has(name));
  if (exact !== undefined) return OWN.get(exact);
  for (const name of names.map((one) => one.toLowerCase())) {
    const cased = [...OWN].filter(([known]) => known.toLowerCase() === name);
    const found = [...new Set(cased.map(([, own]) => own))];
    if (found.length > 0) return found.length === 1 ? found[0] : refuseAlike;
  }
  return undefined;
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
