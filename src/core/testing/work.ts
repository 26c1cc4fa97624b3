import { Session } from 'node:inspector';

// Help for tests only: how much work a reading is, counted and not timed, so that a busy machine
// changes nothing. Counted is how often each block of code runs, in libraries too, and how many
// letters the engine's own searches pass over.

type Method = (this: unknown, ...given: unknown[]) => unknown;

/** What a search passed over, from what it was given and what it returned. */
type Passed = (self: unknown, given: readonly unknown[], found: unknown) => number;

const lengthOf = (self: unknown): number => {
  const length: unknown =
    typeof self === 'string' ? self.length : Reflect.get(Object(self), 'length');
  return typeof length === 'number' ? length : 0;
};

/** A search from a place on passes over what lies between, or all the rest. */
const upTo: Passed = (self, [, from], found) => {
  const start = typeof from === 'number' ? from : 0;
  const end = typeof found === 'number' && found >= 0 ? found : lengthOf(self);
  return Math.max(1, end - start);
};

/** What lies behind a place in a list is moved. */
const behind: Passed = (self, [from]) => Math.max(1, lengthOf(self) - Number(from));

const all: Passed = (self) => lengthOf(self);

/** Replaces what searches by what also counts; returns what undoes that and tells the sum. */
function countSearches(): () => number {
  let passed = 0;
  const undo: (() => void)[] = [];
  const wrap = (owner: object, name: string, cost: (original: Method) => Method): void => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') throw new TypeError(`no ${name}`);
    const set = (value: unknown) =>
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    set(
      cost(function (this: unknown, ...given: unknown[]): unknown {
        return Reflect.apply(original, this, given);
      }),
    );
    undo.push(() => void set(original));
  };
  const counted =
    (cost: Passed) =>
    (original: Method): Method =>
      function (this: unknown, ...given: unknown[]) {
        const found = original.apply(this, given);
        passed += cost(this, given, found);
        return found;
      };
  wrap(String.prototype, 'indexOf', counted(upTo));
  for (const name of ['lastIndexOf', 'includes']) wrap(String.prototype, name, counted(all));
  for (const name of ['includes', 'indexOf', 'shift', 'concat']) {
    wrap(Array.prototype, name, counted(all));
  }
  wrap(Array.prototype, 'splice', counted(behind));
  // Every use of an expression goes through this one once it was replaced.
  wrap(
    RegExp.prototype,
    'exec',
    (original) =>
      function (this: unknown, ...given: unknown[]) {
        if (!(this instanceof RegExp)) return original.apply(this, given);
        const from = this.global || this.sticky ? this.lastIndex : 0;
        const found = original.apply(this, given);
        const whole = lengthOf(String(given[0]));
        const end =
          found !== null
            ? lengthOf(Reflect.get(Object(found), '0')) +
              Number(Reflect.get(Object(found), 'index'))
            : this.sticky
              ? from
              : whole;
        passed += Math.max(1, end - from);
        return found;
      },
  );
  return () => {
    for (const back of undo) back();
    return passed;
  };
}

/**
 * Counts from the moment this file is loaded: blocks are only counted in functions that are compiled
 * after the counting began, and a function is compiled when it first runs.
 */
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Returns how often blocks have run since this was asked last. */
function blocksRun(): number {
  let blocks = 0;
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error;
    for (const { functions } of answer.result) {
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
  });
  return blocks;
}

/** Resolves to how much work it is to do something: a number without a unit, to compare. */
export async function workOf(read: () => unknown): Promise<number> {
  blocksRun();
  const searched = countSearches();
  let passed: number;
  try {
    await read();
  } finally {
    passed = searched();
  }
  return blocksRun() + passed;
}

/**
 * Resolves to the least that it takes to do something of a few times: what else this process does
 * meanwhile is counted too, which matters where there is little work.
 */
export async function leastWorkOf(read: () => unknown): Promise<number> {
  const found = [await workOf(read), await workOf(read), await workOf(read)];
  return Math.min(...found);
}
