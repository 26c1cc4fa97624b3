/** Records that could not be read: kept, handed out, and read again when a newer version may. */
import { ok, type Result } from '../../core/base/result';
import {
  asideKey,
  isWorkName,
  type ReadAgain,
  stored,
  type StoredName,
  type UnreadRecord,
  workKindOf,
  type WorkName,
} from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';
import { storedReaders } from './kinds/index';
import { bytesOf } from './stored-use';
import type { BrowserTexts } from './text-store';

/** Returns the key that a record had before it was set aside; the key itself where it was not. */
const originalOf = (key: string): string =>
  key.startsWith(stored.unread.prefix) ? key.replace(/^unread:\d+:/, '') : key;

const kindOf = (key: string): WorkName => workKindOf(originalOf(key)) ?? 'unread';

/** Returns a record as the reader of its kind takes it, or a promise of it; null when it does not. */
const readable = (key: string, kind: StoredName, value: unknown, now: number): unknown => {
  if (!isWorkName(kind)) return null;
  const file = value instanceof Blob ? value : null;
  return storedReaders[kind].read({ key, value, file, now });
};

/** Finds, keeps and brings back what cannot be read. */
export class Unread {
  constructor(
    private readonly records: KeyValueStore,
    private readonly texts: BrowserTexts,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Returns what is set aside, and what lies in its place and cannot be read. */
  async list(): Promise<Result<readonly UnreadRecord[]>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const found: UnreadRecord[] = [];
    const isAsked = (key: string): boolean => {
      const kind = kindOf(key);
      return originalOf(key) !== key || storedReaders[kind].staysInPlace(key);
    };
    const asked = keys.value.filter(isAsked);
    const read = await this.records.read(asked);
    if (!read.ok) return read;
    for (const [index, key] of asked.entries()) {
      const kind = kindOf(key);
      const isAside = originalOf(key) !== key;
      const value = read.value[index];
      if (isAside || (await readable(originalOf(key), kind, value, this.now())) === null) {
        found.push({ key, place: 'work', kind, bytes: bytesOf(value) });
      }
    }
    const texts = [...this.texts.all()].filter(([key]) => originalOf(key) !== key);
    return ok([
      ...found,
      ...texts.map(([key, text]): UnreadRecord => ({
        key,
        place: 'texts',
        kind: 'texts',
        bytes: text.length,
      })),
    ]);
  }

  /** Returns a record as a file: a picture as it is, anything else as JSON. */
  async file({ key, place, kind }: UnreadRecord): Promise<Result<File>> {
    const name = `pipette-${kind}`;
    if (place === 'texts') return ok(new File([this.texts.get(key) ?? ''], `${name}.txt`));
    const read = await this.records.read([key]);
    if (!read.ok) return read;
    const [value] = read.value;
    if (value instanceof Blob) {
      return ok(new File([value], value instanceof File ? value.name : name, { type: value.type }));
    }
    const type = 'application/json';
    return ok(new File([JSON.stringify(value, null, 2) ?? ''], `${name}.json`, { type }));
  }

  /** Tries to read a record again, and puts it back when that works. */
  async again({ key, place, kind }: UnreadRecord): Promise<Result<ReadAgain>> {
    const back = originalOf(key);
    if (place === 'texts') {
      // What is set there now is set aside in its turn, so nothing is lost by trying.
      const [here, text] = [this.texts.get(back), this.texts.get(key)];
      if (here !== null) this.texts.set(asideKey(this.now(), back), here);
      if (text !== null) this.texts.set(back, text);
      this.texts.remove(key);
      return ok({ kind: 'back' });
    }
    const source = back.replace(stored.work.prefix, stored.source.prefix);
    const read = await this.records.read([key, source]);
    if (!read.ok) return read;
    const ready = await readable(back, kind, read.value[0], this.now());
    if (ready === null) return ok({ kind: 'unread' });
    if (back === key) return ok({ kind: 'back' });
    if (kind !== 'work') {
      const put = new Map([[back, ready]]);
      const moved = await this.records.write({ put, drop: [key] });
      return moved.ok ? ok({ kind: 'back' }) : moved;
    }
    // Its own place is taken by what was done since.
    const id = `back-${this.now()}`;
    const put = new Map<string, unknown>([[stored.work.prefix + id, ready]]);
    if (read.value[1] !== undefined) put.set(stored.source.prefix + id, read.value[1]);
    const moved = await this.records.write({ put, drop: [key] });
    return moved.ok ? ok({ kind: 'work', id }) : moved;
  }

  /** Deletes a record. */
  async remove({ key, place }: UnreadRecord): Promise<Result<null>> {
    if (place === 'work') return this.records.write({ put: new Map(), drop: [key] });
    this.texts.remove(key);
    return ok(null);
  }
}
