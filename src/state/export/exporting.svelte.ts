import type { Copied } from '../../core/base/copied';
import { type AppError, isCancelled } from '../../core/base/errors';
import { type ExportPreset, presetOf } from '../../core/formats/presets';
import type { Engine, ExportAnswer, Source } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import type { MetadataEntry } from '../../core/metadata/entries';
import { nameFrom, parsePattern } from '../../core/naming/pattern';
import { stemOf } from '../../core/naming/safe-file-name';
import { momentOf, type NameFacts } from '../../core/naming/tokens';
import type { Result } from '../../core/base/result';
import { isSameFile, type Order, type Orderable, orderOf } from '../base/order';
import { nothingKept, type Outgoing, versionIn } from '../versions/outgoing';
import { Quiet } from '../base/quiet';

/** Ways for a picture to leave the app; given by the platform. */
export interface Outlets {
  /** Hands a finished file to the person, and hears what it was made of. */
  save(file: Blob, name: string, made: Pick<Order, 'pipeline' | 'settings'>): void;
  /** Puts a picture into the clipboard, as PNG; resolves to whether that worked. */
  copy(picture: Blob): Promise<Copied>;
  /** Offers a file to other apps; resolves to whether one took it. Null where that cannot be. */
  readonly share: ((file: File) => Promise<boolean>) | null;
}

export type ExportState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly share: number;
      /** Seconds that it has been running when nothing is heard of its progress; else null. */
      readonly quiet: number | null;
    }
  | {
      readonly kind: 'done';
      /** What it was made of. */
      readonly order: Order;
      readonly name: string;
      /** The file itself, to be handed on. */
      readonly file: File;
      readonly bytes: number;
      readonly width: number;
      readonly height: number;
      /** The quality it was encoded at; null where the format has none. */
      readonly quality: number | null;
      readonly milliseconds: number;
      /** What the written bytes tell, read again. */
      readonly receipt: readonly MetadataEntry[];
    }
  | { readonly kind: 'failed'; readonly error: AppError };

/** What makes the file of an export ahead; see `PreparedExport`. */
interface Ahead {
  /** Returns the file that an export would write now, if it has been made. */
  ready(): ExportAnswer | null;
  /** Hands over the file that an order comes to while it is being made; null when no such file is. */
  take(order: Order, options: JobOptions): Promise<Result<ExportAnswer>> | null;
}

/** In place of what makes files ahead: there is none. */
const notPrepared: Ahead = { ready: () => null, take: () => null };

/** What a name may say of a finished file; sizes in pixels. */
type MadeFile = Pick<NameFacts, 'width' | 'height' | 'quality'>;

/** The export of the picture that is open. */
export class Exporting {
  state = $state.raw<ExportState>({ kind: 'idle' });
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export' | 'metadata'>,
    private readonly workspace: Orderable,
    private readonly outlets: Outlets,
    /** Returns what makes the file of an export ahead. */
    private readonly prepared: () => Ahead = () => notPrepared,
    /** Returns the presets among which the name of the present one is looked for. */
    private readonly presets: () => readonly ExportPreset[] = () => [],
    private readonly outgoing: Pick<Outgoing, 'ahead'> = nothingKept,
  ) {}

  /** Whether the last result is still what an export would make now, but for its name. */
  readonly current = $derived.by(
    () => this.state.kind === 'done' && isSameFile(this.state.order, orderOf(this.workspace)),
  );

  /**
   * Returns the name of a file that an export makes now of an order, with its extension.
   * @param made what is known of the file
   */
  fileName({ source, pipeline, settings }: Order, extension: string, made: MadeFile): string {
    return nameFrom(
      parsePattern(settings.fileName),
      {
        name: stemOf(source.name),
        pipeline: pipeline.name,
        preset: presetOf(settings, this.presets())?.name ?? '',
        step: null,
        operation: '',
        index: 1,
        files: 1,
        format: extension,
        now: momentOf(new Date()),
        exif: source.info.camera,
        ...made,
      },
      extension,
    );
  }

  /** Exports from full-size data and hands the file over. */
  async run(): Promise<void> {
    const order = orderOf(this.workspace);
    if (!order || this.state.kind === 'running') return;
    const prepared = this.prepared();
    const ready = prepared.ready();
    if (ready) {
      this.#hand(order, ready);
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    this.state = { kind: 'running', share: 0, quiet: null };
    const quiet = new Quiet();
    const options = {
      progress: (share: number): void => {
        if (this.state.kind !== 'running') return;
        this.state = { kind: 'running', share, quiet: quiet.hear(share) };
      },
      signal: abort.signal,
    };
    const answer = await (prepared.take(order, options) ?? this.#file(order, options));
    this.#abort = null;
    if (!answer.ok) {
      this.state = isCancelled(answer.error)
        ? { kind: 'idle' }
        : { kind: 'failed', error: answer.error };
      return;
    }
    this.#hand(order, answer.value);
  }

  async #file(order: Order, options: JobOptions): Promise<Result<ExportAnswer>> {
    const { source, pipeline, settings } = order;
    const version = await versionIn(this.outgoing, order);
    return this.engine.export(source, { pipeline, settings, ...version }, options);
  }

  #hand(order: Order, made: ExportAnswer): void {
    const { bytes, mime, extension, width, height, quality, milliseconds, receipt } = made;
    const name = this.fileName(order, extension, { width, height, quality });
    const file = new File([bytes], name, { type: mime });
    this.outlets.save(file, name, order);
    this.state = {
      kind: 'done',
      order,
      name,
      file,
      bytes: bytes.length,
      width,
      height,
      quality,
      milliseconds,
      receipt,
    };
  }

  /** Whether files can be offered to other apps here. */
  get canShare(): boolean {
    return this.outlets.share !== null;
  }

  /** Puts the last result into the clipboard; resolves to whether that worked. */
  async copyResult(): Promise<Copied> {
    return this.state.kind === 'done' ? this.outlets.copy(this.state.file) : 'refused';
  }

  /** Offers the last result to other apps; resolves to whether one took it. */
  async shareResult(): Promise<boolean> {
    return this.state.kind === 'done' && ((await this.outlets.share?.(this.state.file)) ?? false);
  }

  /** Reads what a picture tells. */
  sourceMetadata(source: Source): Promise<Result<readonly MetadataEntry[]>> {
    return this.engine.metadata(source);
  }

  /** Stops a running export; nothing is written. */
  stop(): void {
    this.#abort?.abort();
  }
}
