import { type AppError, appError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { bytesInWords } from '../../core/base/words';
import type { BatchResult } from '../../core/batch/journal';
import type { Caption } from '../../core/comparison/look';
import type { Engine } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import type { PaperKind } from '../../core/pdf/page';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { Follower } from '../base/follower.svelte';
import { notWritten } from '../base/hand-over';
import type { SaveFile } from '../base/ports';
import { sheetSettings } from '../export/comparison-options';
import type { Workspace } from '../work/workspace.svelte';
import type { Batch } from './batch.svelte';
import { captionsOf } from './batch-names';
import { initialSheet, isPdf, lookOf, perSheet, type SheetOptions } from './sheet-options';

/** Writes a PDF with one JPEG a page; given by the platform. Rejects when that is not possible. */
export type WritePdf = (
  pictures: readonly Uint8Array[],
  paper: PaperKind,
  title: string,
) => Promise<Blob>;

/** A finished file, and what is shown of it. */
export interface SheetFile {
  readonly file: Blob;
  readonly name: string;
  readonly pages: number;
  /** Of the picture, or of the first page's. */
  readonly width: number;
  readonly height: number;
  readonly first: Blob;
}

interface Wanted {
  readonly results: readonly BatchResult[];
  readonly captions: readonly Caption[];
  readonly options: SheetOptions;
  readonly text: string;
}

/** Options rest for this long before the file is made, in milliseconds. */
const debounceMs = 350;

/** A PDF is put together in memory, where its pictures are twice for a moment. Bytes. */
const initialMostBytes = 500_000_000;

const tooLarge = (mostBytes: number): AppError =>
  appError(
    'OUT-FIT',
    `The pictures take more than ${bytesInWords(mostBytes)}, the most that a PDF may hold.`,
    { safe: 'The results are still here.', advice: 'Make a contact sheet, or save them as a zip.' },
  );

/** Returns how many bytes a PDF has at least: those of files that go into it as they are. */
const knownBytes = ({ options, results }: Wanted): number =>
  options.kind === 'pages'
    ? results.filter(isJpeg).reduce((sum, { content }) => sum + content.size, 0)
    : 0;

type Picture = Pick<SheetFile, 'width' | 'height'> & { readonly bytes: Uint8Array<ArrayBuffer> };

/** Contact sheets and PDFs of what a run made, made ahead so that their size is known. */
export class BatchSheets {
  options = $state.raw<SheetOptions>(initialSheet);
  /** How much of the file is made, 0 to 1. */
  share = $state(0);
  /** What came of saving, in words. */
  said = $state('');
  readonly #follower = new Follower<Wanted, SheetFile>({
    debounceMs,
    serves: (made, wanted) =>
      made.text === wanted.text &&
      made.results.length === wanted.results.length &&
      made.results.every((result, index) => result === wanted.results[index]),
    make: (wanted, { signal }) => this.#make(wanted, signal),
  });

  constructor(
    private readonly engine: Pick<Engine, 'contactSheet' | 'exportFile'>,
    private readonly batch: Pick<Batch, 'done' | 'order' | 'busy'>,
    private readonly workspace: Pick<Workspace, 'settings'>,
    private readonly ports: { readonly save: SaveFile; readonly writePdf: WritePdf },
    private readonly mostBytes = initialMostBytes,
  ) {}

  readonly #wanted = $derived.by((): Wanted | null => {
    const { options } = this;
    const { done, order } = this.batch;
    const results = done.flatMap(({ result }) => result ?? []);
    if (results.length === 0) return null;
    const captions = captionsOf(done, order, options.caption).map((name) => ({ name, note: '' }));
    return { results, captions, options, text: JSON.stringify([options, captions]) };
  });

  readonly failure = $derived.by(() => this.#follower.failure);
  readonly busy = $derived.by(() => this.#follower.busy);
  /** Whether `made` or `failure` is what is wanted now. */
  readonly current = $derived.by(() => this.#follower.answers(this.#wanted));
  /** The newest file, which may be older than what is wanted, see `current`. */
  readonly made = $derived.by(() =>
    this.failure === null ? (this.#follower.made?.value ?? null) : null,
  );

  change(changed: Partial<SheetOptions>): void {
    this.options = { ...this.options, ...changed };
    this.said = '';
  }

  /** Makes the file for as long as somebody looks; returns what stops it. */
  follow(): () => void {
    this.said = '';
    const stop = this.#follower.follow(
      () => this.#wanted,
      () => !this.batch.busy,
    );
    return () => {
      stop();
      this.#follower.clear();
    };
  }

  /** Hands the file over; does nothing while it is not made. */
  save(): void {
    const { made, current } = this;
    if (!made || !current) return;
    this.ports.save(made.file, made.name);
    this.said = `Saved ${made.name}.`;
  }

  async #make(wanted: Wanted, signal: AbortSignal): Promise<Result<SheetFile>> {
    const { options } = wanted;
    const { mostBytes } = this;
    this.share = 0;
    if (knownBytes(wanted) > mostBytes) return fail(tooLarge(mostBytes));
    const pictures: Picture[] = [];
    const parts =
      options.kind === 'pages' ? this.#pages(wanted, signal) : this.#sheets(wanted, signal);
    let bytes = 0;
    for await (const part of parts) {
      if (!part.ok) return part;
      pictures.push(part.value);
      bytes += part.value.bytes.length;
      if (isPdf(options) && bytes > mostBytes) return fail(tooLarge(mostBytes));
    }
    const [first] = pictures;
    if (first === undefined) return fail(cancelled());
    const { width, height } = first;
    const shown = { width, height, pages: pictures.length };
    const mime = options.kind === 'sheet' && options.format === 'png' ? 'image/png' : 'image/jpeg';
    const picture = new Blob([first.bytes], { type: mime });
    const stem = options.kind === 'pages' ? 'pictures' : 'contact-sheet';
    if (!isPdf(options)) {
      const name = `${stem}.${options.format === 'png' ? 'png' : 'jpg'}`;
      return ok({ ...shown, file: picture, name, first: picture });
    }
    try {
      const all = pictures.map((one) => one.bytes);
      const file = await this.ports.writePdf(all, options.paper, stem);
      return ok({ ...shown, file, name: `${stem}.pdf`, first: picture });
    } catch (error) {
      return fail(notWritten('The PDF', 'The results are still here.', error));
    }
  }

  /** Contact sheets, as many as the pictures need. */
  async *#sheets(
    { results, captions, options }: Wanted,
    signal: AbortSignal,
  ): AsyncGenerator<Result<Picture>> {
    const each = Math.min(results.length, perSheet(options));
    const format = options.format === 'png' ? 'png' : 'jpeg';
    const settings = sheetSettings(format, options.quality, this.workspace.settings);
    for (let from = 0; from < results.length; from += each) {
      const here = results.slice(from, from + each);
      const files = here.map((result, index) => fileOf(result, from + index));
      const look = lookOf(options);
      const request = { captions: captions.slice(from, from + each), look, settings };
      const watched = this.#watched(signal, from / results.length, here.length / results.length);
      yield await this.engine.contactSheet(files, request, watched);
    }
  }

  /** The results themselves: JPEGs as they are, the others encoded as such. */
  async *#pages(
    { results, options }: Wanted,
    signal: AbortSignal,
  ): AsyncGenerator<Result<Picture>> {
    const settings = sheetSettings('jpeg', options.quality, this.workspace.settings);
    const request = {
      pipeline: emptyPipeline,
      settings: { ...settings, metadata: 'none' } as const,
    };
    for (const [index, result] of results.entries()) {
      const watched = this.#watched(signal, index / results.length, 1 / results.length);
      watched.progress(0);
      const { width, height, content } = result;
      const { file, name } = fileOf(result, index);
      yield isJpeg(result)
        ? ok({ width, height, bytes: new Uint8Array(await content.arrayBuffer()) })
        : await this.engine.exportFile(file, name, request, watched);
    }
  }

  #watched(signal: AbortSignal, from: number, length: number): JobOptions {
    const progress = (share: number): void => {
      if (!signal.aborted) this.share = from + share * length;
    };
    return { signal, progress };
  }
}

const isJpeg = ({ extension }: BatchResult): boolean => extension === 'jpg';

const fileOf = ({ content, extension }: BatchResult, index: number) => ({
  file: content,
  name: `${index + 1}.${extension}`,
});
