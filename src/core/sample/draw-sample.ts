import { paintBalloons } from './balloons';
import { Canvas } from './canvas';
import { paintLake } from './lake';
import { paintMeadow } from './meadow';
import { paintMountains } from './mountains';
import { hash } from './noise';
import { paintSky } from './sky';

/** The sample picture's own size in pixels. */
export const sampleSize = { width: 2400, height: 1600 } as const;

/** A picture in memory: interleaved 8-bit sRGB, three bytes per pixel, row after row. */
export interface SamplePicture {
  readonly width: number;
  readonly height: number;
  readonly bands: 3;
  readonly data: Uint8Array;
}

/**
 * Draws the sample picture: balloons over a mountain lake at dusk. It has what the operations
 * need to show themselves: smooth gradients, fine texture, deep shadows, a bright sun, saturated
 * colours and neutral greys. The same size gives the same picture every time; nothing is loaded.
 * @param width pixels across, at least 1
 * @param height pixels down, at least 1; meant for 3:2
 */
export function drawSample(
  width: number = sampleSize.width,
  height: number = sampleSize.height,
): SamplePicture {
  const canvas = new Canvas(width, height);
  paintSky(canvas);
  paintMountains(canvas);
  paintBalloons(canvas);
  paintLake(canvas);
  paintMeadow(canvas);
  return { width, height, bands: 3, data: canvas.toBytes((x, y) => hash(x, y, 977)) };
}
