import { sha256 } from '../../core/assets/asset';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Engine, ExportRequest } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import type { GalleryEntry, GalleryFile } from '../../core/gallery/entry';
import type { GalleryStore } from '../../core/gallery/store';
import { idOf } from '../../core/testing/any-history';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { galleryEntry } from '../../core/testing/gallery-entries';
import type { ArchiveFile } from '../base/ports';
import { Bringing } from './bringing.svelte';
import { Gallery } from './gallery.svelte';
import { Publishing } from './publishing.svelte';

// Help for tests only: engines that answer at once, and a gallery that is published.

/** Returns a JPEG's header for a picture of this size, and as many bytes behind it as are wanted. */
function jpeg(width: number, height: number, more: number, seed: number): Uint8Array<ArrayBuffer> {
  const sides = [height >> 8, height & 255, width >> 8, width & 255];
  const head = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...sides, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
  const bytes = new Uint8Array(head.length + more + 5);
  bytes.set([...head, 0xff, 0xda, 0, 2, seed]);
  return bytes;
}

/** The same as a whole file, which holds nothing besides. */
export const bareJpeg = (width: number, height: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...jpeg(width, height, 100, seed), 0xff, 0xd9]);

/** An engine whose pictures have about a byte for so many pixels of their longer side. */
export class SizedEngine implements Pick<Engine, 'exportFile'> {
  readonly asked: ExportRequest[] = [];
  bytesPerPixel = 1;
  fails = false;
  hearsStop = true;
  /** How the last one was asked for. */
  options: JobOptions | null = null;
  /** Called with every picture, which waits for what it returns. */
  heard: () => void | Promise<void> = () => undefined;

  readonly exportFile: Engine['exportFile'] = async (file, _name, request, options) => {
    const { signal } = options;
    this.asked.push(request);
    this.options = options;
    await this.heard();
    if (this.fails) return fail(appError('IMG-DAMAGED', 'Damaged.'));
    if (this.hearsStop && signal.aborted) return fail(appError('JOB-CANCELLED', 'Stopped.'));
    const { longEdge } = request.settings.resize;
    const seed = new Uint8Array(await file.arrayBuffer())[0] ?? 0;
    const [width, height] = [Number(longEdge), Math.round(Number(longEdge) / 2)];
    const bytes = jpeg(width, height, Math.round(width * this.bytesPerPixel), seed);
    return ok({ ...exportAnswer, bytes, width, height });
  };
}

/** An engine whose files are what it was asked for, as text. */
export class TellingEngine implements Pick<Engine, 'export' | 'exportFile'> {
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

/** Returns what waits until it is opened. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** Returns a file that cannot be read, as one on a disk that is gone. */
export const unreadableFile = (): Blob =>
  Object.assign(new Blob(['x']), { arrayBuffer: () => Promise.reject(new Error('gone')) });

/** What left the app: a page alone, or the files of an archive. */
interface Saved {
  readonly files: readonly ArchiveFile[];
  readonly name: string;
}

/** Opens a gallery with so many pictures in it, what publishes them, and what brings some back. */
export async function publisherOf(store: GalleryStore, pictures: number) {
  let number = 1_000;
  const tools = { now: () => 1_795_789_920_000, newId: () => idOf((number += 1)) };
  const gallery = new Gallery(store, tools, { get: () => null, set: () => undefined });
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
  const engine = new SizedEngine();
  const saved: Saved[] = [];
  /** What a test may have go wrong. */
  const disk = {
    isFull: false,
    file: (one: GalleryFile): Promise<Blob | null> => gallery.file(one),
  };
  let shown = 0;
  const publishing = new Publishing(
    { engine, file: (one) => disk.file(one) },
    {
      save: (content, name) => saved.push({ files: [{ name, content, text: true }], name }),
      saveArchive: (list, stem) => {
        if (disk.isFull) return Promise.reject(new Error('no room'));
        saved.push({ files: list, name: stem });
        return Promise.resolve();
      },
    },
    'https://pipette.example/',
    tools.now,
    () => (shown += 1),
  );
  const bringing = new Bringing(gallery, tools, () => (shown += 1));
  return { gallery, engine, disk, saved, publishing, bringing, entries, shown: () => shown };
}
