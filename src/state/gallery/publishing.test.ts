import { toStore } from 'svelte/store';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../core/assets/asset';
import { fingerprint } from '../../core/documents/document';
import { readLink } from '../../core/documents/share-link';
import type { GalleryEntry, GalleryFile } from '../../core/gallery/entry';
import { galleryEntry } from '../../core/testing/gallery-entries';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { calm } from '../testing';
import { bareJpeg, gate, publisherOf, unreadableFile } from './testing';

const publisher = (pictures: number) =>
  publisherOf(new StoredGallery(memoryStore(), memoryBells()()), pictures);

describe('publishing', () => {
  it('makes every picture anew, without metadata, in order, beside a page', async () => {
    const { engine, saved, publishing, entries, shown } = await publisher(3);
    publishing.offer(entries, 'Owls');
    expect(shown()).toBe(1);
    const came = await publishing.run();
    expect(came).toMatchObject({ name: 'Owls.zip', longEdge: 2_048 });
    expect(engine.asked.every(({ settings }) => settings.metadata === 'none')).toBe(true);
    expect(
      engine.asked
        .map(({ settings }) => Number(settings.resize.longEdge))
        .toSorted((a, b) => a - b),
    ).toEqual([480, 1_024, 1_280, 2_048].flatMap((edge) => [edge, edge, edge]));
    const [archive] = saved;
    const names = archive?.files.map(({ name }) => name) ?? [];
    expect(names).toContain('pictures/003-middle.jpg');
    expect(names).not.toContain('feed.xml');
    const list: unknown = JSON.parse(
      (await archive?.files.find(({ name }) => name === 'gallery.json')?.content.text()) ?? '',
    );
    expect(list).toMatchObject({
      title: 'Owls',
      pictures: entries.map(({ title, files }) => ({ from: files.picture.hash, entry: { title } })),
    });
    expect(JSON.stringify(list)).not.toContain('grandma');
  });

  it('has what a person noted for themselves in no file, and in no link', async () => {
    const { saved, publishing, entries } = await publisher(1);
    const own = entries.map((entry) => ({
      ...entry,
      made: { format: 'jpeg', width: 7_777, height: 5_555, bytes: 9_876_543 },
      pipeline: {
        ...entry.pipeline,
        name: 'Secret name',
        description: 'Secret description',
        steps: entry.pipeline.steps.map((step) => ({ ...step, note: 'Secret note' })),
      },
    }));
    for (const as of ['zip', 'page'] as const) {
      publishing.offer(own, 'Owls');
      publishing.choices = { ...publishing.choices, as };
      await publishing.run();
      const texts = saved.at(-1)?.files.filter(({ text }) => text) ?? [];
      const all = (await Promise.all(texts.map(({ content }) => content.text()))).join('\n');
      expect(all).not.toMatch(/Secret|7777|9876543/);
      const hash = /href="https:\/\/pipette\.example\/(#[^"]*)"/.exec(all)?.[1] ?? '';
      const link = readLink(hash);
      if (!link.ok) throw new Error(link.error.message);
      const { pipeline } = link.value;
      // It is called what the page calls its picture.
      expect(pipeline.name).toBe(entries[0]?.title);
      expect(fingerprint(pipeline.steps)).toBe(fingerprint(own[0]?.pipeline.steps ?? []));
      expect(JSON.stringify(link)).not.toContain('Secret');
    }
  });

  it('takes files of the gallery as they are where they are as wanted and tell nothing', async () => {
    const { gallery, engine, saved, publishing } = await publisher(0);
    const files = new Map<string, Blob>();
    const file = async (bytes: Uint8Array<ArrayBuffer>, width: number): Promise<GalleryFile> => {
      const hash = await sha256(bytes);
      files.set(hash, new Blob([bytes], { type: 'image/jpeg' }));
      const size = { width, height: width / 2 };
      return { hash, type: 'image/jpeg', bytes: bytes.length, ...size };
    };
    // As a picture whose author is kept inside.
    const said = Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 5, 65, 110, 110]);
    const telling = Uint8Array.from([...said, ...bareJpeg(2_048, 1_024, 9).subarray(2)]);
    const entries: GalleryEntry[] = [];
    for (const [seed, large] of [bareJpeg(2_048, 1_024, 1), telling].entries()) {
      const picture = await file(large, 2_048);
      const small = await file(bareJpeg(480, 240, 10 + seed), 480);
      const before = await file(bareJpeg(1_280, 640, 20 + seed), 1_280);
      entries.push(galleryEntry(seed + 1, { files: { picture, small, before } }));
    }
    await gallery.add(entries, files);
    publishing.offer(entries, 'Owls');
    await publishing.run();
    const edges = (): number[] =>
      engine.asked
        .map(({ settings }) => Number(settings.resize.longEdge))
        .toSorted((one, other) => one - other);
    // The one of middle size of each, and the large one that says whose it is.
    expect(edges()).toEqual([1_024, 1_024, 2_048]);
    const archive = saved[0]?.files ?? [];
    const hashOf = async (name: string): Promise<string> => {
      const content = archive.find((one) => one.name === name)?.content ?? new Blob();
      return sha256(new Uint8Array(await content.arrayBuffer()));
    };
    expect(await hashOf('pictures/001.jpg')).toBe(entries[0]?.files.picture.hash);
    expect(await hashOf('pictures/001-small.jpg')).toBe(entries[0]?.files.small.hash);
    expect(await hashOf('pictures/001-before.jpg')).toBe(entries[0]?.files.before?.hash);
    expect(await hashOf('pictures/002.jpg')).not.toBe(entries[1]?.files.picture.hash);
    engine.asked.length = 0;
    publishing.choices = { ...publishing.choices, longEdge: 1_600 };
    await publishing.run();
    expect(edges()).toEqual([1_024, 1_024, 1_600, 1_600]);
  });

  it('makes the pictures of one file smaller until it fits, or says that it cannot', async () => {
    const { engine, saved, publishing, entries } = await publisher(3);
    engine.bytesPerPixel = 1_000;
    publishing.offer(entries, 'Owls');
    publishing.choices = { ...publishing.choices, as: 'page', megabytes: 5 };
    const came = await publishing.run();
    // Three pictures of 512, 240 and 400 thousand bytes are the first that fit, as base64.
    expect(came?.longEdge).toBe(512);
    expect(saved[0]?.files[0]?.content.size).toBe(came?.bytes);
    expect(came?.bytes).toBeLessThan(5_000_000);
    engine.bytesPerPixel = 5_000;
    expect(await publishing.run()).toBe(null);
    expect(publishing.failure).toMatchObject({ code: 'OUT-FIT' });
    expect(saved.length).toBe(1);
  });

  it('hands nothing over when it is stopped, or a picture fails', async () => {
    const { engine, saved, publishing, entries } = await publisher(4);
    publishing.offer(entries, '');
    engine.heard = () => {
      if (engine.asked.length === 5) publishing.stop();
    };
    expect(await publishing.run()).toBe(null);
    expect([publishing.failure, publishing.share, saved.length]).toEqual([null, null, 0]);
    expect(engine.asked.length).toBeLessThan(8);
    engine.fails = true;
    expect(await publishing.run()).toBe(null);
    expect([publishing.failure?.code, saved.length]).toEqual(['IMG-DAMAGED', 0]);
  });

  it.each([
    ['zip', 4],
    ['page', 3],
  ] as const)('hands no %s over when it is stopped with the last picture', async (as, files) => {
    const { engine, saved, publishing, entries } = await publisher(1);
    publishing.offer(entries, '');
    publishing.choices = { ...publishing.choices, as };
    const shares: (number | null)[] = [];
    engine.heard = () => {
      if (engine.asked.length === files) publishing.stop();
    };
    // What the engine has nearly made it makes to the end, whoever stops it.
    engine.hearsStop = false;
    const running = publishing.run();
    const end = toStore(() => publishing.share).subscribe((share) => shares.push(share));
    expect(await running).toBe(null);
    end();
    expect(engine.asked.length).toBe(files);
    expect([saved.length, publishing.failure]).toEqual([0, null]);
    expect(shares).toContain(0);
    expect(shares).not.toContain(1);
  });

  it('ends all that is under way when a picture cannot be read, and can be tried again', async () => {
    const { gallery, engine, disk, saved, publishing, entries } = await publisher(4);
    const [asked, goingOn] = [gate(), gate()];
    // One picture is lost while the engine is at another one.
    disk.file = async (one) => {
      if (one.hash !== entries[0]?.files.picture.hash) return gallery.file(one);
      await asked.opened;
      throw new Error('gone');
    };
    engine.heard = () => {
      asked.open();
      return goingOn.opened;
    };
    publishing.offer(entries, 'Owls');
    expect(await publishing.run()).toBe(null);
    expect(publishing.failure).toMatchObject({ code: 'STO-FAILED', detail: 'gone' });
    expect(engine.options?.signal.aborted).toBe(true);
    goingOn.open();
    await calm();
    expect([publishing.share, engine.asked.length]).toEqual([null, 1]);
    disk.file = (one) => gallery.file(one);
    expect(await publishing.run()).toMatchObject({ name: 'Owls.zip' });
    expect(saved.length).toBe(1);
  });

  it('makes a picture anew when the one that would do as it is cannot be read', async () => {
    const { gallery, engine, disk, publishing, entries } = await publisher(1);
    const [entry] = entries;
    if (!entry) throw new Error('entry');
    const { picture, small } = entry.files;
    const fitting = { ...entry, files: { picture, small: { ...small, width: 480, height: 240 } } };
    disk.file = (one) =>
      one.hash === small.hash ? Promise.resolve(unreadableFile()) : gallery.file(one);
    publishing.offer([fitting], 'Owls');
    expect(await publishing.run()).not.toBe(null);
    expect(engine.asked.map(({ settings }) => settings.resize.longEdge)).toEqual([
      2_048, 1_024, 480,
    ]);
  });

  it('says that a zip could not be written, as of other archives', async () => {
    const { disk, publishing, entries } = await publisher(1);
    publishing.offer(entries, '');
    disk.isFull = true;
    expect(await publishing.run()).toBe(null);
    expect(publishing.failure).toMatchObject({
      code: 'STO-FAILED',
      message: 'The zip could not be written.',
      safe: 'Your gallery is unchanged.',
      detail: 'no room',
    });
  });

  it('says what is wrong with an address, and with more pictures than a page holds', async () => {
    const { publishing, entries } = await publisher(1);
    publishing.offer(entries, '');
    for (const address of ['javascript:alert(1)', 'https://', 'a b', 'file:///etc/passwd']) {
      publishing.choices = { ...publishing.choices, address };
      expect(publishing.problem, address).toContain('not one of a web page');
    }
    publishing.choices = { ...publishing.choices, address: 'https://me:secret@example.org' };
    expect(await publishing.run()).toBe(null);
    publishing.choices = { ...publishing.choices, address: 'example.org/owls?x=1#y' };
    expect(publishing.problem).toBe(null);
    publishing.close();
    publishing.offer(
      Array.from({ length: 351 }, (_, at) => galleryEntry(at)),
      '',
    );
    expect(publishing.problem).toContain('these are 351');
  });
});
