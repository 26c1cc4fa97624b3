/** The browser's database, as values by key that never throws. */
import { clear, getMany, keys, promisifyRequest, type UseStore } from 'idb-keyval';
import { bytesInWords } from '../../core/base/words';
import { type AppError, appError, messageOf } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { holdsBlobs, withBlobs, withBytes } from './blob-bytes';

/** What one transaction puts and drops. */
export interface Change {
  readonly put: ReadonlyMap<string, unknown>;
  readonly drop: readonly string[];
}

/** One connection to a database; every call may reject with the browser's error. */
export interface Connection {
  keys(): Promise<readonly string[]>;
  read(keys: readonly string[]): Promise<readonly unknown[]>;
  /** Writes all of the change or nothing. */
  write(change: Change): Promise<void>;
  /**
   * Reads values and, in the same transaction, writes what `decide` makes of them; null writes
   * nothing. Returns the values that were read.
   */
  update(
    keys: readonly string[],
    decide: (values: readonly unknown[]) => Change | null,
  ): Promise<readonly unknown[]>;
  /** Returns all values whose keys start with `start`, by key, in the order of the keys. */
  readAll(start: string): Promise<ReadonlyMap<string, unknown>>;
  /** As `update`, of all values whose keys start with `start` and those of more keys. */
  updateAll(
    start: string,
    keys: readonly string[],
    decide: (values: ReadonlyMap<string, unknown>) => Change | null,
  ): Promise<ReadonlyMap<string, unknown>>;
  clear(): Promise<void>;
  /** Whether Blobs can be written: private windows of WebKit refuse them. */
  takesBlobs(): Promise<boolean>;
}

/** Values by key; failures come back in words. */
export interface KeyValueStore {
  keys(): Promise<Result<readonly string[]>>;
  /** Returns the values in the order of `keys`, undefined where there is none. */
  read(keys: readonly string[]): Promise<Result<readonly unknown[]>>;
  write(change: Change): Promise<Result<null>>;
  clear(): Promise<Result<null>>;
}

/** A shelf on which a value can be changed depending on what it is, whatever other tabs do. */
export interface UpdatableStore extends KeyValueStore {
  /** See `Connection.update`. */
  update(
    keys: readonly string[],
    decide: (values: readonly unknown[]) => Change | null,
  ): Promise<Result<readonly unknown[]>>;
}

/** A shelf that is read by what keys begin with, which is fast however many there are. */
export interface ListableStore extends UpdatableStore {
  /** See `Connection.readAll`. */
  readAll(start: string): Promise<Result<ReadonlyMap<string, unknown>>>;
  /** See `Connection.updateAll`. */
  updateAll(
    start: string,
    keys: readonly string[],
    decide: (values: ReadonlyMap<string, unknown>) => Change | null,
  ): Promise<Result<ReadonlyMap<string, unknown>>>;
}

/** What this site takes of the space that the browser grants it, in bytes. */
export interface StorageSpace {
  readonly used: number;
  readonly granted: number;
  /** Whether the browser promised not to clear it by itself. */
  readonly kept: boolean;
}

const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';

/** Sends a change; what it returns rejects as soon as a part is refused. */
function apply(store: IDBObjectStore, { put, drop }: Change): Promise<unknown> {
  const dropped = drop.map((key) => promisifyRequest(store.delete(key)));
  const written = [...put].map(([key, value]) => promisifyRequest(store.put(value, key)));
  const answers: readonly Promise<unknown>[] = [...dropped, ...written];
  return Promise.all(
    answers.map((answer) =>
      answer.catch((error: unknown) => {
        // Only the transaction itself knows why it was given up.
        if (nameOf(error) !== 'AbortError') throw error;
      }),
    ),
  );
}

/** Reads what lies under keys that start alike: two requests, however many there are. */
async function valuesFrom(
  store: IDBObjectStore,
  start: string,
): Promise<ReadonlyMap<string, unknown>> {
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  const [found, values] = await Promise.all([
    // All our keys are texts, and so is what the range gives.
    promisifyRequest(store.getAllKeys(range) as IDBRequest<string[]>),
    promisifyRequest<unknown[]>(store.getAll(range)),
  ]);
  return new Map(found.map((key, index) => [key, values[index]]));
}

const storeName = 'values';

async function openDatabase(name: string, lost: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  const database = await promisifyRequest(request);
  // The browser closed it: the person cleared the data of the site, or Safari did so by itself.
  database.onclose = lost;
  // Somebody deletes it, who would wait for ever for an open connection.
  database.onversionchange = () => {
    database.close();
    lost();
  };
  return database;
}

/**
 * Whether a database takes Blobs. Tried in one of its own, called `name`: in WebKit a transaction in
 * which one was refused may never end, and neither does any after it.
 */
async function takesBlobs(name: string): Promise<boolean> {
  try {
    const database = await openDatabase(name, () => undefined);
    try {
      const store = database.transaction(storeName, 'readwrite').objectStore(storeName);
      await promisifyRequest(store.put(new Blob(['?']), 'blob'));
      return true;
    } finally {
      database.close();
      indexedDB.deleteDatabase(name);
    }
  } catch (error) {
    console.info('Pipette: the database takes no files, only bytes.', error);
    return false;
  }
}

/**
 * Opens a connection to the IndexedDB database `name`.
 * @param lost is called when it was taken away, perhaps with all that was stored: later uses reject
 * with InvalidStateError
 */
export function connect(name: string, lost: () => void = () => undefined): Connection {
  let database: Promise<IDBDatabase> | null = null;
  const use: UseStore = async (mode, act) => {
    database ??= openDatabase(name, lost).catch((error: unknown) => {
      // The next use tries anew.
      database = null;
      throw error;
    });
    return act((await database).transaction(storeName, mode).objectStore(storeName));
  };
  return {
    keys: () => keys<string>(use),
    read: (wanted) => getMany<unknown>([...wanted], use),
    write: (change) =>
      use('readwrite', async (store) => {
        const applied = apply(store, change);
        // Without waiting for the answers, a write begun while the page goes away still arrives.
        store.transaction.commit();
        await Promise.all([promisifyRequest(store.transaction), applied]);
      }),
    update: (wanted, decide) =>
      use('readwrite', async (store) => {
        const written = promisifyRequest(store.transaction);
        // Waiting for requests of the transaction alone keeps it open.
        const values = await Promise.all(
          wanted.map((key) => promisifyRequest<unknown>(store.get(key))),
        );
        const change = decide(values);
        await Promise.all([written, change && apply(store, change)]);
        return values;
      }),
    readAll: (start) => use('readonly', (store) => valuesFrom(store, start)),
    updateAll: (start, more, decide) =>
      use('readwrite', async (store) => {
        const written = promisifyRequest(store.transaction);
        const [all, others] = await Promise.all([
          valuesFrom(store, start),
          Promise.all(more.map((key) => promisifyRequest<unknown>(store.get(key)))),
        ]);
        const here = more.flatMap((key, index): [string, unknown][] =>
          others[index] === undefined ? [] : [[key, others[index]]],
        );
        const values = new Map([...all, ...here]);
        const change = decide(values);
        await Promise.all([written, change && apply(store, change)]);
        return values;
      }),
    clear: () => clear(use),
    // Another tab may wait in vain for a trial of the same name.
    takesBlobs: () => takesBlobs(`${name}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`),
  };
}

/** Returns what is used and granted, or null where the browser does not say. */
export async function storageSpace(): Promise<StorageSpace | null> {
  try {
    // Absent in insecure contexts and older browsers, whatever the types say.
    const manager: StorageManager | undefined = navigator.storage;
    if (!manager) return null;
    const [{ usage = 0, quota = 0 }, kept] = await Promise.all([
      manager.estimate(),
      manager.persisted(),
    ]);
    return { used: usage, granted: quota, kept };
  } catch (error) {
    console.info('Pipette: the browser does not tell how much space is left.', error);
    return null;
  }
}

/** Asks the browser never to clear our storage by itself. Returns whether it promised that. */
export async function keepStorage(): Promise<boolean> {
  try {
    const manager: StorageManager | undefined = navigator.storage;
    return (await manager?.persist()) ?? false;
  } catch (error) {
    console.info('Pipette: the browser was asked to keep the storage and refused.', error);
    return false;
  }
}

const detailOf = (error: unknown): string => {
  const message = messageOf(error);
  return [nameOf(error), message].filter(Boolean).join(': ');
};

/** Returns the sentence for a write that found no space. */
export function outOfSpace(space: StorageSpace | null, detail: string): AppError {
  // Some browsers do not tell the real figure; one that leaves room explains nothing.
  const isFull = space !== null && space.used > space.granted / 2;
  const figures = isFull ? ` (${bytesInWords(space.used)} of ${bytesInWords(space.granted)})` : '';
  return appError('STO-QUOTA', `Not saved: this browser is out of space${figures}.`, {
    safe: 'Your work is still open here.',
    advice: 'Export it now, or free space in the settings of the browser.',
    detail,
  });
}

/**
 * Returns the shelf over connections that `open` makes. A connection that the browser closed
 * (Safari does: InvalidStateError, UnknownError) is replaced once per call. Where Blobs are refused,
 * their bytes are stored in their place, and come back as Blobs.
 */
export function createKeyValueStore(
  open: () => Connection,
  space: () => Promise<StorageSpace | null> = storageSpace,
): ListableStore {
  let connection: Connection | null = null;

  async function run<Value>(use: (to: Connection) => Promise<Value>): Promise<Value> {
    try {
      connection ??= open();
      return await use(connection);
    } catch (error) {
      if (!['InvalidStateError', 'UnknownError'].includes(nameOf(error))) throw error;
      connection = open();
      return use(connection);
    }
  }

  let blobs: Promise<boolean> | null = null;

  async function put({ put, drop }: Change): Promise<void> {
    const isPlain = !holdsBlobs(put) || (await (blobs ??= run((to) => to.takesBlobs())));
    const ready = isPlain ? put : await withBytes(put);
    await run((to) => to.write({ put: ready, drop }));
  }

  async function attempt<Value>(
    use: () => Promise<Value>,
    sentence: string,
  ): Promise<Result<Value>> {
    try {
      return ok(await use());
    } catch (error) {
      if (nameOf(error) === 'QuotaExceededError') {
        return fail(outOfSpace(await space(), detailOf(error)));
      }
      return fail(
        appError('STO-FAILED', sentence, {
          safe: 'What is open here is unharmed.',
          advice: 'Allow this site to store data, then reload. Export what you need first.',
          detail: detailOf(error),
        }),
      );
    }
  }

  const refused = 'Not saved: the storage of this browser refused.';
  const unread = 'What was stored in this browser could not be read.';
  return {
    keys: () => attempt(() => run((to) => to.keys()), unread),
    read: (wanted) =>
      attempt(async () => (await run((to) => to.read(wanted))).map(withBlobs), unread),
    write: async (change) => {
      const written = await attempt(() => put(change), refused);
      return written.ok ? ok(null) : written;
    },
    update: (wanted, decide) => attempt(() => run((to) => to.update(wanted, decide)), refused),
    readAll: (start) => attempt(() => run((to) => to.readAll(start)), unread),
    updateAll: (start, more, decide) =>
      attempt(() => run((to) => to.updateAll(start, more, decide)), refused),
    clear: async () => {
      const cleared = await attempt(
        () => run((to) => to.clear()),
        'The storage of this browser could not be emptied.',
      );
      return cleared.ok ? ok(null) : cleared;
    },
  };
}
