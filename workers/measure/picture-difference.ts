import type Vips from 'wasm-vips';
import type { Difference } from '../../src/core/engine/trial';
import { placedSimilarity } from '../../src/core/picture/ssim';
import type { VipsBinding } from '../runtime/binding';
import { lightnessOf } from '../export/inspect';
import type { Job } from '../runtime/job';
import { executionFor } from '../runtime/resources';

/** Sides that differ by this many pixels are taken for the same: sizes are rounded. */
const sideTolerance = 1;

/**
 * Returns the largest difference of any value of two pictures, as of 8 bits, 0 to 255; null when
 * they are of different sizes or kinds.
 */
export function maximumDifference(
  vips: VipsBinding,
  job: Job,
  one: Vips.Image,
  other: Vips.Image,
): number | null {
  const isSame =
    one.width === other.width &&
    one.height === other.height &&
    one.bands === other.bands &&
    one.format === other.format;
  if (!isSame) return null;
  const execution = executionFor(vips);
  try {
    const difference = execution.own(one.subtract(other));
    const absolute = job.watch(execution.own(difference.abs()));
    const max = job.run(() => absolute.max());
    return one.format === 'ushort' ? max / 257 : max;
  } finally {
    execution.dispose();
  }
}

/** Where two pictures differ most: the upper left corner of a block. */
export interface Placed extends Difference {
  readonly left: number;
  readonly top: number;
}

/** Returns how much two finished pictures differ; null when they cannot be laid over each other. */
export function pictureDifference(
  vips: VipsBinding,
  job: Job,
  before: Vips.Image,
  after: Vips.Image,
): Placed | null {
  const [wider, higher] = [after.width - before.width, after.height - before.height];
  if (Math.max(Math.abs(wider), Math.abs(higher)) > sideTolerance) return null;
  const execution = executionFor(vips);
  try {
    const isSameSize = wider === 0 && higher === 0;
    // Sizes that were rounded differently are made equal: it is the scene that is compared.
    const other = isSameSize
      ? execution.own(after.copy())
      : execution.own(
          after.resize(before.width / after.width, { vscale: before.height / after.height }),
        );
    const one = execution.own(before.copy());
    const max = maximumDifference(vips, job, one, other);
    if (max === null) return null;
    const { mean, worst, left, top } = placedSimilarity(
      lightnessOf(job, execution, one),
      lightnessOf(job, execution, other),
    );
    return { mean, worst, left, top, maximumDifference: max, wider, higher };
  } finally {
    execution.dispose();
  }
}
