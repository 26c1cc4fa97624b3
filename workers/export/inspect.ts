import type Vips from 'wasm-vips';
import type { Inspection } from '../../src/core/engine/contract';
import { type Band, similarity } from '../../src/core/picture/ssim';
import type { Execution } from '../../src/core/graph/execute';
import type { VipsBinding } from '../runtime/binding';
import { type EncodedFile, type Encoder, fitted } from './encode';
import { toBitmap, toRgba } from '../screen/frame';
import type { Job } from '../runtime/job';
import { executionFor } from '../runtime/resources';

/** Most pixels of a picture that is shown: what every canvas can draw (iOS draws no more). */
const maxShown = 16_777_216;

/**
 * Decodes a file that was just written and compares it with the picture that it was made from.
 * @param picture the finished picture, at the file's size or larger
 */
export async function inspect(
  vips: VipsBinding,
  job: Job,
  picture: Vips.Image,
  encoder: Encoder,
  file: EncodedFile,
): Promise<Inspection> {
  const execution = executionFor(vips);
  try {
    const decoded = execution.own(vips.Image.newFromBuffer(file.bytes));
    const sameSize = picture.width === file.width && picture.height === file.height;
    const given = fitted(execution, execution.own(picture.copy()), encoder);
    const alike = sameSize
      ? similarity(lightnessOf(job, execution, given), lightnessOf(job, execution, decoded))
      : null;
    const error = sameSize ? meanSquaredError(job, execution, given, decoded) : null;
    const pixels = file.width * file.height;
    const shown =
      pixels <= maxShown
        ? decoded
        : execution.own(decoded.resize(Math.sqrt(maxShown / pixels) * 0.999));
    const screen =
      shown.interpretation === 'cmyk' ? execution.own(shown.colourspace('srgb')) : shown;
    return {
      similarity: alike,
      meanSquaredError: error,
      bitmap: await toBitmap(toRgba(job, screen)),
    };
  } finally {
    execution.dispose();
  }
}

/** Colour in 8 bits, transparency over grey. */
function colourOf(execution: Execution<Vips.Image>, image: Vips.Image): Vips.Image {
  const srgb = execution.own(image.colourspace('srgb'));
  const bytes = srgb.format === 'uchar' ? srgb : execution.own(srgb.cast('uchar'));
  return bytes.hasAlpha() ? execution.own(bytes.flatten({ background: 128 })) : bytes;
}

/** Returns the mean of the squared differences of two pictures of one size, in 8-bit levels. */
function meanSquaredError(
  job: Job,
  execution: Execution<Vips.Image>,
  one: Vips.Image,
  other: Vips.Image,
): number {
  const [left, right] = [colourOf(execution, one), colourOf(execution, other)];
  const difference = execution.own(left.subtract(right));
  const squared = execution.own(difference.multiply(difference));
  return job.run(() => squared.avg());
}

/** Returns the picture's grey in 8 bits, transparency over grey. The execution owns what it takes. */
export function lightnessOf(job: Job, execution: Execution<Vips.Image>, image: Vips.Image): Band {
  const { width, height } = image;
  const opaque = image.hasAlpha()
    ? execution.own(image.flatten({ background: image.format === 'ushort' ? 32_768 : 128 }))
    : image;
  const grey = execution.own(opaque.colourspace('b-w'));
  const bytes = job.watch(execution.own(grey.cast('uchar')));
  return { width, height, data: job.run(() => bytes.writeToMemory()).slice() };
}
