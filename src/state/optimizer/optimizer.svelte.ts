import type { Candidate } from '../../core/optimizer/candidate';
import { type AppError, isCancelled } from '../../core/base/errors';
import type { ExportSettings } from '../../core/formats/settings';
import type { Engine, ProfileAnswer, TrialAnswer, TrialViews } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { SpeedFacts } from '../../core/report/model';
import { type Measurement, profileOf, type Times } from '../../core/report/profile';
import type { Difference } from '../../core/optimizer/significance';
import { contentsOf, type Order, orderOf } from '../order';
import type { Preview } from '../screen/preview.svelte';
import { whileHolds } from '../while-holds.svelte';
import type { Workspace } from '../work/workspace.svelte';

/** Runs that a figure is the median of; fewer where one takes long. */
const runs = 5;
/** Ideas are tried for about this long, in milliseconds. */
const patience = 90_000;
/** Candidates of one idea that are tried before it is given up. */
const maxTries = 4;

/** A change that was tried and found worth it. */
export interface Suggestion {
  readonly title: string;
  /** What changes, in a sentence or two. */
  readonly words: string;
  readonly difference: Difference;
  /** Of the whole, before and after. */
  readonly times: { readonly before: Times; readonly after: Times };
  /** What it would make of the pipeline and the export. */
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  /** Pictures of before and after; closed with the next measurement. */
  readonly views: TrialViews | null;
}

/** Nobody has measured anything. One value, so that nothing seems to change. */
const unmeasured: SpeedFacts = { profile: null, suggestions: null };

export type OptimizerState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'measuring'; readonly share: number; readonly doing: string }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** Stopped by an edit: what was being measured is not there any more. */
  | { readonly kind: 'overtaken' };

const bitmapsOf = ({ before, after, closeBefore, closeAfter }: TrialViews): ImageBitmap[] => [
  before,
  after,
  closeBefore,
  closeAfter,
];

/** Whether two orders take the same time: names have no effect on it. */
const same = (one: Order, other: Order): boolean =>
  one.source === other.source &&
  one.pipeline.steps === other.pipeline.steps &&
  contentsOf(one.settings) === contentsOf(other.settings);

/**
 * Measures what the pipeline takes on the picture that is open, and tries what may be faster. Only
 * when asked: it takes the machine for a while.
 */
export class Optimizer {
  state = $state.raw<OptimizerState>({ kind: 'idle' });
  profile = $state.raw<Measurement | null>(null);
  suggestions = $state.raw<readonly Suggestion[]>([]);
  /** Whether all ideas were tried; otherwise there may be more to find. */
  complete = $state(false);
  #measured = $state.raw<Order | null>(null);
  #abort: AbortController | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'profile' | 'trial'>,
    private readonly workspace: Workspace,
    private readonly preview: Pick<Preview, 'reports'>,
  ) {}

  readonly #order = $derived.by(() => orderOf(this.workspace));

  /** Whether the profile and the suggestions are of what the workspace says now. */
  readonly current = $derived.by(
    () => this.#order !== null && this.#measured !== null && same(this.#measured, this.#order),
  );

  /** What reports may tell: of the pipeline as it is now, and only once it is all there. */
  readonly speed = $derived.by((): SpeedFacts => {
    if (this.profile === null || !this.current || this.state.kind === 'measuring')
      return unmeasured;
    const found = this.suggestions.map(({ title, words, difference, times }) => ({
      title,
      detail: words,
      beforeMs: times.before.medianMs,
      afterMs: times.after.medianMs,
      runs: times.after.runs,
      similarity: { mean: difference.mean, worst: difference.worst },
      mostDifference: difference.maximumDifference,
    }));
    const isAll = this.complete || found.length > 0;
    return { profile: profileOf(this.profile), suggestions: isAll ? found : null };
  });

  /** Measures all parts and tries every idea; what was found before goes. */
  async measure(): Promise<void> {
    const order = this.#order;
    if (order === null || this.state.kind === 'measuring') return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#forget();
    const stopWatching = whileHolds(
      () => this.#order !== null && same(this.#order, order),
      () => {
        this.state = { kind: 'overtaken' };
        abort.abort();
      },
    );
    try {
      await this.#run(order, abort.signal);
    } finally {
      this.#rest();
      stopWatching();
      this.#abort = null;
    }
  }

  /** Stops measuring; what was found by then stays. */
  stop(): void {
    this.#abort?.abort();
  }

  /** Makes a suggestion the pipeline and the export settings; one undo takes it back. */
  apply({ title, pipeline, settings }: Suggestion): void {
    const { fileName } = this.workspace.settings;
    this.workspace.takeDocument(title, {
      pipeline: { ...this.workspace.pipeline, steps: pipeline.steps },
      settings: { ...settings, fileName },
    });
  }

  async #run(order: Order, signal: AbortSignal): Promise<void> {
    const { source, pipeline, settings } = order;
    const tell = (doing: string) => (share: number) => this.#tell(doing, share);
    this.#tell('Measuring every step', 0);
    const profiled = await this.engine.profile(
      source,
      { pipeline, settings, runs },
      { progress: tell('Measuring every step'), signal },
    );
    if (!profiled.ok) return this.#end(profiled.error);
    if (signal.aborted) return;
    this.profile = this.#withCache(profiled.value);
    this.#measured = order;
    const { candidatesFor, factsOf, remarkOnOutcome } = await import('../../core/optimizer');
    const candidates = candidatesFor(factsOf(pipeline, settings, this.profile));
    const tries = new Map<string, number>();
    const begun = performance.now();
    for (const candidate of candidates) {
      if (this.suggestions.some((found) => found.pipeline === candidate.pipeline)) continue;
      const tried = tries.get(candidate.idea) ?? 0;
      if (tried >= maxTries) continue;
      if (performance.now() - begun > patience) return;
      const doing = `Trying: ${candidate.title}`;
      this.#tell(doing, 0);
      const { compares, demands } = candidate;
      const answer = await this.engine.trial(
        source,
        { before: order, after: candidate, compares, demands, runs },
        { progress: tell(doing), signal },
      );
      // An idea that does not fit into memory is not worth having; the others may be.
      if (!answer.ok && answer.error.code !== 'JOB-MEMORY') return this.#end(answer.error);
      tries.set(candidate.idea, answer.ok && answer.value.holds ? Infinity : tried + 1);
      if (answer.ok) this.#take(candidate, answer.value, remarkOnOutcome);
    }
    this.complete = true;
  }

  #take(
    { title, words, pipeline, settings }: Candidate,
    { holds, difference, times, bytes, views }: TrialAnswer,
    remark: typeof import('../../core/optimizer').remarkOnOutcome,
  ): void {
    if (!holds || difference === null || times === null) return;
    const suggestion: Suggestion = {
      title,
      words: [words, remark(difference, bytes)].filter((text) => text !== '').join(' '),
      difference,
      times,
      pipeline,
      settings,
      views,
    };
    const saved = ({ times: { before, after } }: Suggestion): number =>
      before.medianMs - after.medianMs;
    this.suggestions = [...this.suggestions, suggestion].sort(
      (one, other) => saved(other) - saved(one),
    );
  }

  /** Adds what only the preview knows: which steps it had in its cache. */
  #withCache(measured: ProfileAnswer): Measurement {
    const { reports } = this.preview;
    return {
      ...measured,
      steps: measured.steps.map((step) => ({
        ...step,
        cached: reports.get(step.id)?.cached ?? false,
      })),
    };
  }

  /** After a run that ended well, or was stopped. */
  #rest(): void {
    if (this.state.kind === 'measuring') this.state = { kind: 'idle' };
  }

  #tell(doing: string, share: number): void {
    if (this.state.kind === 'overtaken') return;
    this.state = { kind: 'measuring', share, doing };
  }

  #end(error: AppError): void {
    if (this.state.kind === 'overtaken') return;
    this.state = isCancelled(error) ? { kind: 'idle' } : { kind: 'failed', error };
  }

  #forget(): void {
    for (const { views } of this.suggestions) {
      for (const bitmap of views ? bitmapsOf(views) : []) bitmap.close();
    }
    this.state = { kind: 'idle' };
    this.profile = null;
    this.suggestions = [];
    this.complete = false;
    this.#measured = null;
  }
}
