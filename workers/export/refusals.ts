import type { Size } from '../../src/core/base/geometry';
import { bytesInWords } from '../../src/core/base/words';
import { type AppError, appError } from '../../src/core/base/errors';
import type { Format } from '../../src/core/formats/define';
import type { Trial } from '../../src/core/formats/fit-under';
import { limits } from '../../src/core/base/limits';
import { JobError } from '../runtime/errors';

/** Throws OUT-DIM when a picture is longer than its format can hold. */
export function refuseIfTooLong({ width, height }: Size, format: Format): void {
  if (Math.max(width, height) <= format.longestSide) return;
  const max = format.longestSide.toLocaleString('en-GB');
  throw new JobError(
    appError(
      'OUT-DIM',
      `${format.label} can hold at most ${max} pixels per side, and this picture is ${width.toLocaleString('en-GB')} × ${height.toLocaleString('en-GB')}.`,
      { safe: 'Nothing was written.', advice: 'Choose a smaller size or another format.' },
    ),
  );
}

/**
 * Returns the error for a picture that is to carry its pipeline, which is longer than its format can
 * hold.
 * @param bytes how much XMP the pipeline takes
 */
export const tellingTooMuch = (bytes: number, { label, holds }: Format): AppError =>
  appError(
    'OUT-XMP',
    `${label} can carry ${bytesInWords(holds.xmpBytes)} of XMP, and this pipeline takes ${bytesInWords(bytes)}.`,
    {
      safe: 'Nothing was written; your steps are unchanged.',
      advice: 'Choose another format, or switch “Keep the pipeline inside the file” off.',
    },
  );

/**
 * Throws JOB-MEMORY when a job would take more bytes than the engine can be given.
 * @param name of the file
 */
export function refuseIfTooLarge(bytes: number, name: string): void {
  const max = limits.engineBytes * limits.engineShare;
  if (bytes <= max) return;
  throw new JobError(
    appError(
      'JOB-MEMORY',
      `Exporting ${name} like this takes about ${bytesInWords(bytes)} of memory, and ${bytesInWords(max)} is the limit.`,
      {
        safe: 'Nothing was written; your steps are unchanged.',
        advice: 'Choose a smaller size, less effort, JPEG or PNG, or switch some steps off.',
      },
    ),
  );
}

/**
 * Returns the error for a target that no encoding reaches, with the smallest that was tried.
 * @param keepsSize whether the picture was not allowed to become smaller
 */
export function impossible(target: number, trials: readonly Trial[], keepsSize: boolean): AppError {
  const smallest = trials.reduce((min, { bytes }) => Math.min(min, bytes), Infinity);
  const max = bytesInWords(target);
  return appError(
    'OUT-FIT',
    keepsSize
      ? `This picture does not fit under ${max} at its size: the smallest try took ${bytesInWords(smallest)}.`
      : `This picture does not fit under ${max}: with its metadata, even one pixel takes ${bytesInWords(smallest)}.`,
    {
      safe: 'Nothing was written.',
      advice: keepsSize
        ? 'Allow more, choose “May shrink”, or choose another format.'
        : 'Allow more, keep less metadata, or choose another format.',
    },
  );
}
