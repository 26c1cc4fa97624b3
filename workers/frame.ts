import type Vips from 'wasm-vips';
import type { Histogram } from '../src/core/jobs';
import type { Job } from './job';

/** Pixels for the screen: sRGB, 8 bits, straight alpha, four bytes per pixel. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Returns the pixels of a prepared picture for the screen. 16 bits become 8 by their upper half,
 * as in the exported file. Evaluates the picture; stops when the job is stopped.
 */
export function toRgba(job: Job, image: Vips.Image): Rgba {
  const made: Vips.Image[] = [];
  const own = (made_: Vips.Image): Vips.Image => {
    made.push(made_);
    return made_;
  };
  try {
    const colour = image.interpretation === 'srgb' ? image : own(image.colourspace('srgb'));
    const bytes = colour.format === 'uchar' ? colour : own(colour.cast('uchar'));
    const four = bytes.bands >= 4 ? bytes : own(bytes.bandjoin(255));
    const watched = job.watch(own(four.copy()));
    const pixels = job.run(() => watched.writeToMemory());
    return {
      width: image.width,
      height: image.height,
      data: new Uint8ClampedArray(ownBuffer(pixels), 0, pixels.byteLength),
    };
  } finally {
    for (const handle of made.reverse()) handle.delete();
  }
}

/** Returns the bytes' own buffer, or a copy of them when the buffer is shared or larger. */
function ownBuffer(pixels: Vips.Memory): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = pixels;
  return buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === byteLength
    ? buffer
    : new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}

/**
 * Returns the pixels as a bitmap. They are sRGB already, so the browser must not convert them.
 */
export const toBitmap = (pixels: Rgba): Promise<ImageBitmap> =>
  createImageBitmap(new ImageData(pixels.data, pixels.width, pixels.height), {
    colorSpaceConversion: 'none',
  });

/**
 * Counts values per channel. Luminance is Rec. 709 luma of the encoded values, rounded. A pixel is
 * clipped when at least one of its colours is at the end of the scale. Fully transparent pixels do
 * not count.
 */
export function histogramOf({ data }: Rgba): Histogram {
  const red = new Uint32Array(256);
  const green = new Uint32Array(256);
  const blue = new Uint32Array(256);
  const luminance = new Uint32Array(256);
  let counted = 0;
  let shadows = 0;
  let highlights = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue;
    const r = data[at] ?? 0;
    const g = data[at + 1] ?? 0;
    const b = data[at + 2] ?? 0;
    // Weights in 1/65,536, so that the loop stays in whole numbers.
    const y = (13933 * r + 46871 * g + 4732 * b + 32768) >> 16;
    red[r] = (red[r] ?? 0) + 1;
    green[g] = (green[g] ?? 0) + 1;
    blue[b] = (blue[b] ?? 0) + 1;
    luminance[y] = (luminance[y] ?? 0) + 1;
    counted += 1;
    if (r === 0 || g === 0 || b === 0) shadows += 1;
    if (r === 255 || g === 255 || b === 255) highlights += 1;
  }
  return {
    red,
    green,
    blue,
    luminance,
    clippedShadows: counted === 0 ? 0 : shadows / counted,
    clippedHighlights: counted === 0 ? 0 : highlights / counted,
  };
}
