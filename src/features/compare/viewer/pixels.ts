import type { Layer } from './pictures';

type Pixels = Layer['pixels'];

/** How strongly differences can be amplified: powers of two, since each doubling adds to itself. */
export const amplifications = [1, 2, 4, 8, 16, 32] as const;

/** Colours of clipped pixels as red, green, blue: white-clipped first, then black-clipped. */
const highlightMark = [255, 40, 40] as const;
const shadowMark = [50, 90, 255] as const;

/**
 * Recolours the clipped pixels of RGBA bytes in place, which are those that the engine counts:
 * white-clipped when a channel is at 255, else black-clipped when one is at 0. Invisible pixels are
 * not marked.
 */
export function markClipping(pixels: Uint8ClampedArray): void {
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue;
    const [red, green, blue] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    const high = red === 255 || green === 255 || blue === 255;
    const low = red === 0 || green === 0 || blue === 0;
    if (!high && !low) continue;
    const mark = high ? highlightMark : shadowMark;
    // One by one: set() with an array costs ten times as much in this loop.
    pixels[at] = mark[0];
    pixels[at + 1] = mark[1];
    pixels[at + 2] = mark[2];
  }
}

function contextOf(canvas: OffscreenCanvas, reads = false): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: reads });
  if (!context) throw new Error('This browser has no memory left for a picture on screen.');
  return context;
}

/** A canvas with the pixels on black, so that transparent parts compare as what is seen. */
function onBlack(pixels: Pixels, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.fillRect(0, 0, width, height);
  context.drawImage(pixels, 0, 0, width, height);
  return canvas;
}

/**
 * Returns |one - other| per channel, `amplification` times as strong and cut off at white.
 * It is made of the pixels themselves, before any scaling for the screen, so that thin
 * differences do not cancel out.
 */
function differenceOf(one: Pixels, other: Pixels, amplification: number): OffscreenCanvas {
  const { width, height } = one;
  const canvas = onBlack(one, width, height);
  const context = contextOf(canvas);
  context.globalCompositeOperation = 'difference';
  context.drawImage(onBlack(other, width, height), 0, 0);
  context.globalCompositeOperation = 'lighter';
  for (let strength = 1; strength < amplification; strength *= 2) context.drawImage(canvas, 0, 0);
  return canvas;
}

function clippingOf(pixels: Pixels): OffscreenCanvas {
  const { width, height } = pixels;
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas, true);
  context.drawImage(pixels, 0, 0);
  const image = context.getImageData(0, 0, width, height);
  markClipping(image.data);
  context.putImageData(image, 0, 0);
  return canvas;
}

interface Difference {
  readonly other: Pixels;
  readonly amplification: number;
  readonly canvas: OffscreenCanvas;
}

/** Makes differences and clipping marks once per bitmap, since the view moves far more often. */
export class DerivedPixels {
  readonly #differences = new WeakMap<Pixels, Difference>();
  readonly #clippings = new WeakMap<Pixels, OffscreenCanvas>();

  /** Returns the amplified difference of two bitmaps of one part of the picture. */
  difference(one: Pixels, other: Pixels, amplification: number): OffscreenCanvas {
    const known = this.#differences.get(one);
    if (known?.other === other && known.amplification === amplification) return known.canvas;
    const canvas = differenceOf(one, other, amplification);
    this.#differences.set(one, { other, amplification, canvas });
    return canvas;
  }

  /** Returns the bitmap with its clipped pixels marked. */
  clipping(pixels: Pixels): OffscreenCanvas {
    const known = this.#clippings.get(pixels);
    if (known) return known;
    const canvas = clippingOf(pixels);
    this.#clippings.set(pixels, canvas);
    return canvas;
  }
}
