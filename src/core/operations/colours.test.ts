import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whiteBalanceFor } from '../colour/white-balance';
import { clip, decode, encode, labOf, pixelsOf, row } from '../testing/reference';
import {
  imageOf,
  type Library,
  type Pixels,
  randomNumbers,
  runOperation,
  startVips,
} from '../testing/vips';
import { initialValues, type Operation, type Values } from './define';
import { grayscale } from './colour/grayscale';
import { saturation } from './colour/saturation';
import { whiteBalance } from './colour/white-balance';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

type Input = Omit<Pixels, 'format'>;

const run = (operation: Operation, values: Values, input: Input): Pixels =>
  runOperation(vips, operation, { ...initialValues(operation), ...values }, imageOf(vips, input));

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);

/** Colours that stay inside sRGB when their chroma grows by half. */
function mutedColours(count: number): Uint16Array {
  const random = randomNumbers(7);
  return Uint16Array.from({ length: count * 3 }, () => 22000 + random() * 18000);
}

describe('saturation', () => {
  it.each([-100, -40, 25, 50])('of %i %% scales chroma and keeps lightness and hue', (amount) => {
    const input = row(mutedColours(200), 3);
    const before = pixelsOf({ ...input, format: 'ushort' }).map(labOf);
    const after = pixelsOf(run(saturation, { amount }, input)).map(labOf);
    const factor = 1 + amount / 100;
    before.forEach(([l, a, b], index) => {
      const [newL = 0, newA = 0, newB = 0] = after[index] ?? [];
      expect(Math.abs(newL - l)).toBeLessThan(0.05);
      expect(Math.hypot(newA - factor * a, newB - factor * b)).toBeLessThan(0.15);
    });
  });

  it('leaves greys as they are, in pictures of colour too', () => {
    const greys = Uint8Array.from({ length: 768 }, (_, index) => Math.floor(index / 3));
    expect(run(saturation, { amount: 100 }, row(greys, 3)).data).toEqual(greys);
    expect(run(saturation, { amount: 100 }, row(everyCode, 1)).data).toEqual(everyCode);
  });
});

describe('white balance', () => {
  const random = randomNumbers(11);
  const casts = Array.from({ length: 90 }, () => {
    const light = 90 + random() * 120;
    const warmth = 1 + random() * 0.5;
    const green = 0.92 + random() * 0.16;
    const code = (value: number) => Math.round(Math.min(255, value));
    const [red, blue] = random() < 0.7 ? [warmth, 1 / warmth] : [1 / warmth, warmth];
    return {
      red: code(light * Math.sqrt(red)),
      green: code(light * green),
      blue: code(light * Math.sqrt(blue)),
    };
  });

  it('makes a picked colour neutral: its channels differ by one step of 255 at most', () => {
    let tested = 0;
    for (const cast of casts) {
      const values = { ...whiteBalanceFor(cast) };
      const input = row(new Uint8Array([cast.red, cast.green, cast.blue]), 3);
      const { data } = run(whiteBalance, values, input);
      // Bluer than any sky and brighter than white are past what the settings can undo.
      const { temperature, tint } = values;
      if (temperature >= 11999 || Math.abs(tint) >= 150 || Math.max(...data) === 255) continue;
      tested++;
      expect([cast, Math.max(...data) - Math.min(...data) <= 1]).toEqual([cast, true]);
    }
    expect(tested).toBeGreaterThan(40);
  });

  it('gets warmer with a higher temperature and more magenta with more tint', () => {
    const grey = row(new Uint8Array([128, 128, 128]), 3);
    const warm = run(whiteBalance, { temperature: 9000, tint: 0 }, grey).data;
    expect((warm[0] ?? 0) - (warm[2] ?? 0)).toBeGreaterThan(10);
    const cool = run(whiteBalance, { temperature: 4000, tint: 0 }, grey).data;
    expect((cool[2] ?? 0) - (cool[0] ?? 0)).toBeGreaterThan(10);
    const magenta = run(whiteBalance, { temperature: 6500, tint: 60 }, grey).data;
    expect(Math.min(magenta[0] ?? 0, magenta[2] ?? 0)).toBeGreaterThan(magenta[1] ?? 255);
  });

  it('gives 8 and 16 bits the same colours', () => {
    const shallow = Uint8Array.from(mutedColours(100), (code) => Math.round(code / 257));
    const deep = Uint16Array.from(shallow, (code) => code * 257);
    const values = { temperature: 4800, tint: -12 };
    const left = run(whiteBalance, values, row(shallow, 3)).data;
    const right = run(whiteBalance, values, row(deep, 3)).data;
    left.forEach((code, index) => {
      expect(Math.abs(code - (right[index] ?? 0) / 257)).toBeLessThan(0.6);
    });
  });
});

describe('grayscale', () => {
  it.each([
    ['rec709', [0.2126, 0.7152, 0.0722]],
    ['average', [1 / 3, 1 / 3, 1 / 3]],
    ['red', [1, 0, 0]],
    ['custom', [0.6, 0.5, -0.1]],
  ])('with weights "%s" adds light', (weights, [r = 0, g = 0, b = 0]) => {
    const values = { weights, red: 60, green: 50, blue: -10 };
    for (const input of [
      row(
        Uint8Array.from(mutedColours(100), (code) => code / 257),
        3,
      ),
      row(mutedColours(100), 3),
    ]) {
      const format = input.data instanceof Uint16Array ? 'ushort' : 'uchar';
      const white = format === 'ushort' ? 65535 : 255;
      const result = run(grayscale, values, input);
      expect(result.bands).toBe(1);
      pixelsOf({ ...input, format }).forEach((rgb, index) => {
        const [red = 0, green = 0, blue = 0] = rgb.map(decode);
        const wanted = white * encode(clip(r * red + g * green + b * blue));
        // 8 bits: rounding and 1/65,535 of light; 16 bits: libvips's own table of sRGB.
        expect(Math.abs((result.data[index] ?? 0) - wanted)).toBeLessThan(white === 255 ? 0.6 : 8);
      });
    }
  });
});
