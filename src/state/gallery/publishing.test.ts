import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../core/assets/asset';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Engine, ExportRequest } from '../../core/engine/contract';
import type { GalleryEntry, GalleryFile } from '../../core/gallery/entry';
import { readPublished } from '../../core/gallery/publish/read-published';
import { blobReader } from '../../core/source/byte-reader';
import { idOf } from '../../core/testing/any-history';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { galleryEntry } from '../../core/testing/gallery-entries';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import type { ArchiveFile } from '../base/ports';
import { Bringing } from './bringing.svelte';
import { Gallery } from './gallery.svelte';
import { Publishing } from './publishing.svelte';

/** Returns a JPEG's header for a picture of this size, and as many bytes behind it as are wanted. */
function jpeg(width: number, height: number, more: number, seed: number): Uint8Array<ArrayBuffer> {
  const sides = [height >> 8, height & 255, width >> 8, width & 255];
  const head = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...sides, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
  const bytes = new Uint8Array(head.length + more + 5);
  bytes.set([...head, 0xff, 0xda, 0, 2, seed]);
  return bytes;
}

/** The same as a whole file, which holds nothing besides. */
const bare = (width: number, height: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...jpeg(width, height, 100, seed), 0xff, 0xd9]);

/** An engine whose pictures have about a byte for so many pixels of their longer side. */
class FakeEngine implements Pick<Engine, 'exportFile'> {
  readonly asked: ExportRequest[] = [];
  bytesPerPixel = 1;
  fails = false;
  /** Called with every picture. */
  heard: () => void = () => undefined;

  readonly exportFile: Engine['exportFile'] = async (file, _name, request, { signal }) => {
    this.asked.push(request);
    this.heard();
    if (this.fails) return fail(appError('IMG-DAMAGED', 'Damaged.'));
    if (signal.aborted) return fail(appError('JOB-CANCELLED', 'Stopped.'));
    const { longEdge } = request.settings.resize;
    const seed = new Uint8Array(await file.arrayBuffer())[0] ?? 0;
    const [width, height] = [Number(longEdge), Math.round(Number(longEdge) / 2)];
    const bytes = jpeg(width, height, Math.round(width * this.bytesPerPixel), seed);
    return ok({ ...exportAnswer, bytes, width, height });
  };
}

let saved: { readonly files: readonly ArchiveFile[]; readonly name: string }[] = [];
let number = 0;
/** Whether archives cannot be written. */
let isFull = false;

const tools = { now: () => 1_795_789_920_000, newId: () => idOf((number += 1)) };
const texts = { get: () => null, set: () => undefined };

/** Opens a gallery with so many pictures in it, and what publishes them. */
async function publisher(pictures: number) {
  const gallery = new Gallery(new StoredGallery(memoryStore(), memoryBells()()), tools, texts);
  const files = new Map<string, Blob>();
  const file = async (seed: number): Promise<GalleryFile> => {
    const bytes = new Uint8Array([seed]);
    const hash = await sha256(bytes);
    files.set(hash, new Blob([bytes], { type: 'image/jpeg' }));
    return { hash, type: 'image/jpeg', bytes: 1, width: 4_000, height: 2_000 };
  };
  const entries: GalleryEntry[] = [];
  for (let at = 1; at <= pictures; at += 1) {
    const [picture, small, before] = [
      await file(3 * at),
      await file(3 * at + 1),
      await file(3 * at + 2),
    ];
    entries.push(galleryEntry(at, { source: 'grandma.jpg', files: { picture, small, before } }));
  }
  await gallery.add(entries, files);
  const engine = new FakeEngine();
  let shown = 0;
  const publishing = new Publishing(
    { engine, file: (one) => gallery.file(one) },
    {
      save: (content, name) => saved.push({ files: [{ name, content, text: true }], name }),
      saveArchive: (list, stem) => {
        if (isFull) return Promise.reject(new Error('no room'));
        saved.push({ files: list, name: stem });
        return Promise.resolve();
      },
    },
    'https://pipette.example/',
    tools.now,
    () => (shown += 1),
  );
  const bringing = new Bringing(gallery, tools, () => (shown += 1));
  return { gallery, engine, publishing, bringing, entries, shown: () => shown };
}

const fileOf = (content: Blob, name = 'page.html'): File => new File([content], name);

beforeEach(() => {
  saved = [];
  isFull = false;
  number = 1_000;
});

describe('publishing', () => {
  it('makes every picture anew, without metadata, in order, beside a page', async () => {
    const { engine, publishing, entries, shown } = await publisher(3);
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

  it('takes files of the gallery as they are where they are as wanted and tell nothing', async () => {
    const { gallery, engine, publishing } = await publisher(0);
    const files = new Map<string, Blob>();
    const file = async (bytes: Uint8Array<ArrayBuffer>, width: number): Promise<GalleryFile> => {
      const hash = await sha256(bytes);
      files.set(hash, new Blob([bytes], { type: 'image/jpeg' }));
      const size = { width, height: width / 2 };
      return { hash, type: 'image/jpeg', bytes: bytes.length, ...size };
    };
    // As a picture whose author is kept inside.
    const said = Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 5, 65, 110, 110]);
    const telling = Uint8Array.from([...said, ...bare(2_048, 1_024, 9).subarray(2)]);
    const entries: GalleryEntry[] = [];
    for (const [seed, large] of [bare(2_048, 1_024, 1), telling].entries()) {
      const picture = await file(large, 2_048);
      const small = await file(bare(480, 240, 10 + seed), 480);
      const before = await file(bare(1_280, 640, 20 + seed), 1_280);
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
    const { engine, publishing, entries } = await publisher(3);
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
    const { engine, publishing, entries } = await publisher(4);
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

  it('says that a zip could not be written, as of other archives', async () => {
    const { publishing, entries } = await publisher(1);
    publishing.offer(entries, '');
    isFull = true;
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

describe('bringing back', () => {
  it('takes what is chosen as it was published, and notices what is here already', async () => {
    const author = await publisher(3);
    author.publishing.offer(author.entries, 'Owls');
    author.publishing.choices = { ...author.publishing.choices, as: 'page' };
    await author.publishing.run();
    const page = saved[0]?.files[0]?.content ?? new Blob();
    expect(await author.bringing.open([fileOf(page)])).toEqual([]);
    // The author has what they were made from.
    expect(author.bringing.chosen.size).toBe(0);

    const { gallery, bringing } = await publisher(0);
    await bringing.open([fileOf(page)]);
    expect(bringing.chosen.size).toBe(3);
    const [first] = bringing.opened?.pictures ?? [];
    if (!first) throw new Error('picture');
    bringing.chosen.delete(first);
    const came = await bringing.run();
    expect(came.failures).toEqual([]);
    const published = await readPublished(blobReader(page));
    const said = published.ok ? published.value.pictures.slice(1).map(({ entry }) => entry) : [];
    const bare = (list: readonly GalleryEntry[]) => list.map(({ id: _, ...rest }) => rest);
    expect(bare(came.entries)).toEqual(bare(said));
    expect(bare(gallery.entries.toSorted((one, other) => one.at - other.at))).toEqual(bare(said));
    for (const { files } of gallery.entries) {
      expect((await gallery.file(files.picture))?.size).toBe(files.picture.bytes);
    }
    // Once more: the two are noticed, and the third is on offer.
    await bringing.open([fileOf(page)]);
    expect([...bringing.chosen].map(({ entry }) => entry.title)).toEqual([first.entry.title]);
    expect(await bringing.open([fileOf(new Blob(['x']))])).toMatchObject([{ code: 'CFG-NONE' }]);
  });

  it('takes several galleries at once, each picture once, and names what is none', async () => {
    const author = await publisher(3);
    const publish = async (from: number, end: number, title: string): Promise<File> => {
      author.publishing.offer(author.entries.slice(from, end), title);
      author.publishing.choices = { ...author.publishing.choices, as: 'page', author: 'Ann' };
      await author.publishing.run();
      return fileOf(saved.at(-1)?.files[0]?.content ?? new Blob(), `${title}.html`);
    };
    const [one, other] = [await publish(0, 2, 'One'), await publish(1, 3, 'Other')];
    const { gallery, bringing } = await publisher(0);
    const broken = fileOf(new Blob(['x']), 'broken.zip');
    const failures = await bringing.open([one, broken, other]);
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^broken\.zip: /),
    ]);
    expect(bringing.opened?.facts).toMatchObject({
      title: '2 published galleries',
      author: 'Ann',
    });
    expect([bringing.opened?.pictures.length, bringing.chosen.size]).toEqual([4, 3]);
    const came = await bringing.run();
    expect(came.failures).toEqual([]);
    expect(gallery.entries.map(({ title }) => title).toSorted()).toEqual(
      author.entries.map(({ title }) => title).toSorted(),
    );
  });
});
