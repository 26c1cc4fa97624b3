import { expect, it } from 'vitest';
import type { Layer, Picture } from './pictures';
import { colourAt, hexOf, type ReadPixel } from './readout';

// Layers are told apart by how wide their bitmaps are.
const bitmap = (width: number, height: number) => ({ width, height, close: () => undefined });
const layer = (width: number, height: number, place: Omit<Layer, 'pixels'>): Layer => ({
  pixels: bitmap(width, height),
  ...place,
});
const picture: Picture = {
  width: 400,
  height: 200,
  layers: [
    layer(100, 50, { left: 0, top: 0, width: 400, height: 200 }),
    layer(80, 40, { left: 200, top: 100, width: 80, height: 40 }),
  ],
};
const read: ReadPixel = (pixels, x, y) => ({ red: pixels.width, green: x, blue: y });

it('reads the proxy, and the sharper part where there is one', () => {
  expect(colourAt(picture, { x: 0.1, y: 0.1 }, read)).toEqual({ red: 100, green: 10, blue: 5 });
  expect(colourAt(picture, { x: 0.6, y: 0.55 }, read)).toEqual({ red: 80, green: 40, blue: 10 });
  expect(colourAt(picture, { x: 0.99, y: 0.99 }, read)).toEqual({ red: 100, green: 99, blue: 49 });
});

it('is nothing outside of the picture', () => {
  for (const at of [-0.01, 1]) expect(colourAt(picture, { x: at, y: 0.5 }, read)).toBeNull();
});

it('writes colours as style sheets do', () => {
  expect(hexOf({ red: 255, green: 0, blue: 10 })).toBe('#ff000a');
});
