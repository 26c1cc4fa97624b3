import type Vips from 'wasm-vips';
import type { Histogram } from '../../src/core/engine/contract';
import type { Job } from '../runtime/job';

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
  const own = (handle: Vips.Image): Vips.Image => {
    made.push(handle);
    return handle;
  };
  try {
    const colour = image.interpretation === 'srgb' ? image : own(image.colourspace('srgb'));
    const bytes = colour.format === 'uchar' ? colour : own(colour.cast('uchar'));
    const watched = job.watch(own(bytes.bands === 3 ? bytes.addalpha() : bytes.copy()));
    const pixels = job.run(() => watched.writeToMemory());
    const { width, height } = image;
    return { width, height, data: new Uint8ClampedArray(ownBuffer(pixels)) };
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
 * Returns the pixels as a bitmap, and gives up their memory. They are sRGB already, so the browser
 * must not convert them.
 */
export async function toBitmap({ data, width, height }: Rgba): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(new ImageData(data, width, height), {
    colorSpaceConversion: 'none',
  });
  // Megabytes with every rendering, which would otherwise pile up until garbage is collected. Older
  // browsers than Chrome 114, Firefox 122 and Safari 17.4 cannot give them up, and collect them.
  if ('transfer' in data.buffer) data.buffer.transfer(0);
  return bitmap;
}

/** About how many pixels a histogram counts: enough for the eye, and a few milliseconds less. */
const sampleSize = 250_000;

/**
 * Counts values per channel, over evenly spaced pixels when there are many. Luminance is Rec. 709
 * luma of the encoded values, rounded. A pixel is clipped when at least one of its colours is at the
 * end of the scale. Fully transparent pixels do not count.
 */
export function histogramOf({ data }: Rgba): Histogram {
  // One table for all channels: this loop is the hot part.
  const counts = new Uint32Array(4 * 256);
  let counted = 0;
  let shadows = 0;
  let highlights = 0;
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  // An odd distance does not fall on the same columns in every row.
  const distance = 2 * Math.floor(words.length / sampleSize / 2) + 1;
  for (let at = 0; at < words.length; at += distance) {
    const word = words[at] ?? 0;
    if (word >>> 24 === 0) continue;
    const r = word & 255;
    const g = (word >> 8) & 255;
    const b = (word >> 16) & 255;
    // Weights in 1/65,536, so that the loop stays in whole numbers.
    const y = (13933 * r + 46871 * g + 4732 * b + 32768) >> 16;
    counts[r] = (counts[r] ?? 0) + 1;
    counts[256 + g] = (counts[256 + g] ?? 0) + 1;
    counts[512 + b] = (counts[512 + b] ?? 0) + 1;
    counts[768 + y] = (counts[768 + y] ?? 0) + 1;
    counted += 1;
    if (r === 0 || g === 0 || b === 0) shadows += 1;
    if (r === 255 || g === 255 || b === 255) highlights += 1;
  }
  return {
    red: counts.slice(0, 256),
    green: counts.slice(256, 512),
    blue: counts.slice(512, 768),
    luminance: counts.slice(768),
    clippedShadows: counted === 0 ? 0 : shadows / counted,
    clippedHighlights: counted === 0 ? 0 : highlights / counted,
  };
}
