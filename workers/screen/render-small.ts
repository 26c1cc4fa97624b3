import type Vips from 'wasm-vips';
import { Execution } from '../../src/core/graph/execute';
import { limits } from '../../src/core/base/limits';
import { compileStep } from '../../src/core/pipeline/compile';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import type { VipsBinding } from '../runtime/binding';
import type { Rgba } from './frame';
import type { Job } from '../runtime/job';
import type { OpenPicture } from '../memory/open-picture';
import { runStep } from './render';
import { grown, longEdgeOf, shapeOf } from '../memory/shape';
import { shrinking, toThumbnail } from './thumbnail';

/** Sketches are worked out with so many pixels for each one shown, as crops leave fewer. */
const spare = 2;

/** Returns a working copy smaller than that of the preview, made from it; the cache owns it. */
function smallCopy(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  longEdge: number,
): Vips.Image {
  const key = `sketch ${longEdge}`;
  const known = picture.results.get(key);
  if (known) return known.image;
  const image = picture.proxy(job, limits.proxySide);
  const execution = new Execution<Vips.Image>(vips);
  try {
    const result = execution.run(shrinking(image, longEdge), image);
    const small = job.run(() => job.watch(execution.own(result.copy())).copyMemory());
    picture.keep(key, small, 0);
    return small;
  } finally {
    execution.dispose();
  }
}

/**
 * Returns a small picture, at most `longEdge` pixels long, of what a pipeline makes of a picture.
 * Nothing but the small working copy is kept. A step that makes the picture smaller does so to the
 * sketch only as far as the sketch is larger: a thumbnail of a thumbnail would show nothing. Throws
 * JobError that names the step which failed.
 */
export function renderSmall(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  pipeline: Pipeline,
  longEdge: number,
): Rgba {
  const base = smallCopy(vips, job, picture, longEdge * spare);
  let full = picture.shape;
  let scale = longEdgeOf(base) / longEdgeOf(full);
  let image = base;
  try {
    for (const step of pipeline.steps) {
      const atFullSize = compileStep(step, 1);
      if (atFullSize === null) continue;
      // What is sized by the picture's content is told well enough by the sketch itself.
      const after = atFullSize.sizedByContent ? null : picture.shapes.after(full, atFullSize);
      const reduction =
        after && atFullSize.scales ? Math.max(1, longEdgeOf(full) / longEdgeOf(after)) : 1;
      const compiled = compileStep(step, scale * reduction);
      if (compiled === null) continue;
      const next = runStep(vips, job, compiled, image);
      if (image !== base) image.delete();
      image = next;
      if (after && atFullSize.scales) scale = longEdgeOf(image) / longEdgeOf(after);
      full = after ?? grown(shapeOf(image), scale);
    }
    return toThumbnail(vips, job, image, longEdge);
  } finally {
    if (image !== base) image.delete();
  }
}
