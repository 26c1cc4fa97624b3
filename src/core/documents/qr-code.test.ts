import sharp from 'sharp';
import { expect, it } from 'vitest';
import { limits } from '../base/limits';
import { qrCode, qrPng, qrSvg } from './qr-code';

const link = 'https://example.org/pipette/#1.pHABCDVXjxdE5nD';

it('draws the same code as picture, SVG and PNG', async () => {
  const code = qrCode(link) ?? expect.fail('no code');
  const pixels = async (file: string | Uint8Array) => {
    const { data, info } = await sharp(Buffer.from(file))
      .flatten({ background: '#fff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { side: info.width, at: (x: number, y: number) => data[y * info.width + x] };
  };
  const [png, svg] = [await pixels(qrPng(code)), await pixels(qrSvg(code))];
  expect([png.side, svg.side]).toEqual([code.size * 8, code.size * 8]);
  for (const [y, row] of code.rows.entries()) {
    for (const [x, dark] of row.entries()) {
      const value = dark ? 0 : 255;
      expect([png.at(x * 8 + 4, y * 8 + 4), svg.at(x * 8 + 4, y * 8 + 4)]).toEqual([value, value]);
    }
  }
});

it('has a quiet border and three finders', () => {
  const { size, rows } = qrCode(link) ?? expect.fail('no code');
  const finder = (left: number, top: number) =>
    [0, 1, 2, 3, 4, 5, 6].map((step) => rows[top + step]?.[left + step]);
  const expected = [true, false, true, true, true, false, true];
  expect(finder(4, 4)).toEqual(expected);
  expect(finder(size - 11, 4)).toEqual(expected);
  expect(finder(4, size - 11)).toEqual(expected);
  expect(rows.slice(0, 4).flat().concat(rows.slice(-4).flat()).includes(true)).toBe(false);
});

it('is there up to what the largest code holds', () => {
  const max = 2_953;
  expect(qrCode('x'.repeat(max))?.size).toBe(177 + 8);
  expect(qrCode('x'.repeat(max + 1))).toBeNull();
  expect(qrCode('x'.repeat(limits.link.qrEasy))?.size).toBeLessThan(100);
});
