import type Vips from 'wasm-vips';
import { appError } from '../src/core/errors';
import { Execution } from '../src/core/graph/execute';
import type { RegionRequest } from '../src/core/jobs';
import { compilePipeline } from '../src/core/pipeline/compile';
import type { Pipeline } from '../src/core/pipeline/pipeline';
import type { VipsBinding } from './binding';
import { JobError } from './errors';
import { type Rgba, toRgba } from './frame';
import type { Job } from './job';
import type { OpenPicture } from './open-picture';
import { blame, upTo } from './render';

/** Longest side of a region, in pixels. */
const regionSide = 4096;

/** Pixels of a full-size result, and where in it they are. */
export interface Region {
  readonly pixels: Rgba;
  readonly left: number;
  readonly top: number;
}

/** Builds a pipeline on a full-size picture lazily; blames the step that cannot be built. */
export function buildFull(
  execution: Execution<Vips.Image>,
  pipeline: Pipeline,
  source: Vips.Image,
): Vips.Image {
  let image = source;
  for (const step of compilePipeline(pipeline, 1)) {
    try {
      image = execution.run(step.block, image);
    } catch (thrown) {
      blame(thrown, step);
    }
  }
  return image;
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
  job.stage(0, 0.5);
  const source = picture.fullCopy(job);
  job.stage(0.5, 1);
  const execution = new Execution<Vips.Image>(vips);
  try {
    const result = buildFull(execution, upTo(request), source);
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
