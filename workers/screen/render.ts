import type Vips from 'wasm-vips';
import type { RenderRequest, StepReport } from '../../src/core/engine/contract';
import { limits } from '../../src/core/base/limits';
import { type CompiledStep, compilePipeline, upTo } from '../../src/core/pipeline/compile';
import type { VipsBinding } from '../runtime/binding';
import { blame } from '../runtime/blame';
import { pathTo } from '../memory/cuts';
import { fullShapes } from '../memory/full-shapes';
import type { Job } from '../runtime/job';
import type { OpenPicture } from '../memory/open-picture';
import { bytesOf, longEdgeOf, type Shape, shapeOf } from '../memory/shape';
import { executionFor } from '../runtime/resources';

/** A picture in memory that the cache owns, and how it came to be. */
export interface Rendered {
  readonly image: Vips.Image;
  readonly steps: readonly StepReport[];
  /** The working copy's scale against the full-size source. */
  readonly scale: number;
  /** Full-size shape of what the picture shows. */
  readonly full: Shape;
  /** Whether a full-size shape was estimated. */
  readonly estimated: boolean;
}

/** Working copies come in sizes a factor of √2 apart, so that dragging a crop reuses them. */
const sizeStep = Math.SQRT2;
const stepsUp = Math.round(Math.log(limits.maxProxySide / limits.proxySide) / Math.log(sizeStep));
const maxStepsDown = 12;

/**
 * Returns the long edge of the working copy with which the result is at most `limits.proxySide`
 * long and as near to it as the sizes allow: more when steps cut much away, less when they enlarge.
 * `share` is what is left of the source's long edge.
 */
export function proxySideFor(share: number): number {
  // A hair is added, so that a share of exactly one step is not rounded down to none.
  const wanted = Math.floor(Math.log(1 / share) / Math.log(sizeStep) + 1e-6);
  // Enlarging alone does not call for less until it is four times: the eye wants to see it.
  const exponent = wanted < 0 ? Math.min(0, wanted + 2) : wanted;
  const bounded = Math.max(-maxStepsDown, Math.min(stepsUp, exponent));
  return Math.round(limits.proxySide * sizeStep ** bounded);
}

/** Returns what a step makes of a picture, in memory; the caller owns it. Throws JobError naming the step. */
export function runStep(
  vips: VipsBinding,
  job: Job,
  step: CompiledStep,
  input: Vips.Image,
): Vips.Image {
  const execution = executionFor(vips, job);
  try {
    const output = execution.run(step.block, input);
    return job.run(() => job.watch(execution.own(output.copy())).copyMemory());
  } catch (thrown) {
    return blame(thrown, step);
  } finally {
    execution.dispose();
  }
}

/**
 * Renders a pipeline on the working copy, step by step, from the last result that is known.
 * `each` is called after every step, in order, while that step's picture is alive.
 */
export function render(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  request: RenderRequest,
  each: (id: string, image: Vips.Image) => void = () => undefined,
): Rendered {
  const {
    shapes: all,
    share,
    failure,
    estimated,
  } = fullShapes(vips, job, picture, request.pipeline, request.draft);
  const longEdge = proxySideFor(share);
  picture.shownSide = longEdge;
  let image = picture.proxy(job, longEdge);
  const scale = longEdgeOf(image) / longEdgeOf(picture.shape);
  each('source', image);
  let key = picture.proxyKey(longEdge);
  const steps: StepReport[] = [];
  const compiled = compilePipeline(upTo(request.pipeline, request.until), scale);
  let bytes = bytesOf(shapeOf(image));
  for (const [index, step] of compiled.entries()) {
    const before = image;
    key += `\n${step.key}`;
    const full = all[index + 1] ?? blame(failure, step);
    const known = picture.results.get(key);
    const begun = performance.now();
    image = known?.image ?? runStep(vips, job, step, image);
    const milliseconds = known?.milliseconds ?? performance.now() - begun;
    picture.cuts.note(
      pathTo(compiled.slice(0, index)),
      step,
      [before, image],
      [all[index] ?? picture.shape, full],
    );
    bytes += bytesOf(shapeOf(image));
    picture.makeRoomFor(bytes);
    // Last: where there is not room for both, the picture before goes.
    if (!known) picture.keep(key, image, milliseconds);
    steps.push({
      id: step.id,
      milliseconds,
      cached: known !== undefined,
      width: full.width,
      height: full.height,
      isAbout: full.isAbout ?? false,
      hasAlpha: image.hasAlpha(),
      bytes: bytesOf(shapeOf(image)),
    });
    each(step.id, image);
  }
  return { image, steps, scale, full: all[steps.length] ?? picture.shape, estimated };
}
