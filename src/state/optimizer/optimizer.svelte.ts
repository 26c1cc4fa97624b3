import type { Candidate } from '../../core/optimizer/candidate';
import { type AppError, cancelled } from '../../core/base/errors';
import type { ExportSettings } from '../../core/formats/settings';
import { fail, ok, type Result } from '../../core/base/result';
import type {
  Engine,
  ProfileAnswer,
  StepReport,
  TrialAnswer,
  TrialViews,
} from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { SpeedFacts } from '../../core/report/model';
import { type Measurement, profileOf, type Times } from '../../core/engine/profile';
import type { Difference } from '../../core/engine/trial';
import type { Making } from '../base/follower.svelte';
import { FollowerOnDemand } from '../base/follower-on-demand.svelte';
import { contentsOf, type Order, orderOf } from '../base/order';

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

function closeViews(views: TrialViews | null): void {
  if (!views) return;
  const { before, after, closeBefore, closeAfter } = views;
  for (const bitmap of [before, after, closeBefore, closeAfter]) bitmap.close();
}

/** What was found so far. */
interface Found {
  readonly profile: Measurement;
  readonly suggestions: readonly Suggestion[];
  /** Whether all ideas were tried; otherwise there may be more to find. */
  readonly complete: boolean;
}

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
  #progress = $state.raw({ share: 0, doing: '' });
  readonly #follower = new FollowerOnDemand<Order, Found>({
    debounceMs: 0,
    serves: same,
    make: (order, making) => this.#run(order, making),
  });

  constructor(
    private readonly engine: Pick<Engine, 'profile' | 'trial'>,
    private readonly workspace: Workspace,
    private readonly preview: {
      readonly reports: ReadonlyMap<string, Pick<StepReport, 'cached'>>;
    },
  ) {}

  readonly #order = $derived.by(() => orderOf(this.workspace));

  readonly state = $derived.by((): OptimizerState => {
    if (this.#follower.making) return { kind: 'measuring', ...this.#progress };
    if (this.#follower.overtaken) return { kind: 'overtaken' };
    const error = this.#follower.failure;
    return error ? { kind: 'failed', error } : { kind: 'idle' };
  });

  readonly #found = $derived.by(() => this.#follower.made?.value ?? null);
  readonly profile = $derived.by((): Measurement | null => this.#found?.profile ?? null);
  readonly suggestions = $derived.by((): readonly Suggestion[] => this.#found?.suggestions ?? []);
  /** Whether all ideas were tried; otherwise there may be more to find. */
  readonly complete = $derived.by(() => this.#found?.complete ?? false);

  /** Whether the profile and the suggestions are of what the workspace says now. */
  readonly current = $derived.by(() => {
    const measured = this.#follower.made?.order;
    return this.#order !== null && measured !== undefined && same(measured, this.#order);
  });

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
    if (this.#order === null || this.#follower.making) return;
    this.#forget();
    await this.#follower.once(() => this.#order);
  }

  /** Stops measuring; what was found by then stays. */
  stop(): void {
    this.#follower.stop();
  }

  /** Makes a suggestion the pipeline and the export settings; one undo takes it back. */
  apply({ pipeline, settings }: Suggestion): void {
    const { fileName } = this.workspace.settings;
    this.workspace.takeDocument(
      { did: 'suggestion' },
      {
        pipeline: { ...this.workspace.pipeline, steps: pipeline.steps },
        settings: { ...settings, fileName },
      },
    );
  }

  async #run(order: Order, { signal, early }: Making<Found>): Promise<Result<Found>> {
    const { source, pipeline, settings } = order;
    const tell = (doing: string) => (share: number) => {
      if (!signal.aborted) this.#progress = { share, doing };
    };
    const measuring = tell('Measuring every step');
    measuring(0);
    const profiled = await this.engine.profile(
      source,
      { pipeline, settings, runs },
      { progress: measuring, signal },
    );
    if (!profiled.ok) return profiled;
    let found: Found = {
      profile: this.#withCache(profiled.value),
      suggestions: [],
      complete: false,
    };
    early(found);
    const { candidatesFor, factsOf, remarkOnOutcome } = await import('../../core/optimizer');
    const candidates = candidatesFor(factsOf(pipeline, settings, found.profile));
    const tries = new Map<string, number>();
    const begun = performance.now();
    for (const candidate of candidates) {
      if (found.suggestions.some((one) => one.pipeline === candidate.pipeline)) continue;
      const tried = tries.get(candidate.idea) ?? 0;
      if (tried >= maxTries) continue;
      if (performance.now() - begun > patience) return ok(found);
      const trying = tell(`Trying: ${candidate.title}`);
      trying(0);
      const { compares, demands } = candidate;
      const answer = await this.engine.trial(
        source,
        { before: order, after: candidate, compares, demands, runs },
        { progress: trying, signal },
      );
      if (signal.aborted) {
        if (answer.ok) closeViews(answer.value.views);
        return fail(cancelled());
      }
      // An idea that does not fit into memory is not worth having; the others may be.
      if (!answer.ok && answer.error.code !== 'JOB-MEMORY') return answer;
      tries.set(candidate.idea, answer.ok && answer.value.holds ? Infinity : tried + 1);
      const suggestion = answer.ok ? suggestionOf(candidate, answer.value, remarkOnOutcome) : null;
      if (!suggestion) continue;
      found = { ...found, suggestions: bySaving([...found.suggestions, suggestion]) };
      early(found);
    }
    return ok({ ...found, complete: true });
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

  #forget(): void {
    for (const { views } of this.suggestions) closeViews(views);
    this.#follower.clear();
  }
}

const bySaving = (suggestions: readonly Suggestion[]): readonly Suggestion[] => {
  const saved = ({ times: { before, after } }: Suggestion): number =>
    before.medianMs - after.medianMs;
  return [...suggestions].sort((one, other) => saved(other) - saved(one));
};

/** Returns what a trial of a candidate suggests; null when it was not found worth it. */
function suggestionOf(
  { title, words, pipeline, settings }: Candidate,
  { holds, difference, times, bytes, views }: TrialAnswer,
  remark: typeof import('../../core/optimizer').remarkOnOutcome,
): Suggestion | null {
  if (!holds || difference === null || times === null) return null;
  return {
    title,
    words: [words, remark(difference, bytes)].filter((text) => text !== '').join(' '),
    difference,
    times,
    pipeline,
    settings,
    views,
  };
}
