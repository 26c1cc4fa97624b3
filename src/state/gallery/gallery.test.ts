import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Engine, ExportRequest } from '../../core/engine/contract';
import type { GalleryEntry } from '../../core/gallery/entry';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { galleryEntry, pipelineOf } from '../../core/testing/gallery-entries';
import { idOf } from '../../core/testing/any-history';
import { initialExportSettings } from '../../core/formats/settings';
import { noCamera } from '../../core/naming/tokens';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { Adding } from './adding.svelte';
import { CommunityPictures } from './community.svelte';
import { communityId, Gallery } from './gallery.svelte';
import type { GalleryOrder } from './making';

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

/** An engine whose files are what it was asked for, as text. */
class FakeEngine implements Pick<Engine, 'export' | 'exportFile'> {
  readonly asked: ExportRequest[] = [];
  refuses: string | null = null;

  readonly #answer = (name: string, request: ExportRequest) => {
    this.asked.push(request);
    if (name === this.refuses) return Promise.resolve(fail(appError('IMG-DAMAGED', 'Damaged.')));
    const { settings, pipeline } = request;
    const said = JSON.stringify([name, settings.resize, pipeline.steps]);
    const bytes = new TextEncoder().encode(said);
    const mime = `image/${settings.format}`;
    return Promise.resolve(ok({ ...exportAnswer, bytes, mime }));
  };

  readonly export: Engine['export'] = (source, request) => this.#answer(source.name, request);
  readonly exportFile: Engine['exportFile'] = (_, name, request) => this.#answer(name, request);
}

function orderOf(name: string, more: Partial<GalleryOrder> = {}): GalleryOrder {
  return {
    name,
    from: { kind: 'open', source: openedPicture(name) },
    pipeline: pipelineOf('crop', 'sepia'),
    settings: initialExportSettings(),
    camera: { ...noCamera, camera: 'Camera', author: 'Someone' },
    ...more,
  };
}

const named = (order: GalleryOrder) => ({ title: Adding.titleOf(order), tags: [] });

async function adding() {
  const gallery = await openTab();
  const engine = new FakeEngine();
  let shown = 0;
  const ahead = () => Promise.resolve({ id: idOf(50), parents: [] });
  const store = new Adding(engine, gallery, { ahead }, tools, () => (shown += 1));
  return { gallery, engine, store, shown: () => shown };
}

beforeEach(() => {
  records = memoryStore();
  bells = memoryBells();
  texts = new Map();
  number = 0;
});

describe('adding to the gallery', () => {
  it('keeps what the engine makes anew, and what made it', async () => {
    const { gallery, engine, store, shown } = await adding();
    const order = orderOf('owl.jpg');
    store.offer([order]);
    expect([shown(), store.orders]).toEqual([1, [order]]);
    const came = await store.run([order], named);
    expect(came?.added.length).toBe(1);
    const [entry] = gallery.entries;
    expect(entry).toMatchObject({
      title: 'owl',
      version: { id: idOf(50) },
      pipeline: order.pipeline,
      files: { picture: { type: 'image/jpeg' } },
    });
    // Nothing of the photo's own metadata, nor of its name or camera, unless it is allowed.
    expect(JSON.stringify(entry)).not.toMatch(/owl\.jpg|Camera|Someone/);
    const [picture, small, before] = engine.asked;
    expect(
      engine.asked.map(({ settings }) => [settings.metadata, settings.resize.longEdge]),
    ).toEqual([
      ['none', 2048],
      ['none', 480],
      ['none', 1280],
    ]);
    expect(picture?.pipeline).toBe(order.pipeline);
    expect(small?.pipeline.steps).toEqual([]);
    expect(before?.pipeline.steps.map((step) => [step.operation, step.enabled])).toEqual([
      ['crop', true],
    ]);
    const file = entry && (await gallery.file(entry.files.picture));
    expect(await file?.text()).toContain('"longEdge":2048');
  });

  it('keeps author and copyright, name and camera, where that is allowed', async () => {
    const { gallery, engine, store } = await adding();
    store.choices = { ...store.choices, author: true, longEdge: 1_000, quality: 60 };
    store.allow({ name: true, camera: true });
    await store.run([orderOf('owl.jpg')], named);
    expect(gallery.entries[0]).toMatchObject({ source: 'owl.jpg', camera: { camera: 'Camera' } });
    const [picture] = engine.asked;
    expect(picture?.settings).toMatchObject({
      metadata: 'copyright',
      values: { jpeg: { quality: 60 } },
      resize: { longEdge: 1_000 },
    });
  });

  it('takes a finished file as it is, and has no before then', async () => {
    const { gallery, engine, store } = await adding();
    const settings = { ...initialExportSettings(), format: 'png' };
    const from = { kind: 'result', file: new Blob(['x']), name: 'a.png' } as const;
    await store.run([orderOf('a.png', { from, settings })], named);
    expect(engine.asked.map(({ pipeline }) => pipeline.steps.length)).toEqual([0, 0]);
    // What may be transparent stays so.
    expect(gallery.entries[0]?.files).toMatchObject({ picture: { type: 'image/webp' } });
    expect(gallery.entries[0]?.files.before).toBeUndefined();
  });

  it('notices a picture that is here, and updates it or keeps both', async () => {
    const { gallery, store } = await adding();
    const order = orderOf('owl.jpg');
    await store.run([order], named);
    const [first] = gallery.entries;
    const again = await store.run([order], () => ({ title: 'Again', tags: ['new'] }));
    expect(again?.added).toEqual([]);
    expect(store.duplicates.map(({ here }) => here.id)).toEqual([first?.id]);
    expect(gallery.entries.length).toBe(1);
    const updated = await store.keepDuplicates('update');
    expect(updated?.map(({ id }) => id)).toEqual([first?.id]);
    expect(gallery.entries).toMatchObject([{ id: first?.id, at: first?.at, title: 'Again' }]);
    await store.run([order], named);
    await store.keepDuplicates('beside');
    expect(gallery.entries.length).toBe(2);
  });

  it('goes on after a picture that cannot be made, and tells which', async () => {
    const { gallery, engine, store } = await adding();
    engine.refuses = 'bad.jpg';
    const orders = ['a.jpg', 'bad.jpg', 'c.jpg'].map((name) => orderOf(name));
    const came = await store.run(orders, named);
    expect(came?.failures).toMatchObject([{ name: 'bad.jpg', error: { code: 'IMG-DAMAGED' } }]);
    expect(gallery.entries.map(({ title }) => title).sort()).toEqual(['a', 'c']);
    expect(store.share).toBeNull();
  });

  it('keeps nothing more once it is stopped', async () => {
    const { gallery, engine, store } = await adding();
    const running = store.run(
      ['a.jpg', 'b.jpg'].map((name) => orderOf(name)),
      (order) => {
        if (order.name === 'b.jpg') store.stop();
        return named(order);
      },
    );
    expect(store.share).toBe(0);
    expect((await running)?.added.length).toBe(1);
    expect(gallery.entries.length).toBe(1);
    expect(engine.asked.some(({ settings }) => settings.resize.longEdge === 480)).toBe(true);
  });

  it('says why the storage refuses', async () => {
    const { store, gallery } = await adding();
    records.isFull = true;
    const came = await store.run([orderOf('a.jpg')], named);
    expect(came?.failures).toMatchObject([{ error: { code: 'STO-QUOTA' } }]);
    expect(store.failure?.code).toBe('STO-QUOTA');
    expect(gallery.entries).toEqual([]);
  });
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
      const found = {
        facts,
        pictures,
        refused: 0,
        file: () => Promise.resolve(ok(new Blob(['c']))),
      };
      return Promise.resolve(asked === 1 ? [] : [found]);
    });
    const gallery = await openTab(community);
    await gallery.add(several(1), files);
    await gallery.edit(idOf(1), { title: 'Own', tags: ['mine'] });
    // The site could not be reached at first.
    await community.load();
    await community.load();
    expect(asked).toBe(2);
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
