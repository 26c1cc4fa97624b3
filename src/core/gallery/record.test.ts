import { readFileSync } from 'node:fs';
import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { momentInWords } from '../base/moment-words';
import { anyCollection, anyEntry } from '../testing/any-gallery';
import { idOf } from '../testing/any-history';
import { galleryEntry, galleryFile } from '../testing/gallery-entries';
import { parseCollection, writeCollection } from './collection';
import { galleryBounds } from './entry';
import { parseEntry, readEntry, writeEntry } from './record';

/** Returns what remains of a record that was written as UTF-8 and read again. */
const asBytes = (record: unknown): unknown =>
  JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(record))));

const mutation = (names: readonly string[]) =>
  fc.array(
    fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom<unknown>(undefined, NaN, '\ud83d', -0, 2 ** 60, ['a', 'A', ' b '], []),
        fc.constant({ width: 5, height: 5, bytes: 0, format: 'jpeg' }),
      ),
    ),
    { maxLength: 4 },
  );

const names = 'id at title caption tags source taken camera version made files pipeline export'
  .split(' ')
  .concat('gallery', 'more');

describe('records of the gallery', () => {
  it('may say any moment, which is told as one that dates have', () => {
    for (const at of [8.64e15, 8.64e15 + 1, Number.MAX_SAFE_INTEGER]) {
      const read = parseEntry({ ...writeEntry(galleryEntry(1)), at });
      if (!read.ok) throw new Error(read.error.message);
      expect(momentInWords(new Date(read.value.at))).toMatch(/^3[01] December 9999, /);
      const collection = parseCollection(
        writeCollection({ id: idOf(1), at, title: '', entries: [] }),
      );
      expect(collection).toMatchObject({ ok: true, value: { at: read.value.at } });
    }
  });

  it('come back equal, whatever people and cameras say', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const back = { ok: true, value: entry };
        expect(parseEntry(structuredClone(writeEntry(entry)))).toEqual(back);
        expect(parseEntry(asBytes(writeEntry(entry)))).toEqual(back);
        expect(readEntry(asBytes(writeEntry(entry)))).toEqual({
          ok: true,
          value: { entry, problems: [] },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('that any reader accepts come back equal after writing', () => {
    let [strict, lenient] = [0, 0];
    fc.assert(
      fc.property(anyEntry, mutation(names), (entry, list) => {
        const came = { ...writeEntry(entry), ...Object.fromEntries(list) };
        const read = parseEntry(came);
        const taken = readEntry(came);
        if (read.ok) {
          strict += 1;
          expect(parseEntry(asBytes(writeEntry(read.value)))).toEqual(read);
          expect(taken).toMatchObject({ ok: true, value: { entry: read.value } });
        }
        if (taken.ok) {
          lenient += 1;
          const { entry: value } = taken.value;
          expect(parseEntry(asBytes(writeEntry(value)))).toEqual({ ok: true, value });
        }
      }),
      { numRuns: 400 },
    );
    expect(strict).toBeGreaterThan(30);
    expect(lenient).toBeGreaterThan(strict);
  });

  it('of collections come back equal, also those that were changed by hand', () => {
    fc.assert(
      fc.property(
        anyCollection,
        mutation(['id', 'at', 'title', 'entries', 'cover', 'gallery']),
        (collection, list) => {
          const whole = writeCollection(collection);
          expect(parseCollection(asBytes(whole))).toEqual({ ok: true, value: collection });
          const read = parseCollection({ ...Object(whole), ...Object.fromEntries(list) });
          if (read.ok) expect(parseCollection(asBytes(writeCollection(read.value)))).toEqual(read);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['gallery', { gallery: 0 }],
    ['id', { id: '../x' }],
    ['at', { at: -1 }],
    ['at', { at: -0 }],
    ['title', { title: 'x'.repeat(galleryBounds.titleLength + 1) }],
    ['tags', { tags: ['a', 'A'] }],
    ['tags', { tags: 'wildlife' }],
    ['taken', { taken: 'yesterday' }],
    ['camera', { camera: 'Leica' }],
    ['made', { made: { format: 'jpeg', width: 0, height: 1, bytes: 1 } }],
    ['files.picture', { files: { small: galleryFile(1) } }],
    ['files.picture', { files: { picture: galleryFile(1, { bytes: 0 }), small: galleryFile(1) } }],
    [
      'files.small',
      { files: { picture: galleryFile(1), small: { ...galleryFile(1), type: 'text/html' } } },
    ],
    ['document', { pipeline: [] }],
  ])('that do not fit are refused with the place: %s', (path, wrong) => {
    const read = parseEntry({ ...writeEntry(galleryEntry(1)), ...wrong });
    expect(read).toMatchObject({ ok: false, error: { path } });
  });

  it('of a newer version are refused in words', () => {
    const newer = { ...writeEntry(galleryEntry(1)), gallery: 2 };
    expect(parseEntry(newer)).toMatchObject({ ok: false, error: { code: 'CFG-VERSION' } });
    expect(readEntry(newer)).toMatchObject({ ok: false, error: { code: 'CFG-VERSION' } });
    const names = JSON.parse('{"__proto__": 1}') as object;
    expect(parseEntry({ ...writeEntry(galleryEntry(1)), camera: names })).toMatchObject({
      ok: false,
    });
  });

  it('of version 1 can be read for ever', () => {
    const text = readFileSync(new URL('saved/gallery-1.json', import.meta.url), 'utf8');
    const saved = JSON.parse(text) as { entries: unknown[]; collections: unknown[] };
    const entries = saved.entries.map(parseEntry);
    expect(entries.map((read) => read.ok && writeEntry(read.value))).toEqual(saved.entries);
    const collections = saved.collections.map(parseCollection);
    expect(collections.map((read) => read.ok && writeCollection(read.value))).toEqual(
      saved.collections,
    );
    expect(entries[0]).toMatchObject({
      value: { id: idOf(1), title: 'The watcher', tags: ['wildlife', 'print'] },
    });
  });
});
