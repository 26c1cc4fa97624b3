import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../core/base/result';
import type { GalleryEntry } from '../../core/gallery/entry';
import { idOf } from '../../core/testing/any-history';
import { galleryEntry } from '../../core/testing/gallery-entries';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import type { ListedPicture } from '../../core/gallery/publish/list';
import { CommunityPictures } from './community.svelte';
import { communityId, Gallery } from './gallery.svelte';

let records = memoryStore();
let bells = memoryBells();
let texts = new Map<string, string>();
let number = 0;

const tools = { now: () => (number += 1), newId: () => idOf((number += 1)) };
const textStore = {
  get: (key: string) => texts.get(key) ?? null,
  set: (key: string, value: string) => void texts.set(key, value),
};

async function openTab(community?: CommunityPictures) {
  const stored = new StoredGallery(records, bells());
  const gallery = new Gallery(stored, tools, textStore, community);
  gallery.follow();
  await gallery.load();
  return gallery;
}

beforeEach(() => {
  records = memoryStore();
  bells = memoryBells();
  texts = new Map();
  number = 0;
});

describe('the gallery', () => {
  const files = new Map<string, Blob>();
  const several = (...numbers: readonly number[]): readonly GalleryEntry[] =>
    numbers.map((one) => galleryEntry(one));

  it('is the same in every tab, and remembers which of its tabs was shown', async () => {
    const [one, other] = [await openTab(), await openTab()];
    await one.add(several(1, 2), files);
    await other.load();
    expect(other.shown.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    expect(other.tab).toBe('presets');
    other.tab = 'pictures';
    expect((await openTab()).tab).toBe('pictures');
  });

  it('knows what it added without reading all of it anew', async () => {
    const [one, other] = [await openTab(), await openTab()];
    await one.add(several(1, 2), files);
    const read = vi.spyOn(StoredGallery.prototype, 'list');
    await one.add([galleryEntry(2, { title: 'Again' }), galleryEntry(3)], files);
    expect(one.entries.map(({ title }) => title)).toEqual(['Picture 1', 'Again', 'Picture 3']);
    // The other tab was told.
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
    await other.load();
    expect(other.entries).toEqual(one.entries);
  });

  it('goes from picture to picture among those that are shown', async () => {
    const gallery = await openTab();
    await gallery.add(several(1, 2, 3), files);
    await gallery.edit(idOf(2), { title: 'Other', tags: [] });
    gallery.query = 'picture';
    gallery.current = idOf(3);
    gallery.step(1);
    expect(gallery.open?.id).toBe(idOf(1));
    gallery.step(1);
    expect(gallery.open?.id).toBe(idOf(1));
    // From one that is not shown there is no way on.
    gallery.current = idOf(2);
    gallery.step(1);
    expect(gallery.current).toBe(idOf(2));
    gallery.reveal(idOf(2));
    flushSync();
    expect([gallery.query, gallery.open?.title]).toEqual(['', 'Other']);
  });

  it('shows the pictures of the community beside the own ones, by ids of their own', async () => {
    const facts = { title: 'x', author: 'Ann', licence: 'CC0 1.0', text: '', address: null };
    const pictures = several(1, 2).map((entry) => ({ entry, from: null, paths: null }));
    let asked = 0;
    const community = new CommunityPictures(() => {
      asked += 1;
      const galleryOf = (one: ListedPicture) => ({
        facts,
        pictures: [one],
        refused: 0,
        file: () => Promise.resolve(ok(new Blob(['c']))),
      });
      return Promise.resolve({
        found: (asked === 1 ? pictures.slice(1) : asked === 2 ? [] : pictures).map(galleryOf),
        complete: asked > 2,
      });
    });
    const gallery = await openTab(community);
    await gallery.add(several(1), files);
    await gallery.edit(idOf(1), { title: 'Own', tags: ['mine'] });
    // At first a part of the site could be reached, then nothing of it; what was had stays.
    const partly = community.entries;
    expect(partly.map(({ title }) => title)).toEqual(['Picture 2']);
    await community.load();
    expect([asked, community.entries]).toEqual([2, partly]);
    await community.load();
    await community.load();
    expect(asked).toBe(3);
    expect(community.entries).toHaveLength(2);
    expect(community.entries.some(({ id }) => id === partly[0]?.id)).toBe(true);
    gallery.tag = 'mine';
    gallery.choose(communityId);
    expect(gallery.showsCommunity).toBe(true);
    expect([gallery.tag, gallery.tags]).toEqual([null, []]);
    expect(gallery.shown.map(({ title }) => title)).toEqual(['Picture 2', 'Picture 1']);
    const [first] = gallery.shown;
    if (!first) throw new Error('none');
    expect([first.id === idOf(2), CommunityPictures.has(first)]).toEqual([false, true]);
    expect(community.creditOf(first)).toBe('By Ann · CC0 1.0');
    expect(await (await gallery.file(first.files.small))?.text()).toBe('c');
    gallery.choose(null);
    expect(gallery.shown.map(({ title }) => title)).toEqual(['Own']);
    expect(gallery.shown.some((entry) => CommunityPictures.has(entry))).toBe(false);
  });

  it('brings back what was removed, also to its place in a collection', async () => {
    const gallery = await openTab();
    await gallery.add(several(1, 2, 3), files);
    const id = await gallery.collect(' Wall ', [idOf(1), idOf(2), idOf(3)]);
    if (id === null) throw new Error('not made');
    gallery.chosen = id;
    gallery.sort = 'hand';
    gallery.current = idOf(2);
    const bringBack = await gallery.remove([idOf(2)]);
    expect(gallery.shown.map((entry) => entry.id)).toEqual([idOf(1), idOf(3)]);
    expect(gallery.open).toBeNull();
    await bringBack?.();
    expect(gallery.shown.map((entry) => entry.id)).toEqual([1, 2, 3].map(idOf));
    await gallery.move(id, idOf(3), -2);
    await gallery.cover(id, idOf(2));
    await gallery.takeOut(id, [idOf(1)]);
    expect(gallery.collection).toMatchObject({
      title: 'Wall',
      entries: [idOf(3), idOf(2)],
      cover: idOf(2),
    });
    const again = await gallery.forget(id);
    expect([gallery.chosen, gallery.order, gallery.collections]).toEqual([null, 'newest', []]);
    await again?.();
    expect(gallery.collections.length).toBe(1);
    await gallery.rename(id, 'New');
    await gallery.put(id, [idOf(1)]);
    expect(gallery.collections).toMatchObject([{ title: 'New', entries: [3, 2, 1].map(idOf) }]);
  });

  it('tells why something could not be changed', async () => {
    const gallery = await openTab();
    await gallery.add(several(1), files);
    records.isFull = true;
    expect(await gallery.edit(idOf(1), { title: 'x', tags: [] })).toBe(false);
    expect(gallery.failure?.code).toBe('STO-QUOTA');
    expect(await gallery.remove([idOf(1)])).toBeNull();
    records.isFull = false;
    expect(await gallery.tagAll([idOf(1)], 'print')).toBe(true);
    expect(gallery.tags).toEqual([{ tag: 'print', count: 1 }]);
    expect(gallery.failure).toBeNull();
  });
});
