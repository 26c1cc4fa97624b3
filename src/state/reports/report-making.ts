import { sha256 } from '../../core/assets/asset';
import { cancelled } from '../../core/base/errors';
import type { Engine, ExportAnswer, Source } from '../../core/engine/contract';
import { psnrOf } from '../../core/picture/psnr';
import type { ReportContent } from '../../core/report/common';
import {
  extensionOf,
  pictureUses,
  reportFacts,
  type ReportKind,
  writeHtml,
  writeJson,
  writeMarkdown,
} from '../../core/report/index';
import type { Markup } from '../../core/report/write/markup';
import type { PreviewCost, ReportFile, SpeedFacts } from '../../core/report/model';
import type { ReportPictures } from '../../core/engine/report-pictures';
import { fail, ok, type Result } from '../../core/base/result';
import { isSameFile, type Order } from '../base/order';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { SetWork } from '../../core/set/going';
import { versionIn } from '../versions/outgoing';
import type { ReportTools } from './report-tools';

/** What a report is about, and what it is to be like. */
export interface ReportOrder extends Order {
  readonly kind: ReportKind;
  /** The most that the page may take, in bytes. */
  readonly budget: number;
  /** Whether file names and what the camera wrote are shown. */
  readonly named: boolean;
  readonly speed: SpeedFacts;
  /** The set that the picture is one of; null where there is none. */
  readonly set: SetWork | null;
}

/** A report, to be looked at or handed over. */
export interface MadeReport {
  readonly order: ReportOrder;
  readonly page: Markup;
  /** Bytes of the page as a file. */
  readonly bytes: number;
  readonly content: ReportContent;
}

/** Costs in the preview, and the memory that its engine takes. */
export interface PreviewFacts {
  readonly costs: ReadonlyMap<string, PreviewCost>;
  readonly engineBytes: number | null;
}

export interface MakingOptions {
  readonly signal: AbortSignal;
  readonly progress: (share: number) => void;
  /** Gets the report as far as it is known at once: without crops, hashes and the file. */
  readonly early?: (made: MadeReport) => void;
}

/** What the words take at first guess, in bytes: the page, and every step with its curves. */
const [wordsBase, wordsPerStep] = [26_000, 8_000];
/** Times that the pictures are made anew because the words took more room. */
const maxRounds = 3;

/** Gathers facts and pictures, and writes reports of them. Remembers what takes long to know. */
export class ReportMaking {
  /** The last report that was asked for. */
  #last: Promise<unknown> = Promise.resolve();
  #hash: { readonly source: Source; readonly value: string } | null = null;
  #file: { readonly order: ReportOrder; readonly value: ReportFile } | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'reportPictures' | 'export'>,
    private readonly preview: () => PreviewFacts,
    private readonly tools: Pick<
      ReportTools,
      'schema' | 'link' | 'environment' | 'fileName' | 'outgoing'
    >,
  ) {}

  /**
   * Makes a report, once those asked for before are made or stopped: the engine draws for one at a
   * time. Fails with JOB-CANCELLED when stopped, and when a step cannot be done.
   */
  make(order: ReportOrder, options: MakingOptions): Promise<Result<MadeReport>> {
    const made = this.#last.then(() =>
      options.signal.aborted ? fail(cancelled()) : this.#makeNow(order, options),
    );
    this.#last = made.catch(() => undefined);
    return made;
  }

  async #makeNow(
    order: ReportOrder,
    { signal, progress, early }: MakingOptions,
  ): Promise<Result<MadeReport>> {
    const { pipeline, source, kind, budget } = order;
    const uses = pictureUses[kind];
    const part = (from: number, to: number) => (share: number) => {
      if (!signal.aborted) progress(from + (to - from) * share);
    };
    const draw = (room: number, crops: boolean, tell: (share: number) => void) =>
      this.engine.reportPictures(
        source,
        { pipeline, budget: room, uses, crops, draft: uses.crop > 0 && !crops },
        { progress: tell, signal },
      );
    let room = ((budget - wordsBase - wordsPerStep * pipeline.steps.length) * 3) / 4;
    const link = await this.tools.link(pipeline);
    const version = await this.tools.outgoing.ahead(pipeline);
    const known = { link, version, hash: null, file: null };
    const first = await draw(room, false, part(0, 0.15));
    if (!first.ok) return first;
    early?.(this.#compose(order, { ...known, pictures: first.value }));
    const hash = await this.#sourceHash(source);
    const file = await this.#fileOf(order, signal, part(0.15, 0.5));
    if (signal.aborted) return fail(cancelled());
    for (let round = 1; ; round += 1) {
      // Without crops the pictures of the beginning serve.
      const isSame = round === 1 && uses.crop === 0;
      const drawn = isSame ? first : await draw(room, uses.crop > 0, part(0.5, 1));
      if (!drawn.ok) return drawn;
      const made = this.#compose(order, { link, version, hash, file, pictures: drawn.value });
      const excess = made.bytes - budget;
      if (excess <= 0 || round === maxRounds) return ok(made);
      room = Math.min(room, drawn.value.bytes) - excess * 0.8;
    }
  }

  /** Returns a report as Markdown. */
  markdown({ order, content }: MadeReport): string {
    return writeMarkdown(order.kind, content);
  }

  /** Returns the facts of a report as JSON. */
  json({ order, content }: MadeReport): string {
    return writeJson(order.kind, content, this.tools.schema);
  }

  #compose(
    order: ReportOrder,
    known: {
      readonly pictures: ReportPictures;
      readonly file: ReportFile | null;
      readonly hash: string | null;
      readonly link: string | null;
      readonly version: CarriedVersion | null;
    },
  ): MadeReport {
    const { pictures, file, hash, link, version } = known;
    const { kind, source, pipeline, settings, named, speed, set } = order;
    const { costs, engineBytes } = this.preview();
    const facts = reportFacts({
      pipeline,
      settings,
      source: source.info,
      sourceSha256: hash,
      pictures,
      previews: costs,
      file,
      fileName: file && this.tools.fileName(order, extensionOf(settings), file),
      named,
      environment: this.tools.environment(),
      engineBytes,
      link,
      version,
      set,
      made: new Date().toISOString(),
      profile: speed.profile,
      suggestions: speed.suggestions,
    });
    const content = { facts, pictures };
    const page = writeHtml(kind, content);
    return { order, page, bytes: new Blob([page.toString()]).size, content };
  }

  async #sourceHash(source: Source): Promise<string> {
    if (this.#hash?.source !== source) {
      const value = await sha256(new Uint8Array(await source.file.arrayBuffer()));
      this.#hash = { source, value };
    }
    return this.#hash.value;
  }

  /** Returns what is known of the file that an export writes; null when it cannot be made. */
  async #fileOf(
    order: ReportOrder,
    signal: AbortSignal,
    progress: (share: number) => void,
  ): Promise<ReportFile | null> {
    if (this.#file && isSameFile(this.#file.order, order)) return this.#file.value;
    const { source, pipeline, settings } = order;
    // Else its hash would be another one than that of the file.
    const version = await versionIn(this.tools.outgoing, order);
    const made = await this.engine.export(
      source,
      { pipeline, settings, purpose: 'inspect', ...version },
      { progress, signal },
    );
    if (!made.ok) return null;
    const value = await fileFacts(made.value);
    this.#file = { order, value };
    return value;
  }
}

/** Returns what a report says of a finished file; closes the picture that came with it. */
async function fileFacts(made: ExportAnswer): Promise<ReportFile> {
  const { bytes, width, height, quality, milliseconds, inspection } = made;
  inspection?.bitmap.close();
  const ssim = inspection?.similarity ?? null;
  const error = inspection?.meanSquaredError ?? null;
  return {
    width,
    height,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    quality,
    milliseconds,
    likeness:
      ssim === null || error === null
        ? null
        : { ssim, meanSquaredError: error, psnr: psnrOf(error) },
  };
}
