import { type AppError, isCancelled } from '../core/errors';
import type { ExportSettings } from '../core/formats/settings';
import type { Engine, ExportAnswer } from '../core/jobs';
import type { Pipeline } from '../core/pipeline/pipeline';
import type { Exporting } from './exporting.svelte';
import type { Preview } from './preview.svelte';
import type { Source, Workspace } from './workspace.svelte';

/** Edits settle for this long before the file is made, in milliseconds. */
const settle = 350;

/** What a file is made of. */
interface Order {
  readonly source: Source;
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
}

/** What counts for the file itself, which its name does not. */
const contentsOf = ({ fileName: _, ...settings }: ExportSettings): string =>
  JSON.stringify(settings);

const same = (one: Order, other: Order): boolean =>
  one.source === other.source &&
  one.pipeline === other.pipeline &&
  (one.settings === other.settings || contentsOf(one.settings) === contentsOf(other.settings));

/**
 * The file that an export would write now, made ahead in the background, so that its size is known
 * and what it looks like can be shown.
 */
export class Forecast {
  /** The newest file; it may be older than what the workspace says now, see `current`. */
  answer = $state.raw<ExportAnswer | null>(null);
  failure = $state.raw<AppError | null>(null);
  /** Whether a file is being made, or is about to be. */
  busy = $state(false);
  /** Whether the viewer shows the picture as it is in the file. */
  shown = $state(false);
  #made = $state.raw<Order | null>(null);
  #purpose = $state.raw<'measure' | 'inspect'>('measure');
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly workspace: Workspace,
    private readonly preview: Preview,
    private readonly exporting: Exporting,
  ) {}

  readonly #order = $derived.by((): Order | null => {
    const { source, pipeline, settings, tool } = this.workspace;
    return source && !tool ? { source, pipeline, settings } : null;
  });

  /** Whether `answer` or `failure` is what an export would come to now. */
  readonly current = $derived.by(
    () => this.#order !== null && this.#made !== null && same(this.#made, this.#order),
  );

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
        if (!isDue || !this.preview.settled || this.exporting.state.kind === 'running') {
          this.busy = isDue;
          return;
        }
        this.busy = true;
        const purpose = this.shown ? 'inspect' : 'measure';
        const timer = setTimeout(() => void this.#make(order, purpose), settle);
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
    const { pipeline, settings } = order;
    const made = await this.engine.export(
      { pipeline, settings, purpose },
      { progress: () => undefined, signal: abort.signal },
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
