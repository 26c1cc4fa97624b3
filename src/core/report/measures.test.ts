import { describe, expect, it } from 'vitest';
import { psnrOf } from '../picture/psnr';
import { fitBudget, rungs } from './budget';
import { browserInWords } from './browser';
import { paletteOf } from '../picture/palette';
import { sharpestWindow } from './sharpest';

/** Straight RGBA of a function of place. */
const pixels = (
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
) => ({
  width,
  height,
  data: Uint8ClampedArray.from(
    Array.from({ length: width * height }, (_, at) =>
      colour(at % width, Math.floor(at / width)),
    ).flat(),
  ),
});

describe('the palette', () => {
  it('is the colours of a picture of three, by how much they fill', () => {
    const { data } = pixels(100, 40, (x) =>
      x < 60 ? [200, 30, 30, 255] : x < 90 ? [20, 120, 220, 255] : [240, 240, 240, 255],
    );
    const palette = paletteOf(data);
    expect(palette.map(({ colour }) => colour)).toEqual(['#c81e1e', '#1478dc', '#f0f0f0']);
    expect(palette.map(({ share }) => share.toFixed(2))).toEqual(['0.60', '0.30', '0.10']);
  });

  it('does not count what is transparent, and joins what looks alike', () => {
    const { data } = pixels(64, 64, (x, y) =>
      y < 32 ? [255, 0, 255, 0] : [100 + (x % 6), 90, 60 + (y % 4), 255],
    );
    const palette = paletteOf(data);
    expect(palette).toHaveLength(1);
    expect(palette[0]?.share).toBe(1);
    expect(paletteOf(new Uint8ClampedArray(64))).toEqual([]);
  });
});

describe('the sharpest window', () => {
  it('holds the one sharp patch, wherever it lies', () => {
    for (const [left, top] of [
      [0, 0],
      [70, 10],
      [12, 55],
      [84, 64],
    ] as const) {
      const { width, height, data } = pixels(100, 80, (x, y) => {
        const inside = x >= left && x < left + 16 && y >= top && y < top + 16;
        const level = inside && (x + y) % 2 === 0 ? 220 : 40 + x;
        return [level, level, level, 255];
      });
      const found = sharpestWindow({ width, height, data }, { width: 24, height: 24 });
      expect(Math.abs(found.left + 12 - (left + 8))).toBeLessThanOrEqual(12);
      expect(Math.abs(found.top + 12 - (top + 8))).toBeLessThanOrEqual(12);
      expect(found.left + 24).toBeLessThanOrEqual(100);
      expect(found.top + 24).toBeLessThanOrEqual(80);
    }
  });

  it('is the whole of a picture that is smaller', () => {
    const small = pixels(9, 5, () => [1, 2, 3, 255]);
    expect(sharpestWindow(small, { width: 360, height: 240 })).toEqual({ left: 0, top: 0 });
  });
});

describe('the budget', () => {
  it('takes the largest rung that keeps to it, and tries few', () => {
    for (const [wanted] of rungs.entries()) {
      let made = 0;
      const bytesAt = (index: number): number => 1000 * (rungs.length - index);
      const fitted = fitBudget(bytesAt(wanted), (rung) => {
        made += 1;
        return { bytes: bytesAt(rungs.indexOf(rung)), rung };
      });
      expect(fitted.rung).toBe(rungs[wanted]);
      expect(made).toBeLessThanOrEqual(5);
    }
  });

  it('takes the smallest when none does', () => {
    expect(fitBudget(-1, (rung) => ({ bytes: 1, rung })).rung).toBe(rungs.at(-1));
  });
});

it('PSNR is 48.13 dB for one level everywhere, 0 dB for black on white, and none for equals', () => {
  expect(psnrOf(1)).toBeCloseTo(48.1308, 4);
  expect(psnrOf(255 ** 2)).toBe(0);
  expect(psnrOf(0)).toBeNull();
});

describe('the browser', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      'Chromium 156 on Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
      'Edge 150 on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0',
      'Firefox 153 on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1',
      'Safari 18 on iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36',
      'Chromium 149 on Android',
    ],
    ['curl/8', 'an unknown browser'],
  ])('%s is %s', (agent, words) => expect(browserInWords(agent)).toBe(words));
});
