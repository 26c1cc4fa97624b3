import { appError } from '../../src/core/base/errors';
import type { Size } from '../../src/core/base/geometry';
import { liesOver } from '../../src/core/comparison/layout';
import type { ComparisonAnswer, ComparisonRequest } from '../../src/core/engine/comparison-picture';
import type { Lettering } from '../../src/core/text/lettering';
import type { ExportSource } from '../export/export-picture';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import type { Job } from '../runtime/job';
import { SheetMaking } from './sheet';
import { shapesOf } from './sizes';

/**
 * Puts what several pipelines make of one file on a sheet and encodes it, without any metadata. Each
 * picture has the very pixels of an export of the size that it has on the sheet.
 * Throws JobError (two that would lie over one another but differ in size, OUT-DIM, JOB-MEMORY, a step
 * that cannot be done), Cancelled when stopped, and whatever libvips throws.
 * @param letters draws text; null where there is none to be drawn
 */
export function comparisonPicture(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  { pictures, look, settings }: ComparisonRequest,
  letters: Lettering | null,
): ComparisonAnswer {
  const sheet = new SheetMaking(vips, job, { look, settings, letters, name: source.encoded.name });
  try {
    const pipelines = pictures.map(({ pipeline }) => pipeline);
    const sizes = shapesOf(vips, job, source, pipelines, sheet.settings);
    if (liesOver(look)) refuseUnlessAlike(sizes);
    sheet.plan(
      sizes,
      pictures.map(({ caption }) => caption),
    );
    for (const pipeline of pipelines) sheet.add(source, pipeline);
    return sheet.encode();
  } finally {
    sheet.end();
  }
}

function refuseUnlessAlike([one, other]: readonly Size[]): void {
  if (one?.width === other?.width && one?.height === other?.height) return;
  const words = ({ width = 0, height = 0 }: Partial<Size> = {}) => `${width} × ${height}`;
  throw new JobError(
    appError(
      'JOB-FAILED',
      `The two pictures are not of one size (${words(one)} and ${words(other)}), so one cannot lie over the other.`,
      { safe: 'Nothing was written.', advice: 'Choose Side by side or Stacked.' },
    ),
  );
}
