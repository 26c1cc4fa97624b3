import { SvelteMap } from 'svelte/reactivity';
import type { Source, StepReport } from '../../core/engine/contract';
import { upTo } from '../../core/pipeline/compile';
import type { Pipeline } from '../../core/pipeline/pipeline';

/** A step's cost counts as slow for the eye from here on, in milliseconds. */
const slowFrom = 8;

/** What every step came to when it was rendered last: its size, and what it cost. */
export class StepCosts {
  /** The last report of each step, by its id. */
  readonly reports = new SvelteMap<string, StepReport>();
  /** The picture and the pipeline whose every step is in `reports` as it is now. */
  #whole: { readonly source: Source; readonly pipeline: Pipeline } | null = null;

  /**
   * Returns what the steps took from the first one on that is another than in a pipeline that was
   * rendered before, in milliseconds; a step of which nothing is known counts for nothing.
   */
  after(rendered: Pipeline, { steps }: Pipeline): number {
    const same = steps.findIndex((step, index) => step !== rendered.steps[index]);
    const changed = same === -1 ? [] : steps.slice(same);
    return changed.reduce((sum, { id }) => sum + (this.reports.get(id)?.milliseconds ?? 0), 0);
  }

  /** Takes reports of steps beside those of the others. */
  take(steps: readonly StepReport[]): void {
    for (const report of steps) this.reports.set(report.id, report);
  }

  /** Takes what every step came to; one that does nothing any more costs and makes nothing. */
  takeWhole(pipeline: Pipeline, source: Source, steps: readonly StepReport[]): void {
    const ids = new Set(steps.map(({ id }) => id));
    for (const id of this.reports.keys()) if (!ids.has(id)) this.reports.delete(id);
    this.take(steps);
    this.#whole = { source, pipeline };
  }

  /** Whether every step of a pipeline on a picture is known as it is now. */
  knowsWhole(pipeline: Pipeline, source: Source): boolean {
    return this.#whole?.pipeline === pipeline && this.#whole.source === source;
  }

  /** Forgets what the steps after one came to. */
  forgetAfter(pipeline: Pipeline, until: string): void {
    const shown = new Set(upTo(pipeline, until).steps.map(({ id }) => id));
    for (const id of this.reports.keys()) if (!shown.has(id)) this.reports.delete(id);
  }

  /** Forgets everything. */
  clear(): void {
    this.#whole = null;
    this.reports.clear();
  }

  /** Returns what all enabled steps cost together, in milliseconds. */
  total({ steps }: Pipeline): number {
    return steps
      .filter((step) => step.enabled)
      .reduce((sum, step) => sum + (this.reports.get(step.id)?.milliseconds ?? 0), 0);
  }

  /** Returns the id of the slowest step, when it is worth marking; else null. */
  slowest({ steps }: Pipeline): string | null {
    const known = steps
      .filter((step) => step.enabled)
      .map((step) => this.reports.get(step.id))
      .filter((report) => report !== undefined)
      .sort((a, b) => b.milliseconds - a.milliseconds);
    const first = known[0];
    return known.length > 1 && first && first.milliseconds >= slowFrom ? first.id : null;
  }
}
