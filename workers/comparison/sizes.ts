import type { ExportSettings } from '../../src/core/formats/settings';
import { compilePipeline } from '../../src/core/pipeline/compile';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { type ExportSource, finishedShape } from '../export/export-picture';
import { type Shape, ShapeBook } from '../memory/shape';
import type { VipsBinding } from '../runtime/binding';
import type { Job } from '../runtime/job';

/**
 * Returns the shape of what each pipeline makes of a file: told by its steps, unless it is the pixels
 * that tell it, which are computed then. Throws as an export does.
 */
export function shapesOf(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  pipelines: readonly Pipeline[],
  settings: ExportSettings,
): readonly Shape[] {
  const book = new ShapeBook(vips);
  const untouched = { pipeline: { name: '', steps: [] }, settings };
  const before = finishedShape(vips, job, source, untouched);
  return pipelines.map((pipeline) => {
    job.check();
    const steps = compilePipeline(pipeline, 1);
    return steps.some(({ sizedByContent }) => sizedByContent)
      ? finishedShape(vips, job, source, { pipeline, settings })
      : steps.reduce((shape, step) => book.after(shape, step), before);
  });
}
