import type Vips from 'wasm-vips';
import type { Execution } from '../../src/core/graph/execute';
import { limits } from '../../src/core/base/limits';
import { type CompiledStep, maxFused } from '../../src/core/pipeline/compile';
import type { VipsBinding } from '../runtime/binding';
import type { Job } from '../runtime/job';
import { blame } from '../runtime/blame';
import { type OpenPicture, tooLargeToShow } from './open-picture';
import { bytesOf, shapeOf } from './shape';
import { executionFor } from '../runtime/resources';

/** Adds steps to a full-size picture, lazily; blames the step that cannot be built. */
export function addSteps(
  execution: Execution<Vips.Image>,
  steps: readonly CompiledStep[],
  source: Vips.Image,
): Vips.Image {
  let image = source;
  for (const step of steps) {
    try {
      image = execution.run(step.block, image);
    } catch (thrown) {
      blame(thrown, step);
    }
  }
  return image;
}

/** What computing into memory may cost, and how its progress is told. */
export interface Settling {
  /** Bytes that are taken by the source already. */
  readonly held: number;
  /** The job's progress before and after, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Throws when a picture may not take so many bytes. */
  refuseIfTooLarge(bytes: number): void;
}

/**
 * Computes steps at full size into memory, a few at a time, and returns the result, which the
 * caller deletes. `release` is called once the source is not needed any more.
 * Throws what `refuseIfTooLarge` throws, Cancelled when stopped, and whatever libvips throws.
 */
export function materialize(
  vips: VipsBinding,
  job: Job,
  steps: readonly CompiledStep[],
  source: Vips.Image,
  materializing: Settling,
  release: () => void = () => undefined,
): Vips.Image {
  const groups = Math.ceil(steps.length / maxFused);
  const progress = (done: number): number =>
    materializing.from + ((materializing.to - materializing.from) * done) / groups;
  let image = source;
  let { held } = materializing;
  for (let group = 0; group < groups; group += 1) {
    const execution = executionFor(vips);
    try {
      const some = steps.slice(group * maxFused, (group + 1) * maxFused);
      const output = execution.own(addSteps(execution, some, image).copy());
      const bytes = bytesOf(shapeOf(output));
      materializing.refuseIfTooLarge(held + bytes);
      job.stage(progress(group), progress(group + 1));
      const materialized = job.run(() => job.watch(output).copyMemory());
      held = bytes;
      // The picture before this group is an intermediate of ours, but for the very first.
      if (group > 0) execution.own(image);
      image = materialized;
    } catch (thrown) {
      if (group > 0) execution.own(image);
      throw thrown;
    } finally {
      execution.dispose();
    }
    if (group === 0) release();
  }
  return image;
}

/**
 * Returns the full-size picture after steps that are too many for one go; the picture owns it.
 * Throws JobError with JOB-MEMORY when it does not fit, and whatever `materialize` throws.
 */
export function sourceAfter(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  steps: readonly CompiledStep[],
): Vips.Image {
  if (steps.length === 0) {
    job.stage(0, 0.5);
    return picture.fullCopy(job);
  }
  return picture.materialized(steps.map(({ key }) => key).join('\n'), () => {
    job.stage(0, 0.2);
    return materialize(vips, job, steps, picture.fullCopy(job), {
      held: picture.encoded.admission.fullBytes,
      from: 0.2,
      to: 0.9,
      refuseIfTooLarge: (bytes) => {
        if (bytes > limits.engineBytes * limits.engineShare) throw tooLargeToShow();
      },
    });
  });
}
