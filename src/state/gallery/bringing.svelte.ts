import { SvelteSet } from 'svelte/reactivity';
import type { AppError } from '../../core/base/errors';
import { ok, type Result } from '../../core/base/result';
import { count } from '../../core/base/words';
import type { GalleryEntry } from '../../core/gallery/entry';
import { joinGalleries } from '../../core/gallery/publish/join-galleries';
import type { ListedPicture } from '../../core/gallery/publish/list';
import {
  type OpenedGallery,
  type PartName,
  readPublished,
} from '../../core/gallery/publish/read-published';
import { displayFileName } from '../../core/naming/display-file-name';
import { blobReader } from '../../core/source/byte-reader';
import type { Gallery } from './gallery.svelte';

/** What came of bringing pictures back. */
export interface Brought {
  readonly entries: readonly GalleryEntry[];
  readonly failures: readonly AppError[];
}

const parts: readonly PartName[] = ['picture', 'small', 'before'];

/** So many reasons are told. */
const mostReasons = 3;

/** Says of all that were not taken why, and what became of the others; null when all were taken. */
function notTaken({ entries, failures }: Brought): AppError | null {
  const [first] = failures;
  if (!first) return null;
  const taken = entries.length;
  const here = `${count(taken, 'other picture')} ${taken === 1 ? 'is' : 'are'} in your gallery now.`;
  const safe = taken === 0 ? 'Your gallery is unchanged.' : here;
  if (failures.length === 1) return { ...first, safe };
  const reasons = [...new Set(failures.map(({ message }) => message))];
  const told = reasons.slice(0, mostReasons).join(' ');
  const more = reasons.length > mostReasons ? ' …' : '';
  const message = `${count(failures.length, 'picture')} were not taken. ${told}${more}`;
  return { ...first, message, safe };
}

/** Brings pictures of a published gallery into the one on this device. */
export class Bringing {
  /** What was opened; null when nothing was. */
  opened = $state.raw<OpenedGallery | null>(null);
  /** Those that are to be taken. */
  readonly chosen = new SvelteSet<ListedPicture>();
  /** Share of the work that is done, 0 to 1; null while there is none. */
  share = $state<number | null>(null);
  failure = $state.raw<AppError | null>(null);
  #isStopped = false;
  #running: Promise<unknown> | null = null;

  constructor(
    private readonly gallery: Gallery,
    private readonly tools: { newId(): string },
    /** Opens the page on which the person chooses. */
    private readonly show: () => void,
  ) {}

  /**
   * Opens pages and zips and puts what is in them on offer, all at once: what is not here yet, each
   * picture once. Waits until what is under way is done. Resolves to why some could not be opened.
   */
  async open(files: readonly File[]): Promise<readonly AppError[]> {
    const galleries: OpenedGallery[] = [];
    const failures: AppError[] = [];
    for (const file of files) {
      const read = await readPublished(blobReader(file));
      if (read.ok) galleries.push(read.value);
      else if (files.length === 1) failures.push(read.error);
      else {
        const message = `${displayFileName(file.name)}: ${read.error.message}`;
        failures.push({ ...read.error, message });
      }
    }
    const [first, ...others] = galleries;
    if (!first) return failures;
    await this.#running?.catch(() => undefined);
    // What other tabs added is known then, and what was taken has left the page.
    await this.gallery.load();
    const opened = joinGalleries([first, ...others]);
    this.opened = opened;
    this.failure = null;
    this.chosen.clear();
    const hashes = new Set<string>();
    for (const picture of opened.pictures) {
      const { hash } = picture.entry.files.picture;
      if (!this.here(picture) && !hashes.has(hash)) this.chosen.add(picture);
      hashes.add(hash);
    }
    this.show();
    return failures;
  }

  /** The entry that shows the very same picture, or the one that it was made from. */
  here({ entry, from }: ListedPicture): GalleryEntry | undefined {
    const { byHash } = this.gallery;
    return byHash.get(entry.files.picture.hash) ?? (from === null ? undefined : byHash.get(from));
  }

  /** Resolves to the small picture of one; null when it is not what it should be. */
  async small(picture: ListedPicture): Promise<Blob | null> {
    const file = await this.opened?.file(picture, 'small');
    return file?.ok ? file.value : null;
  }

  /** Takes those that are chosen, one after the other; resolves to what came of it. */
  async run(): Promise<Brought> {
    const { opened } = this;
    if (!opened || this.share !== null) return { entries: [], failures: [] };
    this.#isStopped = false;
    this.share = 0;
    const running = this.#takeAll(opened);
    this.#running = running;
    try {
      const brought = await running;
      this.failure = notTaken(brought);
      return brought;
    } finally {
      this.share = null;
      this.#running = null;
    }
  }

  async #takeAll(opened: OpenedGallery): Promise<Brought> {
    const entries: GalleryEntry[] = [];
    const failures: AppError[] = [];
    const wanted = opened.pictures.filter((picture) => this.chosen.has(picture));
    for (const [index, picture] of wanted.entries()) {
      const taken = await this.#take(opened, picture);
      if (this.#isStopped && !taken.ok) break;
      if (taken.ok) {
        entries.push(taken.value);
        this.chosen.delete(picture);
      } else failures.push(taken.error);
      this.share = (index + 1) / wanted.length;
      if (this.#isStopped) break;
    }
    return { entries, failures };
  }

  async #take(opened: OpenedGallery, picture: ListedPicture): Promise<Result<GalleryEntry>> {
    const files = new Map<string, Blob>();
    for (const part of parts) {
      const said = picture.entry.files[part];
      if (!said || files.has(said.hash)) continue;
      const file = await opened.file(picture, part);
      if (!file.ok) return file;
      files.set(said.hash, file.value);
    }
    // It may be here already under the id that it came with.
    const entry = { ...picture.entry, id: this.tools.newId() };
    const kept = await this.gallery.add([entry], files);
    return kept.ok ? ok(entry) : kept;
  }

  /** Ends what is under way; what is taken already stays. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Forgets what is on offer. */
  close(): void {
    this.stop();
    this.opened = null;
    this.chosen.clear();
    this.failure = null;
  }
}
