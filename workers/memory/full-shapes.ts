import type Vips from 'wasm-vips';
import { limits } from '../../src/core/base/limits';
import {
  type CompiledStep,
  compilePipeline,
  materializedSteps,
} from '../../src/core/pipeline/compile';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled, EngineBroken, JobError } from '../runtime/errors';
import { addSteps, materialize, sourceAfter } from './full-size';
import type { Job } from '../runtime/job';
import type { OpenPicture } from './open-picture';
import { executionFor } from '../runtime/resources';
import { grown, longEdgeOf, type Shape, shapeOf } from './shape';

/** Full-size shapes: of the source first, then after each step that does something. */
export interface FullShapes {
  readonly shapes: readonly Shape[];
  /** What the steps cut of, or add to, the long edge, as a factor. */
  readonly share: number;
  /** Why the step after the last shape cannot be done at full size. */
  readonly failure: unknown;
  /** Whether one of them was estimated. */
  readonly estimated: boolean;
}

/**
 * Returns the shapes up to the first step that cannot be done. A step that is sized by the picture's
 * content is really run at full size, once for the same steps before it. Throws Cancelled when
 * stopped, and what breaks the engine.
 * @param draft whether what is not known yet of such steps may be estimated from the working copy
 */
export function fullShapes(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  pipeline: Pipeline,
  draft = false,
): FullShapes {
  const shapes = [picture.shape];
  let share = 1;
  let estimated = false;
  const steps = compilePipeline(pipeline, 1);
  for (const [index, step] of steps.entries()) {
    const before = shapes.at(-1) ?? picture.shape;
    try {
      const isDraft =
        draft && step.sizedByContent && !picture.shapes.knows(keyOf(steps.slice(0, index + 1)));
      estimated ||= isDraft;
      const told = step.sizedByContent
        ? (isDraft ? preparedExport : measured)(vips, job, picture, pipeline, index + 1)
        : picture.shapes.after(before, step);
      // What is made of an estimate is one, too, unless it is measured.
      const isAbout = told.isAbout ?? (!step.sizedByContent && before.isAbout === true);
      const after = isAbout ? { ...told, isAbout } : told;
      shapes.push(after);
      // A smaller picture of the same scene needs no larger working copy: real pixels follow.
      const reduces = step.scales && longEdgeOf(after) < longEdgeOf(before);
      if (!reduces) share *= longEdgeOf(after) / longEdgeOf(before);
    } catch (failure) {
      if (failure instanceof Cancelled || failure instanceof EngineBroken) throw failure;
      return { shapes, share, failure, estimated };
    }
  }
  return { shapes, share, failure: null, estimated };
}

/** Names the shape after these steps, compiled for full size, in a picture's book. */
const keyOf = (steps: readonly CompiledStep[]): string => steps.map(({ key }) => key).join('\n');

/** Returns the shape after the first `count` steps that do something, which are run. */
function measured(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  pipeline: Pipeline,
  count: number,
): Shape {
  const steps = compilePipeline(pipeline, 1).slice(0, count);
  return picture.shapes.once(keyOf(steps), () => {
    const ahead = steps.slice(0, materializedSteps(count));
    try {
      const source = sourceAfter(vips, job, picture, ahead);
      return shapeAfter(vips, job, source, steps.slice(ahead.length));
    } catch (thrown) {
      const lacksMemory = thrown instanceof JobError && thrown.error.code === 'JOB-MEMORY';
      if (!lacksMemory) throw thrown;
      return preparedExport(vips, job, picture, pipeline, count);
    }
  });
}

/** Returns about which shape comes out: for drafts, and where memory does not do for full size. */
function preparedExport(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  pipeline: Pipeline,
  count: number,
): Shape {
  const proxy = picture.proxy(job, limits.proxySide);
  const scale = longEdgeOf(proxy) / longEdgeOf(picture.shape);
  const steps = compilePipeline(pipeline, scale).slice(0, count);
  const ahead = steps.slice(0, materializedSteps(count));
  const source = materialize(vips, job, ahead, proxy, {
    held: 0,
    from: 0,
    to: 0.5,
    refuseIfTooLarge: () => undefined,
  });
  try {
    return grown(shapeAfter(vips, job, source, steps.slice(ahead.length)), scale);
  } finally {
    if (source !== proxy) source.delete();
  }
}

/** Returns the shape of what steps make of a picture; looks at its pixels where they ask for them. */
function shapeAfter(
  vips: VipsBinding,
  job: Job,
  source: Vips.Image,
  steps: readonly CompiledStep[],
): Shape {
  const execution = executionFor(vips);
  try {
    const watched = job.watch(execution.own(source.copy()));
    return job.run(() => shapeOf(addSteps(execution, steps, watched)));
  } finally {
    execution.dispose();
    job.stage(0, 1);
  }
}
