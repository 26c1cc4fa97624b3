import type { AppError } from '../../core/base/errors';
import { outputSize, resizing } from '../../core/formats/output-size';
import type { ExportSettings } from '../../core/formats/settings';
import type { Result } from '../../core/base/result';
import type { Engine, ExportAnswer, Source } from '../../core/engine/contract';
import type { JobOptions } from '../../core/engine/job';
import type { Exporting } from './exporting.svelte';
import { Follower, type Making } from '../base/follower.svelte';
import { isSameFile, type Order, orderOf } from '../base/order';
import type { Preview } from '../screen/preview.svelte';
import { nothingKept, type Outgoing, versionIn } from '../versions/outgoing';
import { Quiet } from '../base/quiet';
import type { Workspace } from '../work/workspace.svelte';

/** Edits rest for this long before the file is made, in milliseconds. */
const debounceMs = 350;

/** The same for a picture that was just opened, unless others are opened one after another. */
const openedMs = 20;

/** The same for a setting that was chosen: an export that is pressed right after it takes the file over. */
const chosenMs = 10;

/** A file that takes longer than this, in seconds, rests for as long as an edit. */
const quickSeconds = 1;

const isSameSizing = (one: ExportSettings, other: ExportSettings): boolean =>
  JSON.stringify(resizing(one)) === JSON.stringify(resizing(other));

/** A file that is to be made ahead. */
interface FileOrder extends Order {
  /** Whether the picture in the file is wanted too, and not its size alone. */
  readonly purpose: 'measure' | 'inspect';
}

/** A file that is being made ahead. */
interface Begun {
  readonly order: FileOrder;
  readonly answer: Promise<Result<ExportAnswer>>;
  readonly abort: AbortController;
  /** The newest that was heard of its progress, 0 to 1. */
  share: number;
  /** What is told of its progress as well; null until an export has taken the file over. */
  told: ((share: number) => void) | null;
}

/**
 * The file that an export would write now, made ahead in the background, so that its size is known
 * and what it looks like can be shown.
 */
export class PreparedExport {
  /** Seconds that it has been made for when nothing is heard of its progress; else null. */
  quiet = $state<number | null>(null);
  /** Whether the viewer shows the picture as it is in the file. */
  shown = $state(false);
  /** The file that is being made; null while none is. */
  #begun: Begun | null = null;
  /** What an export has taken over last, for as long as it wants it. */
  #taken = $state.raw<Order | null>(null);
  readonly #follower = new Follower<FileOrder, ExportAnswer>({
    debounceMs: (order) => this.#rest(order),
    serves: (made, wanted) =>
      isSameFile(made, wanted) && (made.purpose === 'inspect' || wanted.purpose === 'measure'),
    make: (order, making) => this.#make(order, making),
    close: ({ inspection }) => inspection?.bitmap.close(),
  });

  constructor(
    private readonly engine: Pick<Engine, 'export' | 'expectedSeconds' | 'expectFile'>,
    private readonly workspace: Workspace,
    private readonly preview: Pick<Preview, 'idle' | 'shape'>,
    private readonly exporting: Pick<Exporting, 'state'>,
    private readonly outgoing: Pick<Outgoing, 'ahead'> = nothingKept,
  ) {}

  readonly #order = $derived.by((): FileOrder | null => {
    const { tool } = this.workspace;
    const order = tool ? null : orderOf(this.workspace);
    return order && { ...order, purpose: this.shown ? 'inspect' : 'measure' };
  });

  readonly failure = $derived.by((): AppError | null => this.#follower.failure);

  /** The newest file; it may be older than what the workspace says now, see `current`. */
  readonly answer = $derived.by((): ExportAnswer | null =>
    this.failure === null ? (this.#follower.made?.value ?? null) : null,
  );

  /** Whether a file is being made, or is about to be. */
  readonly busy = $derived.by(() => this.#follower.busy);

  /** Whether `answer` or `failure` is what an export would come to now. */
  readonly current = $derived.by(
    () => this.#order !== null && isSameFile(this.#follower.answered, this.#order),
  );

  /**
   * What there is to be told of the file meanwhile: the newest one, as long as it is of this picture
   * and in this format. A setting that was changed since may have made another of it, see `current`.
   */
  readonly latest = $derived.by((): ExportAnswer | null => {
    const { source, settings } = this.workspace;
    const made = this.#follower.answered;
    const isOfThis = made?.source === source && made?.settings.format === settings.format;
    return isOfThis ? this.answer : null;
  });

  /** About how long an export takes now, in seconds; 0 while the result's size is not known. */
  get seconds(): number {
    const { shape } = this.preview;
    const { settings } = this.workspace;
    return shape === null ? 0 : this.engine.expectedSeconds(settings, outputSize(shape, settings));
  }

  /** Returns the file that an export would write now, if it has been made. */
  ready(): ExportAnswer | null {
    return this.current ? this.answer : null;
  }

  /**
   * Hands over the file that an order comes to while it is being made: from then on it is the export's to
   * hear of and to stop, and it is finished whatever is changed meanwhile. Null when no such file is.
   */
  take(order: Order, { progress, signal }: JobOptions): Promise<Result<ExportAnswer>> | null {
    const begun = this.#begun;
    if (begun === null || begun.abort.signal.aborted || !isSameFile(begun.order, order)) {
      this.#taken = null;
      return null;
    }
    this.#taken = begun.order;
    begun.told = progress;
    progress(begun.share);
    const stop = (): void => {
      this.#taken = null;
      begun.abort.abort();
    };
    signal.addEventListener('abort', stop, { once: true });
    return begun.answer;
  }

  /** Whether a file may be made now: not beside an export, but for the one that it has taken over. */
  readonly #mayMake = $derived.by(
    () =>
      this.preview.idle &&
      (this.exporting.state.kind !== 'running' ||
        (this.#taken !== null && isSameFile(this.#taken, this.#order))),
  );

  /** Follows the workspace for as long as somebody looks; returns what stops it. */
  follow(): () => void {
    return this.#follower.follow(
      () => this.#order,
      () => this.#mayMake,
    );
  }

  /** When a file was last wanted, in milliseconds of the page. */
  #wantedAt = Number.NEGATIVE_INFINITY;
  /** The picture that it was of, which what was made does not tell while a tool is open. */
  #wantedOf: Source | null = null;

  /**
   * Returns for how long an order rests. What is set of the file alone is not dragged on the picture: a
   * first change is a choice, and its size is wanted soon; more of them are a hand that moves.
   */
  #rest({ source, pipeline, settings }: FileOrder): number {
    this.engine.expectFile();
    const now = performance.now();
    const isCalm = now - this.#wantedAt > debounceMs;
    const isOpened = this.#wantedOf !== source;
    this.#wantedAt = now;
    this.#wantedOf = source;
    if (!isCalm || this.seconds > quickSeconds) return debounceMs;
    if (isOpened) return openedMs;
    const made = this.#follower.answered;
    // At another size all steps are done again.
    const isEncodedAnew =
      made?.source === source &&
      made.pipeline === pipeline &&
      isSameSizing(made.settings, settings);
    return isEncodedAnew ? chosenMs : debounceMs;
  }

  #make(order: FileOrder, { signal }: Making<ExportAnswer>): Promise<Result<ExportAnswer>> {
    const quiet = new Quiet();
    const abort = new AbortController();
    const progress = (share: number): void => {
      begun.share = share;
      begun.told?.(share);
      if (!signal.aborted) this.quiet = quiet.hear(share);
    };
    const answer = this.#file(order, { progress, signal: abort.signal }).finally(() => {
      if (this.#begun === begun) this.#begun = null;
    });
    const begun: Begun = { order, answer, abort, share: 0, told: null };
    signal.addEventListener('abort', () => {
      if (begun.told === null) abort.abort();
    });
    this.quiet = null;
    this.#taken = null;
    this.#begun = begun;
    return answer;
  }

  async #file(order: FileOrder, options: JobOptions): ReturnType<Engine['export']> {
    const { source, pipeline, settings, purpose } = order;
    const version = await versionIn(this.outgoing, order);
    return this.engine.export(source, { pipeline, settings, purpose, ...version }, options);
  }
}
