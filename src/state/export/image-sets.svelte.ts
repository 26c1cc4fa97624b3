import type { Copied } from '../../core/base/copied';
import { type AppError, isCancelled } from '../../core/base/errors';
import { formats, formatsById } from '../../core/formats/index';
import type { Size } from '../../core/base/geometry';
import { outputSize } from '../../core/formats/output-size';
import { pictureSnippet, type SetFile } from '../../core/formats/picture-snippet';
import type { ExportSettings } from '../../core/formats/settings';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { limits } from '../../core/base/limits';
import { nameFrom, parsePattern } from '../../core/naming/pattern';
import { stemOf } from '../../core/naming/safe-file-name';
import { momentOf } from '../../core/naming/tokens';
import { uniqueNames } from '../../core/naming/unique-names';
import { initialValues } from '../../core/operations/define';
import { resize } from '../../core/operations/geometry/resize';
import { handOver } from '../base/hand-over';
import { type Order, type Orderable, orderOf } from '../base/order';
import type { CopyText, SaveArchive } from '../base/ports';
import { nothingKept, type Outgoing, versionIn } from '../versions/outgoing';
import { Quiet } from '../base/quiet';

/** The name of each file, unless another pattern is wanted. */
export const setPattern = '{name}-{width}';

/** What becomes of one size in one format. */
export type Cell =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'running';
      readonly share: number;
      /** Seconds that it has been made for when nothing is heard of its progress; else null. */
      readonly quiet: number | null;
    }
  | {
      readonly kind: 'made';
      readonly bytes: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'failed'; readonly error: AppError };

export type SetsState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly count: number; readonly failed: number }
  | { readonly kind: 'failed'; readonly error: AppError };

/** A set that is made, as everything was when it was asked for. */
interface SetOrder extends Order {
  readonly rows: readonly number[];
  readonly formats: readonly string[];
  /** Of the result at full size, in pixels. */
  readonly from: Size | null;
  readonly pattern: string;
  readonly sizes: string;
}

/** Names a cell of the table. */
export const cellKey = (format: string, width: number): string => `${format} ${width}`;

/** Returns the widths that a text names, in pixels, ascending and each once; null for other texts. */
export function parseWidths(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const widths = parts.map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : 0));
  if (widths.length === 0 || widths.length > 20) return null;
  if (widths.some((width) => width < 1 || width > limits.outputSide.png)) return null;
  return [...new Set(widths)].sort((one, other) => one - other);
}

/** Sizes and formats of one picture: the pipeline runs once, every file is encoded from its result. */
export class ImageSets {
  widthsText = $state('480, 960, 1440, 1920');
  formats = $state.raw<readonly string[]>(['avif', 'webp', 'jpeg']);
  pattern = $state(setPattern);
  /** What the page's `sizes` says: how wide the picture is shown. */
  sizes = $state('100vw');
  #state = $state.raw<SetsState>({ kind: 'idle' });
  #cells = $state.raw<ReadonlyMap<string, Cell>>(new Map());
  #snippet = $state('');
  /** The set that is being made, or was made last. */
  #order = $state.raw<SetOrder | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export'>,
    private readonly workspace: Orderable,
    /** The size of the result at full size, in pixels; null while it is not known. */
    private readonly resultSize: () => Size | null,
    private readonly save: SaveArchive,
    private readonly copyText: CopyText,
    private readonly outgoing: Pick<Outgoing, 'ahead' | 'sent'> = nothingKept,
  ) {}

  /** The widths that are wanted; null while the text names none. */
  readonly widths = $derived(parseWidths(this.widthsText));

  /** Switches a format on or off; the others keep their order. */
  choose(id: string, on: boolean): void {
    const wanted = new Set(this.formats);
    if (on) wanted.add(id);
    else wanted.delete(id);
    this.formats = formats.map((format) => format.id).filter((format) => wanted.has(format));
  }

  /** The set that is being made, until it is done, whatever is open meanwhile. */
  readonly #running = $derived.by(() => (this.#state.kind === 'running' ? this.#order : null));
  /** Whether there is something to tell of the present picture as it is now. */
  readonly #current = $derived.by(
    () =>
      this.#running !== null ||
      (this.#order?.source === this.workspace.source &&
        this.#order?.pipeline === this.workspace.pipeline),
  );
  readonly state = $derived.by((): SetsState => (this.#current ? this.#state : { kind: 'idle' }));
  readonly snippet = $derived.by(() => (this.#current ? this.#snippet : ''));
  readonly cells = $derived.by((): ReadonlyMap<string, Cell> =>
    this.#current ? this.#cells : new Map(),
  );
  /** The name of the picture that a set is being made of; null while none is. */
  readonly making = $derived.by(() => this.#running?.source.name ?? null);

  /** The widths that the result really has room for: nothing is enlarged, and none is made twice. */
  get rows(): readonly number[] {
    if (this.#running) return this.#running.rows;
    const from = this.resultSize();
    const wanted = this.widths ?? [];
    if (!from) return wanted;
    return [...new Set(wanted.map((width) => Math.min(width, from.width)))];
  }

  /** The formats of the table. */
  get columns(): readonly string[] {
    return this.#running?.formats ?? this.formats;
  }

  /** Returns the size that a width becomes, in pixels; null while the result's size is not known. */
  sizeAt(width: number): Size | null {
    const { settings } = this.#running ?? this.workspace;
    const from = this.#running ? this.#running.from : this.resultSize();
    return from && outputSize(from, this.#settings(settings, settings.format, width));
  }

  #settings(settings: ExportSettings, format: string, width: number): ExportSettings {
    const { kernel = 'lanczos3' } = settings.resize;
    const bounds = { width, height: limits.outputSide.png };
    const values = { ...initialValues(resize), mode: 'fit', ...bounds, kernel, enlarge: false };
    return { ...settings, format, size: 'custom', resize: values };
  }

  #tell(key: string, cell: Cell): void {
    this.#cells = new Map([...this.#cells, [key, cell]]);
  }

  /** Makes all files and saves them in one archive, with the HTML that shows them. */
  async run(): Promise<void> {
    const work = orderOf(this.workspace);
    if (!work || this.#running) return;
    const { rows, formats, pattern, sizes } = this;
    const order = { ...work, rows, formats, pattern, sizes, from: this.resultSize() };
    const wanted = rows.flatMap((width) => formats.map((format) => ({ format, width })));
    if (wanted.length === 0) return;
    const { source, pipeline, settings } = order;
    const version = versionIn(this.outgoing, order);
    const abort = new AbortController();
    this.#abort = abort;
    this.#order = order;
    this.#state = { kind: 'running' };
    this.#snippet = '';
    this.#cells = new Map(
      wanted.map(({ format, width }) => [cellKey(format, width), { kind: 'waiting' }]),
    );
    const made: { answer: ExportAnswer; index: number }[] = [];
    for (const [index, { format, width }] of wanted.entries()) {
      const key = cellKey(format, width);
      const quiet = new Quiet();
      const progress = (share: number): void =>
        this.#tell(key, { kind: 'running', share, quiet: quiet.hear(share) });
      progress(0);
      const answer = await this.engine.export(
        source,
        {
          pipeline,
          settings: this.#settings(settings, format, width),
          purpose: 'set',
          ...(await version),
        },
        { progress, signal: abort.signal },
      );
      if (!answer.ok && isCancelled(answer.error)) {
        this.#cells = new Map();
        this.#state = { kind: 'idle' };
        return;
      }
      if (!answer.ok) this.#tell(key, { kind: 'failed', error: answer.error });
      else {
        const { bytes, width: wide, height } = answer.value;
        this.#tell(key, { kind: 'made', bytes: bytes.length, width: wide, height });
        made.push({ answer: answer.value, index });
      }
    }
    this.#abort = null;
    await this.#hand(order, made, wanted.length);
  }

  async #hand(
    { source, pipeline, settings, pattern, sizes }: SetOrder,
    made: readonly { answer: ExportAnswer; index: number }[],
    wanted: number,
  ): Promise<void> {
    const now = momentOf(new Date());
    const { names } = uniqueNames(
      made.map(({ answer, index }) => {
        const { width, height, quality, camera: exif, extension } = answer;
        return nameFrom(
          parsePattern(pattern || setPattern),
          {
            name: stemOf(source.name),
            pipeline: pipeline.name,
            preset: '',
            step: null,
            operation: '',
            index: index + 1,
            files: wanted,
            width,
            height,
            quality,
            format: extension,
            now,
            exif,
          },
          extension,
        );
      }),
    );
    const files: SetFile[] = made.map(({ answer: { mime, width, height } }, index) => ({
      name: names[index] ?? 'picture',
      mime,
      width,
      height,
    }));
    this.#snippet = pictureSnippet(files, sizes);
    const pictures = made.map(({ answer: { bytes, mime } }, index) => ({
      name: names[index] ?? 'picture',
      content: new Blob([bytes], { type: mime }),
      text: false,
    }));
    const attachments =
      this.#snippet === ''
        ? []
        : [{ name: 'picture.html', content: new Blob([this.#snippet]), text: true }];
    if (pictures.length > 0) {
      const stem = `${stemOf(source.name)}-set`;
      const saved = await handOver(this.save, [...pictures, ...attachments], stem);
      if (!saved.ok) {
        this.#snippet = '';
        this.#state = { kind: 'failed', error: saved.error };
        return;
      }
      this.outgoing.sent('export', `${stem}.zip`, pipeline, settings);
    }
    this.#state = { kind: 'done', count: pictures.length, failed: wanted - pictures.length };
  }

  /** Puts the HTML into the clipboard; resolves to whether that worked. */
  copySnippet(): Promise<Copied> {
    return this.copyText(this.snippet);
  }

  /** Stops; nothing is written. */
  stop(): void {
    this.#abort?.abort();
  }

  /** What a format is called on screen. */
  labelOf(id: string): string {
    return formatsById.get(id)?.label ?? id;
  }
}
