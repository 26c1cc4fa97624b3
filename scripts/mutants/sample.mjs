/** What of mutation testing is arithmetic: which mutants are tried, with which tests, and the score. */

/**
 * Returns `count` of the items in their order, drawn by a seed; all when there are no more.
 * @template T
 * @param {readonly T[]} items
 * @param {number} count
 * @param {number} seed
 */
export function drawn(items, count, seed) {
  const random = numbers(seed);
  // The first `count` of a shuffle (Fisher and Yates).
  const places = items.map((_, place) => place);
  const size = Math.min(count, items.length);
  for (let at = 0; at < size; at += 1) {
    const other = at + Math.floor(random() * (places.length - at));
    [places[at], places[other]] = [places[other], places[at]];
  }
  return places
    .slice(0, size)
    .sort((a, b) => a - b)
    .map((place) => items[place]);
}

/** Returns a generator of numbers from 0 up to 1: mulberry32 by Tommy Ettinger (public domain). */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Says which tests to ask about each mutant that lives: by file, the cheapest first, as many as take
 * more than `from` and up to `upTo` milliseconds when they run one after another. Files whose tests
 * take least come first, so that most mutants never meet the others.
 * @param {import('./sample.d.mts').FileReach[]} reached
 * @param {ReadonlySet<string>} alive
 * @param {number} from
 * @param {number} upTo
 */
export function planned(reached, alive, from, upTo) {
  const files = reached.map(({ file, tests, onLoad }) => {
    const cheapFirst = tests.toSorted((a, b) => a.ms - b.ms);
    let cost = 0;
    const mutants = [...alive].flatMap((id) => {
      let ms = 0;
      const asked = [];
      let hits = onLoad[id] ?? 0;
      for (const test of cheapFirst) {
        if (onLoad[id] === undefined && test.covers[id] === undefined) continue;
        ms += Math.max(1, test.ms);
        hits += test.covers[id] ?? 0;
        if (ms > from && ms <= upTo) asked.push(test.id);
        else if (ms > upTo) break;
      }
      cost += asked.length > 0 ? Math.min(ms, upTo) : 0;
      return asked.length > 0 ? [{ id, tests: asked, hits }] : [];
    });
    return { file, mutants, cost };
  });
  return files
    .filter(({ mutants }) => mutants.length > 0)
    .sort((a, b) => a.cost / a.mutants.length - b.cost / b.mutants.length)
    .map(({ file, mutants }) => ({ file, mutants }));
}

/**
 * Counts what became of the mutants. One that no test reaches has survived; what was found to do the
 * same as the code itself is no fault, and does not count.
 * @param {readonly string[]} fates
 */
export function score(fates) {
  const count = (fate) => fates.filter((one) => one === fate).length;
  const valid = fates.length - count('equal');
  const found = count('killed') + count('timeout');
  return { valid, found, percent: valid === 0 ? 100 : Math.floor((found / valid) * 1000) / 10 };
}
