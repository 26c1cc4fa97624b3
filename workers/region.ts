import type Vips from 'wasm-vips';
import { appError } from '../src/core/errors';
import type { RegionRequest } from '../src/core/jobs';
import { limits } from '../src/core/limits';
import { type CompiledStep, compilePipeline } from '../src/core/pipeline/compile';
import type { VipsBinding } from './binding';
import { JobError } from './errors';
import { type Rgba, toRgba } from './frame';
import { settledSteps } from '../src/core/pipeline/compile';
import { addSteps, settle } from './full-size';
import type { Job } from './job';
import { type OpenPicture, tooLargeToShow } from './open-picture';
import { upTo } from './render';
import { executionFor } from './resources';

/** Longest side of a region, in pixels. */
const regionSide = 4096;

/** Pixels of a full-size result, and where in it they are. */
export interface Region {
  readonly pixels: Rgba;
  readonly left: number;
  readonly top: number;
}

/** Returns the full-size picture after steps that are too many for one go; the picture owns it. */
function sourceAfter(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  steps: readonly CompiledStep[],
): Vips.Image {
  if (steps.length === 0) {
    job.stage(0, 0.5);
    return picture.fullCopy(job);
  }
  return picture.settled(steps.map(({ key }) => key).join('\n'), () => {
    job.stage(0, 0.2);
    return settle(vips, job, steps, picture.fullCopy(job), {
      held: picture.encoded.admission.fullBytes,
      from: 0.2,
      to: 0.9,
      refuseIfTooLarge: (bytes) => {
        if (bytes > limits.engineBytes * limits.engineShare) throw tooLargeToShow();
      },
    });
  });
}

/**
 * Computes a part of the full-size result, and only what that part needs. Fractions are widened to
 * whole pixels and what lies outside of the result is cut off.
 * Throws JobError when nothing is left, or when the full-size picture does not fit into memory.
 */
export function renderRegion(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  request: RegionRequest,
): Region {
  const steps = compilePipeline(upTo(request), 1);
  const ahead = steps.slice(0, settledSteps(steps.length));
  const source = sourceAfter(vips, job, picture, ahead);
  job.stage(ahead.length > 0 ? 0.9 : 0.5, 1);
  const execution = executionFor(vips);
  try {
    const result = addSteps(execution, steps.slice(ahead.length), source);
    const left = Math.max(0, Math.floor(request.left));
    const top = Math.max(0, Math.floor(request.top));
    const right = Math.min(result.width, Math.ceil(request.left + request.width));
    const bottom = Math.min(result.height, Math.ceil(request.top + request.height));
    const width = Math.min(right - left, regionSide);
    const height = Math.min(bottom - top, regionSide);
    if (!(width >= 1 && height >= 1)) {
      throw new JobError(appError('JOB-FAILED', 'That part lies outside of the picture.'));
    }
    const part = execution.own(result.extractArea(left, top, width, height));
    return { pixels: toRgba(job, part), left, top };
  } finally {
    execution.dispose();
  }
}
