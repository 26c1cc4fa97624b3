import type Vips from 'wasm-vips';
import { appError } from '../../src/core/base/errors';
import type { RegionRequest } from '../../src/core/engine/contract';
import { limits } from '../../src/core/base/limits';
import { compilePipeline, materializedSteps, upTo } from '../../src/core/pipeline/compile';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import { type Rgba, toRgba } from './frame';
import { addSteps, sourceAfter } from '../memory/full-size';
import type { Job } from '../runtime/job';
import { LazyPicture, type OpenPicture } from '../memory/open-picture';
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
  const result = atFullSize(vips, job, picture, request);
  const left = Math.max(0, Math.floor(request.left));
  const top = Math.max(0, Math.floor(request.top));
  const right = Math.min(result.width, Math.ceil(request.left + request.width));
  const bottom = Math.min(result.height, Math.ceil(request.top + request.height));
  const width = Math.min(right - left, limits.regionSide);
  const height = Math.min(bottom - top, limits.regionSide);
  if (!(width >= 1 && height >= 1)) {
    throw new JobError(appError('JOB-FAILED', 'That part lies outside of the picture.'));
  }
  const part = result.extractArea(left, top, width, height);
  try {
    return { pixels: toRgba(job, part), left, top };
  } finally {
    part.delete();
  }
}

/**
 * Returns the full-size result, of which pixels are computed when they are asked for; the picture owns
 * it. Built once for all its parts: what is measured of the whole picture takes far longer than a part.
 */
function atFullSize(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  { pipeline, until }: RegionRequest,
): Vips.Image {
  const steps = compilePipeline(upTo(pipeline, until), 1);
  const ahead = steps.slice(0, materializedSteps(steps.length));
  const source = sourceAfter(vips, job, picture, ahead);
  job.stage(ahead.length > 0 ? 0.9 : 0.5, 1);
  return picture.lazily(steps.map(({ key }) => key).join('\n'), () => {
    const execution = executionFor(vips);
    try {
      return new LazyPicture(addSteps(execution, steps.slice(ahead.length), source), execution);
    } catch (thrown) {
      execution.dispose();
      throw thrown;
    }
  });
}
