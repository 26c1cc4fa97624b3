import type Vips from 'wasm-vips';
import { Execution } from '../../src/core/graph/execute';
import type { Block } from '../../src/core/graph/node';
import { record } from '../../src/core/graph/picture';
import type { Sample } from '../../src/core/engine/contract';
import type { VipsBinding } from '../runtime/binding';
import { type Rgba, toRgba } from './frame';
import type { Job } from '../runtime/job';

/** Returns what makes a picture at most `longEdge` pixels long; never larger, and at least 1 by 1. */
export function shrinking({ width, height }: Vips.Image, longEdge: number): Block {
  const scale = Math.min(1, longEdge / Math.max(width, height));
  return record((picture) =>
    picture.onPremultiplied((colour) =>
      colour.resize(Math.max(scale, 1 / width), {
        vscale: Math.max(scale, 1 / height),
        kernel: 'linear',
      }),
    ),
  );
}

/** Returns a small copy of the picture for the screen, at most `longEdge` pixels long. */
export function toThumbnail(
  vips: VipsBinding,
  job: Job,
  image: Vips.Image,
  longEdge: number,
): Rgba {
  const smaller = shrinking(image, longEdge);
  const execution = new Execution<Vips.Image>(vips);
  try {
    return toRgba(job, execution.run(smaller, image));
  } finally {
    execution.dispose();
  }
}

/** Pixels to each side of the sampled one that are averaged with it. */
const reach = 2;

/**
 * Returns the mean colour of the 5 by 5 pixels around a point, weighted by alpha.
 * @param x, y fractions of the picture from its top left corner
 */
export function sampleAt(job: Job, image: Vips.Image, x: number, y: number): Sample {
  const column = Math.min(image.width - 1, Math.max(0, Math.floor(x * image.width)));
  const row = Math.min(image.height - 1, Math.max(0, Math.floor(y * image.height)));
  const left = Math.max(0, column - reach);
  const top = Math.max(0, row - reach);
  const part = image.extractArea(
    left,
    top,
    Math.min(image.width, column + reach + 1) - left,
    Math.min(image.height, row + reach + 1) - top,
  );
  try {
    const { data } = toRgba(job, part);
    const sums = [0, 0, 0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const alpha = data[at + 3] ?? 0;
      for (let band = 0; band < 3; band += 1) {
        sums[band] = (sums[band] ?? 0) + alpha * (data[at + band] ?? 0);
      }
      sums[3] = (sums[3] ?? 0) + alpha;
    }
    const [red = 0, green = 0, blue = 0, weight = 0] = sums;
    const mean = (sum: number): number => (weight === 0 ? 0 : sum / weight);
    return { red: mean(red), green: mean(green), blue: mean(blue) };
  } finally {
    part.delete();
  }
}
