import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { noCamera } from '../../core/naming/tokens';
import { idOf } from '../../core/testing/any-history';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { pipelineOf } from '../../core/testing/gallery-entries';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { Adding } from './adding.svelte';
import { Gallery } from './gallery.svelte';
import type { GalleryOrder } from './making';
import { TellingEngine } from './testing';

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
  let number = 0;
  const tools = { now: () => (number += 1), newId: () => idOf((number += 1)) };
  const records = memoryStore();
  const stored = new StoredGallery(records, memoryBells()());
  const gallery = new Gallery(stored, tools, { get: () => null, set: () => undefined });
  await gallery.load();
  const engine = new TellingEngine();
  let shown = 0;
  const ahead = () => Promise.resolve({ id: idOf(50), parents: [] });
  const store = new Adding(engine, gallery, { ahead }, tools, () => (shown += 1));
  return { records, gallery, engine, store, shown: () => shown };
}

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

  it('can be begun again after a surprise', async () => {
    const { store, gallery } = await adding();
    const surprise = () => {
      throw new Error('surprise');
    };
    await expect(store.run([orderOf('a.jpg')], surprise)).rejects.toThrow('surprise');
    expect(store.share).toBeNull();
    await store.run([orderOf('a.jpg')], named);
    expect(gallery.entries).toHaveLength(1);
  });

  it('says why the storage refuses', async () => {
    const { records, store, gallery } = await adding();
    records.isFull = true;
    const came = await store.run([orderOf('a.jpg')], named);
    expect(came?.failures).toMatchObject([{ error: { code: 'STO-QUOTA' } }]);
    expect(store.failure?.code).toBe('STO-QUOTA');
    expect(gallery.entries).toEqual([]);
  });
});
