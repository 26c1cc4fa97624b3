import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../core/assets/asset';
import type { GalleryCollection } from '../../core/gallery/collection';
import { galleryBounds, type GalleryEntry, withDetails } from '../../core/gallery/entry';
import { writeEntry } from '../../core/gallery/record';
import { galleryEntry, galleryFile } from '../../core/testing/gallery-entries';
import { idOf } from '../../core/testing/any-history';
import { addFromBackup, planBackup, readBackup } from './backup';
import { StoredGallery } from './gallery';
import { memoryBells, memoryStore } from './testing';
import { surveyStorage } from './stored-use';
import { Unread } from './unread';
import { AssetStore } from './assets';
import { dropUnnamedAssets } from './unnamed-assets';
import { writeZips } from '../files/zip';
import type { BrowserTexts } from './text-store';

let records = memoryStore();
let bell = memoryBells();

const openTab = () => new StoredGallery(records, bell(), () => 5);

const noTexts: BrowserTexts = {
  get: () => null,
  set: () => undefined,
  remove: () => undefined,
  all: () => new Map(),
  clear: () => undefined,
};

/** Returns an entry whose files are really there: each text is a file. */
async function pictureOf(number: number, ...texts: readonly [string, string, string?]) {
  const files = new Map<string, Blob>();
  const made = await Promise.all(
    texts.map(async (text = '') => {
      const bytes = new TextEncoder().encode(text);
      const hash = await sha256(bytes);
      files.set(hash, new Blob([bytes], { type: 'image/jpeg' }));
      return galleryFile(0, { hash, bytes: bytes.length });
    }),
  );
  const [picture, small, before] = made;
  if (!picture || !small) throw new Error('two files at least');
  const entry = galleryEntry(number, { files: { picture, small, ...(before ? { before } : {}) } });
  return { entry, files };
}

async function listed(tab = openTab()) {
  const list = await tab.list();
  if (!list.ok) throw new Error(list.error.message);
  return list.value;
}

const fileKeys = () => [...records.values.keys()].filter((key) => key.startsWith('gallery:file:'));

beforeEach(() => {
  records = memoryStore();
  bell = memoryBells();
});

describe('the stored gallery', () => {
  it('keeps pictures with their files, each once, and tells every other tab', async () => {
    const [one, other] = [openTab(), openTab()];
    let rang = 0;
    other.watch(() => (rang += 1));
    const first = await pictureOf(1, 'picture', 'small', 'before');
    const second = await pictureOf(2, 'picture', 'another', 'before');
    for (const { entry, files } of [first, second]) {
      expect((await one.add([entry], files)).ok).toBe(true);
    }
    expect(rang).toBe(2);
    expect((await listed(other)).entries).toEqual([first.entry, second.entry]);
    expect(fileKeys().length).toBe(4);
    const file = await other.file(first.entry.files.picture.hash);
    expect(file.ok && [file.value?.type, await file.value?.text()]).toEqual([
      'image/jpeg',
      'picture',
    ]);
    expect(await other.file('0'.repeat(64))).toEqual({ ok: true, value: null });
  });

  it('lets go of what only a removed picture needs, and brings all of it back', async () => {
    const tab = openTab();
    const first = await pictureOf(1, 'picture', 'small', 'before');
    const second = await pictureOf(2, 'picture', 'another');
    await tab.add([first.entry], first.files);
    await tab.add([second.entry], second.files);
    const removed = await tab.remove([first.entry.id]);
    if (!removed.ok) throw new Error(removed.error.message);
    expect((await listed()).entries).toEqual([second.entry]);
    expect(fileKeys().length).toBe(2);
    expect((await tab.file(first.entry.files.picture.hash)).ok).toBe(true);
    await tab.add(removed.value.entries, removed.value.files);
    expect(new Set((await listed()).entries)).toEqual(new Set([first.entry, second.entry]));
    const before = await tab.file(first.entry.files.before?.hash ?? '');
    expect(before.ok && (await before.value?.text())).toBe('before');
  });

  it('puts an entry in place of the one of its id, without the files that nobody needs then', async () => {
    const tab = openTab();
    const first = await pictureOf(1, 'picture', 'small', 'before');
    const again = await pictureOf(1, 'picture', 'smaller', 'before');
    await tab.add([first.entry], first.files);
    await tab.add([again.entry], again.files);
    expect((await listed()).entries).toEqual([again.entry]);
    expect(new Set(fileKeys())).toEqual(
      new Set([...again.files.keys()].map((hash) => `gallery:file:${hash}`)),
    );
  });

  it('keeps files that a record names which only a newer version can read', async () => {
    const tab = openTab();
    const { entry, files } = await pictureOf(1, 'picture', 'small');
    await tab.add([entry], files);
    const newer = { ...writeEntry({ ...entry, id: idOf(2) }), gallery: 2 };
    records.values.set(`gallery:entry:${idOf(2)}`, newer);
    await tab.remove([entry.id]);
    expect(fileKeys().length).toBe(2);
    expect(await listed()).toEqual({ entries: [], collections: [], unreadable: 1 });
  });

  it('changes what is said of a picture, and nothing where it is not here', async () => {
    const tab = openTab();
    const { entry, files } = await pictureOf(1, 'picture', 'small');
    await tab.add([entry], files);
    const rename = (one: GalleryEntry) => withDetails(one, { title: 'New', tags: ['a'] });
    await tab.amend(entry.id, rename);
    await tab.amend(idOf(9), rename);
    expect((await listed()).entries).toEqual([{ ...entry, title: 'New', tags: ['a'] }]);
  });

  it('refuses what is too much, in words, and keeps what is there', async () => {
    const tab = openTab();
    const { entry, files } = await pictureOf(1, 'picture', 'small');
    for (let number = 1; number <= galleryBounds.entries; number += 1) {
      const id = idOf(number);
      records.values.set(`gallery:entry:${id}`, writeEntry({ ...entry, id }));
    }
    const more = await tab.add([{ ...entry, id: idOf(5_000) }], files);
    expect(more).toMatchObject({ ok: false, error: { code: 'STO-QUOTA' } });
    expect((await listed()).entries.length).toBe(galleryBounds.entries);

    records.values.clear();
    const huge = (number: number) =>
      galleryEntry(number, {
        files: {
          picture: galleryFile(number, { bytes: galleryBounds.fileBytes }),
          small: galleryFile(0),
        },
      });
    for (let number = 1; number <= 15; number += 1) {
      expect((await tab.add([huge(number)], new Map())).ok).toBe(true);
    }
    expect(await tab.add([huge(16)], new Map())).toMatchObject({ ok: false });
  });

  it('leaves everything as it was when the browser is out of space', async () => {
    const tab = openTab();
    const { entry, files } = await pictureOf(1, 'picture', 'small');
    records.isFull = true;
    expect(await tab.add([entry], files)).toMatchObject({ ok: false });
    expect(records.values.size).toBe(0);
  });

  it('keeps collections, which change by what they are now in every tab', async () => {
    const [one, other] = [openTab(), openTab()];
    const album: GalleryCollection = { id: idOf(7), at: 1, title: 'Album', entries: [] };
    await one.change(album.id, () => album);
    const put = (id: string) => (collection: GalleryCollection | null) =>
      collection && { ...collection, entries: [...collection.entries, id] };
    await Promise.all([one.change(album.id, put(idOf(1))), other.change(album.id, put(idOf(2)))]);
    expect((await listed()).collections).toEqual([{ ...album, entries: [idOf(1), idOf(2)] }]);
    await one.change(album.id, () => null);
    expect((await listed()).collections).toEqual([]);
    for (let number = 0; number < galleryBounds.collections; number += 1) {
      await one.change(idOf(number), () => ({ ...album, id: idOf(number) }));
    }
    expect(await one.change(idOf(999), () => album)).toMatchObject({ ok: false });
    expect((await one.change(idOf(1), () => ({ ...album, title: 'x' }))).ok).toBe(true);
  });

  it('sets aside what nobody can read where something else is written', async () => {
    const album: GalleryCollection = { id: idOf(7), at: 1, title: 'Album', entries: [] };
    records.values.set(`gallery:collection:${idOf(7)}`, { gallery: 1, broken: true });
    await openTab().change(idOf(7), (now) => now ?? album);
    expect(records.values.get(`unread:5:gallery:collection:${idOf(7)}`)).toEqual({
      gallery: 1,
      broken: true,
    });
  });
});

describe('beside everything else that is stored', () => {
  it('the gallery is counted, and its records that cannot be read are told', async () => {
    const { entry, files } = await pictureOf(1, 'picture', 'small');
    await openTab().add([entry], files);
    records.values.set(`gallery:entry:${idOf(2)}`, 'damaged');
    records.values.set(`gallery:file:${'0'.repeat(64)}`, 'no file');
    const uses = await surveyStorage(records, memoryStore(), noTexts, '/');
    const use = uses.ok ? uses.value.find(({ name }) => name === 'gallery') : undefined;
    expect(use?.count).toBe(2);
    expect(use?.bytes).toBeGreaterThan(12);
    const unread = await new Unread(records, noTexts, () => 5).list();
    expect(unread.ok && unread.value.map(({ key }) => key)).toEqual([`gallery:entry:${idOf(2)}`]);
    // What only pictures name is not gone through when unused ones are looked for.
    expect((await dropUnnamedAssets(records, new AssetStore(records), 1)).ok).toBe(true);
  });

  it('goes into backups and comes back from them, and a forged file does not', async () => {
    const { entry, files } = await pictureOf(1, 'picture', 'small', 'before');
    const album: GalleryCollection = { id: idOf(7), at: 1, title: 'Album', entries: [entry.id] };
    await openTab().add([entry], files);
    await openTab().change(album.id, () => album);
    const forged = `gallery:file:${'f'.repeat(64)}`;
    records.values.set(forged, new Blob(['not what its name says'], { type: 'image/jpeg' }));
    const plan = await planBackup(records, noTexts, new Date(), '1');
    if (!plan.ok) throw new Error(plan.error.message);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    await writeZips(plan.value.entries, () =>
      Promise.resolve({
        write: (chunk) => Promise.resolve(void chunks.push(chunk)),
        close: () => Promise.resolve(),
      }),
    );
    const backup = await readBackup(new Blob(chunks), 1);
    if (!backup.ok) throw new Error(backup.error.message);
    expect([...backup.value.counts, backup.value.lost]).toEqual([['gallery', 1], 1]);

    records = memoryStore();
    expect(await addFromBackup(records, backup.value, 1)).toEqual({ ok: true, value: 1 });
    expect(await listed()).toEqual({ entries: [entry], collections: [album], unreadable: 0 });
    const before = await openTab().file(entry.files.before?.hash ?? '');
    expect(before.ok && (await before.value?.text())).toBe('before');
    expect(records.values.has(forged)).toBe(false);
    expect(await addFromBackup(records, backup.value, 1)).toEqual({ ok: true, value: 0 });
  });
});
