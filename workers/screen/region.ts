import { appError } from '../../src/core/base/errors';
import type { RegionRequest } from '../../src/core/engine/contract';
import { limits } from '../../src/core/base/limits';
import { compilePipeline, materializedSteps, upTo } from '../../src/core/pipeline/compile';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import { type Rgba, toRgba } from './frame';
import { addSteps, sourceAfter } from '../memory/full-size';
import type { Job } from '../runtime/job';
import type { OpenPicture } from '../memory/open-picture';
import { executionFor } from '../runtime/resources';

/** Pixels of a full-size result, and where in it they are. */
export interface Region {
  readonly pixels: Rgba;
  readonly left: number;
  readonly top: number;
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
  const steps = compilePipeline(upTo(request.pipeline, request.until), 1);
  const ahead = steps.slice(0, materializedSteps(steps.length));
  const source = sourceAfter(vips, job, picture, ahead);
  job.stage(ahead.length > 0 ? 0.9 : 0.5, 1);
  const execution = executionFor(vips);
  try {
    const result = addSteps(execution, steps.slice(ahead.length), source);
    const left = Math.max(0, Math.floor(request.left));
    const top = Math.max(0, Math.floor(request.top));
    const right = Math.min(result.width, Math.ceil(request.left + request.width));
    const bottom = Math.min(result.height, Math.ceil(request.top + request.height));
    const width = Math.min(right - left, limits.regionSide);
    const height = Math.min(bottom - top, limits.regionSide);
    if (!(width >= 1 && height >= 1)) {
      throw new JobError(appError('JOB-FAILED', 'That part lies outside of the picture.'));
    }
    const part = execution.own(result.extractArea(left, top, width, height));
    return { pixels: toRgba(job, part), left, top };
  } finally {
    execution.dispose();
  }
}
