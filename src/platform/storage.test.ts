import { describe, expect, it } from 'vitest';
import { type Connection, createShelf, outOfSpace } from './storage';

/** A database in memory that fails with the given error names, one per call, then works. */
function memory(failures: string[] = []) {
  const values = new Map<string, unknown>();
  let opened = 0;
  const act = <Value>(use: () => Value): Promise<Value> => {
    const name = failures.shift();
    return name === undefined
      ? Promise.resolve(use())
      : Promise.reject(new DOMException('refused', name));
  };
  const open = (): Connection => {
    opened += 1;
    return {
      keys: () => act(() => [...values.keys()]),
      read: (keys) => act(() => keys.map((key) => values.get(key))),
      write: ({ put, drop }) =>
        act(() => {
          for (const key of drop) values.delete(key);
          for (const [key, value] of put) values.set(key, value);
        }),
      amend: (keys, decide) =>
        act(() => {
          const found = keys.map((key) => values.get(key));
          const change = decide(found);
          for (const [key, value] of change?.put ?? []) values.set(key, value);
          return found;
        }),
      clear: () => act(() => values.clear()),
    };
  };
  return { open, values, opened: () => opened };
}

const one = { put: new Map([['a', 1]]), drop: [] };
const space = () => Promise.resolve({ used: 2_000_000, granted: 2_000_000, kept: false });

describe('the shelf', () => {
  it('writes, reads and empties over one connection', async () => {
    const { open, opened } = memory();
    const shelf = createShelf(open, space);
    expect(await shelf.write(one)).toEqual({ ok: true, value: null });
    expect(await shelf.read(['a', 'b'])).toEqual({ ok: true, value: [1, undefined] });
    expect(await shelf.keys()).toEqual({ ok: true, value: ['a'] });
    await shelf.clear();
    expect(await shelf.keys()).toEqual({ ok: true, value: [] });
    expect(opened()).toBe(1);
  });

  it.each(['InvalidStateError', 'UnknownError'])('opens anew after %s', async (name) => {
    const { open, opened, values } = memory([name]);
    expect((await createShelf(open, space).write(one)).ok).toBe(true);
    expect(values.get('a')).toBe(1);
    expect(opened()).toBe(2);
  });

  it('changes a value depending on what it is, or leaves it', async () => {
    const { open, values } = memory();
    const shelf = createShelf(open, space);
    values.set('n', 4);
    const more = (found: readonly unknown[]) =>
      found[0] === 4 ? { put: new Map([['n', 5]]), drop: [] } : null;
    expect(await shelf.amend(['n'], more)).toEqual({ ok: true, value: [4] });
    expect(await shelf.amend(['n'], more)).toEqual({ ok: true, value: [5] });
    expect(values.get('n')).toBe(5);
  });

  it('tries a new connection only once', async () => {
    const { open, opened } = memory(['InvalidStateError', 'InvalidStateError']);
    const outcome = await createShelf(open, space).write(one);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'STO-FAILED' } });
    expect(opened()).toBe(2);
  });

  it('says how much space there is when there is none left', async () => {
    const { open } = memory(['QuotaExceededError']);
    const outcome = await createShelf(open, space).write(one);
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        code: 'STO-QUOTA',
        message: 'Not saved: this browser is out of space (2.0 MB of 2.0 MB).',
      },
    });
    // What the browser tells may be a made-up figure, which would contradict the sentence.
    expect(outOfSpace({ used: 573_000, granted: 11e9, kept: false }, '').message).toBe(
      'Not saved: this browser is out of space.',
    );
  });

  it('reports a database that cannot be opened', async () => {
    const shelf = createShelf(() => {
      throw new DOMException('denied', 'SecurityError');
    }, space);
    expect(await shelf.keys()).toMatchObject({ ok: false, error: { code: 'STO-FAILED' } });
  });
});
