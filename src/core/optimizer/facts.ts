import type { Size } from '../base/geometry';
import type { ExportSettings } from '../formats/settings';
import type { KnownStep, Pipeline } from '../pipeline/pipeline';
import type { Measurement, StepMeasurement } from '../engine/profile';

/** A step that does something on the picture that was measured. */
export interface MeasuredStep {
  readonly step: KnownStep;
  /** Where it stands in the pipeline. */
  readonly index: number;
  /** The size of its input and of its result, in pixels. */
  readonly before: Size;
  readonly after: Size;
  readonly measured: StepMeasurement;
}

/** What is known when looking for something faster. */
export interface Facts {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  readonly profile: Measurement;
  readonly steps: readonly MeasuredStep[];
}

/** Returns the facts of a pipeline that was measured; steps that did nothing are left out. */
export function factsOf(pipeline: Pipeline, settings: ExportSettings, profile: Measurement): Facts {
  const steps: MeasuredStep[] = [];
  let before: Size = profile;
  for (const measured of profile.steps) {
    const index = pipeline.steps.findIndex(({ id }) => id === measured.id);
    const step = pipeline.steps[index];
    if (step?.kind !== 'known') continue;
    steps.push({ step, index, before, after: measured, measured });
    before = measured;
  }
  return { pipeline, settings, profile, steps };
}
