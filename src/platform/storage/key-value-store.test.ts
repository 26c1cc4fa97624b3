import { afterEach, describe, expect, it, vi } from 'vitest';
import { holdsBlobs } from './blob-bytes';
import { type Connection, connect, createKeyValueStore, outOfSpace } from './key-value-store';

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
  const startingWith = (start: string) =>
    new Map([...values].filter(([key]) => key.startsWith(start)));
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
      update: (keys, decide) =>
        act(() => {
          const found = keys.map((key) => values.get(key));
          const change = decide(found);
          for (const [key, value] of change?.put ?? []) values.set(key, value);
          return found;
        }),
      readAll: (start) => act(() => startingWith(start)),
      updateAll: (start, keys, decide) =>
        act(() => {
          const more = [...values].filter(([key]) => keys.includes(key));
          const found = new Map([...startingWith(start), ...more]);
          const change = decide(found);
          for (const key of change?.drop ?? []) values.delete(key);
          for (const [key, value] of change?.put ?? []) values.set(key, value);
          return found;
        }),
      clear: () => act(() => values.clear()),
      takesBlobs: () => Promise.resolve(true),
    };
  };
  return { open, values, opened: () => opened };
}

const one = { put: new Map([['a', 1]]), drop: [] };
const space = () => Promise.resolve({ used: 2_000_000, granted: 2_000_000, kept: false });

describe('the shelf', () => {
  it('writes, reads and empties over one connection', async () => {
    const { open, opened } = memory();
    const records = createKeyValueStore(open, space);
    expect(await records.write(one)).toEqual({ ok: true, value: null });
    expect(await records.read(['a', 'b'])).toEqual({ ok: true, value: [1, undefined] });
    expect(await records.keys()).toEqual({ ok: true, value: ['a'] });
    await records.clear();
    expect(await records.keys()).toEqual({ ok: true, value: [] });
    expect(opened()).toBe(1);
  });

  it.each(['InvalidStateError', 'UnknownError'])('opens anew after %s', async (name) => {
    const { open, opened, values } = memory([name]);
    expect((await createKeyValueStore(open, space).write(one)).ok).toBe(true);
    expect(values.get('a')).toBe(1);
    expect(opened()).toBe(2);
  });

  it('changes a value depending on what it is, or leaves it', async () => {
    const { open, values } = memory();
    const records = createKeyValueStore(open, space);
    values.set('n', 4);
    const more = (found: readonly unknown[]) =>
      found[0] === 4 ? { put: new Map([['n', 5]]), drop: [] } : null;
    expect(await records.update(['n'], more)).toEqual({ ok: true, value: [4] });
    expect(await records.update(['n'], more)).toEqual({ ok: true, value: [5] });
    expect(values.get('n')).toBe(5);
  });

  it('tries a new connection only once', async () => {
    const { open, opened } = memory(['InvalidStateError', 'InvalidStateError']);
    const outcome = await createKeyValueStore(open, space).write(one);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'STO-FAILED' } });
    expect(opened()).toBe(2);
  });

  it('says how much space there is when there is none left', async () => {
    const { open } = memory(['QuotaExceededError']);
    const outcome = await createKeyValueStore(open, space).write(one);
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
    const records = createKeyValueStore(() => {
      throw new DOMException('denied', 'SecurityError');
    }, space);
    expect(await records.keys()).toMatchObject({ ok: false, error: { code: 'STO-FAILED' } });
  });

  describe('where the database takes no Blobs', () => {
    const file = new File(['pixels'], 'holiday.jpg', { type: 'image/jpeg', lastModified: 7 });
    const change = {
      put: new Map<string, unknown>([
        ['work:1', { savedAt: 1 }],
        ['source:1', file],
        ['asset:1', { addedAt: 2, png: new Blob(['png'], { type: 'image/png' }) }],
      ]),
      drop: [],
    };
    /** A database that never answers a write with a Blob. */
    function refusing() {
      const { open, values } = memory();
      let asked = 0;
      const openRefusing = (): Connection => {
        const inside = open();
        const write: Connection['write'] = (written) =>
          holdsBlobs(written.put) ? new Promise(() => undefined) : inside.write(written);
        const takesBlobs = () => {
          asked += 1;
          return Promise.resolve(false);
        };
        return { ...inside, write, takesBlobs };
      };
      return { open: openRefusing, values, asked: () => asked };
    }

    it('stores bytes, which come back as the same files', async () => {
      const { open, asked } = refusing();
      const records = createKeyValueStore(open, space);
      expect(await records.write(change)).toEqual({ ok: true, value: null });
      const read = await records.read(['work:1', 'source:1', 'asset:1']);
      if (!read.ok) throw new Error(read.error.message);
      const [work, source, asset] = read.value;
      expect(work).toEqual({ savedAt: 1 });
      expect(source).toBeInstanceOf(File);
      expect(source).toMatchObject({ name: 'holiday.jpg', type: 'image/jpeg', lastModified: 7 });
      expect(await (source as File).text()).toBe('pixels');
      expect(asset).toMatchObject({ addedAt: 2, png: { type: 'image/png' } });
      expect(await (asset as { png: Blob }).png.text()).toBe('png');
      await records.write(change);
      expect(asked()).toBe(1);
    });

    it('goes on reading Blobs that were stored before', async () => {
      const { open, values } = refusing();
      values.set('source:1', file);
      const read = await createKeyValueStore(open, space).read(['source:1']);
      expect(read).toEqual({ ok: true, value: [file] });
    });

    it('says so when the file can no longer be read either', async () => {
      const gone = new File(['x'], 'gone.jpg');
      gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      const put = new Map([['source:1', gone]]);
      const written = await createKeyValueStore(refusing().open, space).write({ put, drop: [] });
      expect(written).toMatchObject({ ok: false, error: { code: 'STO-FAILED' } });
    });
  });

  describe('in a private window of WebKit', () => {
    afterEach(() => {
      vi.unstubAllGlobals();
    });

    interface Request {
      result: unknown;
      error: DOMException | null;
      onsuccess?: () => void;
      onerror?: () => void;
    }

    /** Databases that refuse Blobs, as those do: after one, a database never answers again. */
    function refusingDatabases() {
      const stores = new Map<string, Map<string, unknown>>();
      const stuck = new Set<string>();
      const later = (request: Request, answer: () => unknown): Request => {
        setTimeout(() => {
          try {
            request.result = answer();
            request.onsuccess?.();
          } catch (error) {
            request.error = error as DOMException;
            request.onerror?.();
          }
        });
        return request;
      };
      function transactionOf(name: string) {
        const values = stores.get(name) ?? new Map<string, unknown>();
        stores.set(name, values);
        const transaction = { oncomplete: () => undefined, commit: () => undefined };
        const ask = (answer: () => unknown): Request => {
          const request: Request = { result: undefined, error: null };
          return stuck.has(name) ? request : later(request, answer);
        };
        const put = (value: unknown, key: string): Request =>
          ask(() => {
            if (!(value instanceof Blob)) return values.set(key, value);
            stuck.add(name);
            throw new DOMException('Error preparing Blob/File data', 'UnknownError');
          });
        const get = (key: string): Request => ask(() => values.get(key));
        const drop = (key: string): Request => ask(() => values.delete(key));
        // After the answers to all that is asked meanwhile.
        setTimeout(() => setTimeout(() => stuck.has(name) || transaction.oncomplete()));
        return { objectStore: () => ({ put, get, delete: drop, transaction }) };
      }
      vi.stubGlobal('indexedDB', {
        open: (name: string) =>
          later({ result: undefined, error: null }, () => ({
            transaction: () => transactionOf(name),
            close: () => undefined,
          })),
        deleteDatabase: (name: string) => stores.delete(name),
      });
      return stores;
    }

    const work = { savedAt: 1 };
    const file = new File(['pixels'], 'holiday.jpg', { type: 'image/jpeg', lastModified: 7 });

    it('keeps the work and its file, and leaves nothing of the trial', async () => {
      const stores = refusingDatabases();
      const records = createKeyValueStore(() => connect('x'), space);
      const put = new Map<string, unknown>([
        ['work:1', work],
        ['source:1', file],
      ]);
      expect(await records.write({ put, drop: ['old'] })).toEqual({ ok: true, value: null });
      const read = await records.read(['work:1', 'source:1']);
      expect(read).toMatchObject({ ok: true, value: [work, { name: 'holiday.jpg', size: 6 }] });
      expect([...stores.keys()]).toEqual(['x']);
    });

    it('does not take a write for done of which a part was refused', async () => {
      refusingDatabases();
      const put = new Map([['source:1', file]]);
      await expect(connect('x').write({ put, drop: [] })).rejects.toThrow('preparing Blob');
    });
  });
});
