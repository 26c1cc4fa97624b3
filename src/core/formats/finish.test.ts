import { afterAll, beforeAll, expect, it } from 'vitest';
import { row } from '../testing/reference';
import { imageOf, type Library, runBlock, startVips } from '../testing/vips';
import { fitting } from './finish';
import { formatsById } from './index';
import { initialExportSettings } from './settings';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

it.each([1, 3])('writes 8 bits as 16 with white staying white, with %d bands', (bands) => {
  const png = formatsById.get('png');
  if (!png) throw new Error('There is no PNG.');
  const settings = initialExportSettings();
  const values = { ...settings.values, png: { ...settings.values['png'], depth: '16' } };
  const [deepen, ...others] = fitting({ ...settings, format: 'png', values }, png);
  if (!deepen) throw new Error('Nothing is done for 16 bits.');
  expect(others).toEqual([]);
  const levels = [0, 1, 128, 254, 255];
  const pixels = Uint8Array.from(levels.flatMap((level) => Array<number>(bands).fill(level)));
  const result = runBlock(vips, deepen.block, imageOf(vips, row(pixels, bands)));
  const wanted = levels.flatMap((level) => Array<number>(bands).fill(level * 257));
  expect([...result.data]).toEqual(wanted);
  expect([result.format, result.interpretation]).toEqual([
    'ushort',
    bands === 1 ? 'grey16' : 'rgb16',
  ]);
});
