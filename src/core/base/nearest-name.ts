/** Names longer than this have no near ones: comparing takes the product of two lengths. */
const longest = 40;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Returns how many letters were added, left out, swapped or taken for others between two names. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const ways = [
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        ...(isSwapped ? [(before[j - 2] ?? 0) + 1] : []),
      ];
      next.push(Math.min(...ways));
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

/**
 * Returns the name that was probably meant; null when none is near: up to a third of its letters,
 * and at most three, may be wrong. Case, spaces and dashes do not count.
 */
export function nearestName(name: string, names: Iterable<string>): string | null {
  if (name.length > longest) return null;
  const wanted = plain(name);
  let nearest: string | null = null;
  let min = Math.min(3, Math.floor(wanted.length / 3)) + 1;
  for (const one of names) {
    const other = plain(one);
    if (Math.abs(other.length - wanted.length) >= min) continue;
    const found = distance(wanted, other);
    if (found < min) [nearest, min] = [one, found];
  }
  return nearest;
}

/** Returns a question after the name that was probably meant, with a space before it, or nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const nearest = nearestName(name, names);
  return nearest === null ? '' : ` Did you mean ${nearest}?`;
}

/** Returns the same question in brackets, for the middle of a sentence, or nothing. */
export function perhapsMeant(name: string, names: Iterable<string>): string {
  const nearest = nearestName(name, names);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}
