import { type AppError, isCancelled } from '../../core/base/errors';
import { outputSize } from '../../core/formats/output-size';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import type { Exporting } from './exporting.svelte';
import { isSameFile, type Order, orderOf } from '../order';
import type { Preview } from '../screen/preview.svelte';
import { Quiet } from '../quiet';
import type { Workspace } from '../work/workspace.svelte';

/** Edits rest for this long before the file is made, in milliseconds. */
const debounceMs = 350;

/**
 * The file that an export would write now, made ahead in the background, so that its size is known
 * and what it looks like can be shown.
 */
export class PreparedExport {
  /** The newest file; it may be older than what the workspace says now, see `current`. */
  answer = $state.raw<ExportAnswer | null>(null);
  failure = $state.raw<AppError | null>(null);
  /** Whether a file is being made, or is about to be. */
  busy = $state(false);
  /** Seconds that it has been made for when nothing is heard of its progress; else null. */
  quiet = $state<number | null>(null);
  /** Whether the viewer shows the picture as it is in the file. */
  shown = $state(false);
  #made = $state.raw<Order | null>(null);
  #purpose = $state.raw<'measure' | 'inspect'>('measure');
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'export' | 'expectedSeconds'>,
    private readonly workspace: Workspace,
    private readonly preview: Pick<Preview, 'idle' | 'shape'>,
    private readonly exporting: Pick<Exporting, 'state'>,
  ) {}

  readonly #order = $derived.by((): Order | null => {
    const { tool } = this.workspace;
    return tool ? null : orderOf(this.workspace);
  });

  /** Whether `answer` or `failure` is what an export would come to now. */
  readonly current = $derived.by(() => this.#order !== null && isSameFile(this.#made, this.#order));

  /**
   * What there is to be told of the file meanwhile: the newest one, as long as it is of this picture
   * and in this format. A setting that was changed since may have made another of it, see `current`.
   */
  readonly latest = $derived.by((): ExportAnswer | null => {
    const { source, settings } = this.workspace;
    const isOfThis =
      this.#made?.source === source && this.#made?.settings.format === settings.format;
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

  /** Follows the workspace for as long as somebody looks; returns what stops it. */
  follow(): () => void {
    return $effect.root(() => {
      $effect(() => {
        const order = this.#order;
        if (order === null) this.#drop();
        const lacksPicture = this.shown && this.#purpose === 'measure';
        const isDue = order !== null && (!this.current || lacksPicture);
        if (!isDue || !this.preview.idle || this.exporting.state.kind === 'running') {
          this.busy = isDue;
          return;
        }
        this.busy = true;
        const purpose = this.shown ? 'inspect' : 'measure';
        const timer = setTimeout(() => void this.#make(order, purpose), debounceMs);
        return () => {
          clearTimeout(timer);
          this.#abort?.abort();
        };
      });
    });
  }

  async #make(order: Order, purpose: 'measure' | 'inspect'): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const { source, pipeline, settings } = order;
    const quiet = new Quiet();
    const progress = (share: number): void => {
      if (!abort.signal.aborted) this.quiet = quiet.hear(share);
    };
    this.quiet = null;
    const made = await this.engine.export(
      source,
      { pipeline, settings, purpose },
      { progress, signal: abort.signal },
    );
    if (this.#abort !== abort || abort.signal.aborted) {
      if (made.ok) made.value.inspection?.bitmap.close();
      return;
    }
    this.#abort = null;
    if (!made.ok && isCancelled(made.error)) return;
    this.busy = false;
    this.failure = made.ok ? null : made.error;
    this.#replace(made.ok ? made.value : null);
    this.#made = order;
    this.#purpose = purpose;
  }

  #drop(): void {
    this.#replace(null);
    this.#made = null;
    this.failure = null;
  }

  #replace(answer: ExportAnswer | null): void {
    this.answer?.inspection?.bitmap.close();
    this.answer = answer;
  }
}
