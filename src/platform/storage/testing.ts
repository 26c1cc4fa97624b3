import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { Change, ListableStore } from './key-value-store';
import type { Bell } from './library';

// Help for tests only.

type Values = Map<string, unknown>;

/**
 * A database in memory. A transaction is whole, and comes only after others had their turn, as those
 * of IndexedDB do; `isFull` has all writes refused.
 * @param clone copies what is written; throws what the browser does where that cannot be
 */
export function memoryStore(
  values: Values = new Map<string, unknown>(),
  clone: (value: unknown) => unknown = structuredClone,
): ListableStore & { readonly values: Values; isFull: boolean } {
  const starting = (start: string) => [...values].filter(([key]) => key.startsWith(start));
  const turn = async <Value>(act: () => Result<Value>): Promise<Result<Value>> => {
    await Promise.resolve();
    await Promise.resolve();
    return act();
  };
  function apply<Value>(change: Change | null, answer: Value): Result<Value> {
    if (change && store.isFull) return fail(appError('STO-QUOTA', 'Full.'));
    try {
      const put = [...(change?.put ?? [])].map(([key, value]) => [key, clone(value)] as const);
      for (const key of change?.drop ?? []) values.delete(key);
      for (const [key, value] of put) values.set(key, value);
    } catch (error) {
      return fail(appError('STO-FAILED', 'Refused.', { detail: String(error) }));
    }
    return ok(answer);
  }
  const store = {
    values,
    isFull: false,
    keys: () => turn(() => ok([...values.keys()])),
    read: (keys: readonly string[]) => turn(() => ok(keys.map((key) => values.get(key)))),
    write: (change: Change) => turn(() => apply(change, null)),
    clear: () => turn(() => (values.clear(), ok(null))),
    update: (keys: readonly string[], decide: (values: readonly unknown[]) => Change | null) =>
      turn(() => {
        const found = keys.map((key) => values.get(key));
        return apply(decide(found), found);
      }),
    readAll: (start: string) => turn(() => ok(new Map(starting(start)))),
    updateAll: (
      start: string,
      keys: readonly string[],
      decide: (values: ReadonlyMap<string, unknown>) => Change | null,
    ) =>
      turn(() => {
        const more = [...values].filter(([key]) => keys.includes(key));
        const found = new Map([...starting(start), ...more]);
        return apply(decide(found), found);
      }),
  };
  return store;
}

/** Returns what makes the bells of tabs, each of which the others hear. */
export function memoryBells(): () => Bell {
  const listeners = new Map<object, () => void>();
  return () => {
    const me = {};
    return {
      ring: () => listeners.forEach((listener, tab) => tab !== me && listener()),
      hear: (listener) => {
        listeners.set(me, listener);
        return () => listeners.delete(me);
      },
    };
  };
}

/** A storage like the browser's, whose keys are its own properties. */
export class FakeStorage implements Storage {
  [name: string]: unknown;
  get length(): number {
    return Object.keys(this).length;
  }
  key(index: number): string | null {
    return Object.keys(this)[index] ?? null;
  }
  getItem(key: string): string | null {
    const value = this[key];
    return typeof value === 'string' ? value : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
  clear(): void {
    for (const key of Object.keys(this)) delete this[key];
  }
}
