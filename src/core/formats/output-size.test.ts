import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../operations/define';
import { imageOf, type Library, runBlock, startVips } from '../testing/vips';
import { fitting, sizing } from './finish';
import { png } from './kinds/png';
import type { Size } from '../base/geometry';
import { outputSize } from './output-size';
import { type ExportSettings, initialExportSettings } from './settings';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const settingsFor = (size: ExportSettings['size'], resize: Values = {}): ExportSettings => {
  const initial = initialExportSettings();
  return { ...initial, format: 'png', size, resize: { ...initial.resize, ...resize } };
};

const photo = { width: 3872, height: 2592 };

describe('the size of an export', () => {
  it('is the original, 1920 px, or one of its own', () => {
    expect(outputSize(photo, settingsFor('original'))).toEqual(photo);
    expect(outputSize(photo, settingsFor('web'))).toEqual({ width: 1920, height: 1285 });
    const upright = { width: 2592, height: 3872 };
    expect(outputSize(upright, settingsFor('web'))).toEqual({ width: 1285, height: 1920 });
    const square = { mode: 'fill', width: 1080, height: 1080 };
    expect(outputSize(photo, settingsFor('custom', square))).toEqual({ width: 1080, height: 1080 });
  });

  it('is the one that the encoder is given, for every way of sizing', () => {
    const ways: Values[] = [
      { mode: 'long-edge', longEdge: 50 },
      { mode: 'long-edge', longEdge: 500 },
      { mode: 'short-edge', shortEdge: 33 },
      { mode: 'short-edge', shortEdge: 333 },
      { mode: 'fit', width: 40, height: 61 },
      { mode: 'fit', width: 400, height: 610 },
      { mode: 'fill', width: 40, height: 60 },
      { mode: 'fill', width: 300, height: 200 },
      { mode: 'exact', width: 17, height: 91 },
      { mode: 'exact', width: 170, height: 91 },
      { mode: 'percent', percent: 37.5 },
      { mode: 'percent', percent: 150 },
    ];
    const shapes = [
      [127, 83],
      [83, 127],
      [1, 7],
    ] as const;
    for (const [width, height] of shapes) {
      for (const resize of ways) {
        for (const enlarge of [false, true]) {
          const settings = settingsFor('custom', { ...resize, enlarge });
          const data = new Uint8Array(width * height);
          let image = imageOf(vips, { data, width, height, bands: 1, interpretation: 'b-w' });
          let made: Size = { width, height };
          for (const { block } of [...sizing(settings), ...fitting(settings, png)]) {
            const pixels = runBlock(vips, block, image);
            made = { width: pixels.width, height: pixels.height };
            image = imageOf(vips, pixels);
          }
          image.delete();
          const words = JSON.stringify([width, height, resize, enlarge]);
          expect(made, words).toEqual(outputSize({ width, height }, settings));
        }
      }
    }
  });
});
