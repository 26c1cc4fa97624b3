import { type Group, groups, type Operation } from '../../../core/operations/define';

/** How a group is called on screen. */
export const groupLabels: Readonly<Record<Group, string>> = {
  geometry: 'Geometry',
  light: 'Light',
  colour: 'Colour',
  detail: 'Detail',
  effect: 'Effect',
};

/** The operations of one group that were found, best first. */
export interface GroupOfMatches {
  readonly group: Group;
  readonly operations: readonly Operation[];
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * Returns the Damerau-Levenshtein distance (optimal string alignment) between two words: how many
 * letters were left out, added, mistaken or swapped with their neighbour.
 */
export function typos(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + same,
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** Returns how well a typed word fits one of `words`, from 0 (not at all) to 3 (its beginning). */
function fit(typed: string, words: readonly string[]): number {
  if (words.some((word) => word.startsWith(typed))) return 3;
  if (typed.length >= 3 && words.some((word) => word.includes(typed))) return 2;
  const allowed = typed.length >= 7 ? 2 : typed.length >= 4 ? 1 : 0;
  const near = (word: string): boolean =>
    // The word may not be typed to its end yet.
    Math.min(typos(typed, word), typos(typed, word.slice(0, typed.length))) <= allowed;
  return allowed > 0 && words.some(near) ? 1 : 0;
}

/** Returns how well an operation fits what was typed: 0 is not at all. Every typed word must fit. */
function score(operation: Operation, typed: readonly string[]): number {
  const fields: readonly (readonly [number, string[]])[] = [
    [1000, wordsOf(operation.label)],
    [100, (operation.keywords ?? []).flatMap(wordsOf)],
    [10, wordsOf(groupLabels[operation.group])],
    [1, wordsOf(operation.summary)],
  ];
  let sum = 0;
  for (const word of typed) {
    const best = Math.max(...fields.map(([weight, words]) => weight * fit(word, words)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/**
 * Returns the operations whose label, keywords, group or summary fit every word of `query`, by
 * group. Without a query all of them in their declared order; with one, the best come first. A
 * typing mistake or two in a longer word are forgiven.
 */
export function searchOperations(
  operations: readonly Operation[],
  query: string,
): readonly GroupOfMatches[] {
  const typed = wordsOf(query);
  const scores = new Map(operations.map((operation) => [operation, score(operation, typed)]));
  const scoreOf = (operation: Operation | undefined): number =>
    operation ? (scores.get(operation) ?? 0) : 0;
  const found = groups
    .map((group) => ({
      group,
      operations: operations
        .filter((operation) => operation.group === group)
        .filter((operation) => typed.length === 0 || scoreOf(operation) > 0)
        .sort((a, b) => scoreOf(b) - scoreOf(a)),
    }))
    .filter((entry) => entry.operations.length > 0);
  return found.sort((a, b) => scoreOf(b.operations[0]) - scoreOf(a.operations[0]));
}
