import { describe, expect, it } from 'vitest';
import type { Histogram } from './histogram';
import { curveHeights, curvePath, histogramInWords, smoothed } from './histogram-shape';

const counts = (entries: Readonly<Record<number, number>>): Uint32Array => {
  const list = new Uint32Array(256);
  for (const [level, count] of Object.entries(entries)) list[Number(level)] = count;
  return list;
};

const histogram = (
  luminance: Uint32Array,
  clipped: { shadows: number; highlights: number },
): Histogram => ({
  red: luminance,
  green: luminance,
  blue: luminance,
  luminance,
  clippedShadows: clipped.shadows,
  clippedHighlights: clipped.highlights,
});

describe('smoothed', () => {
  it('keeps the sum of counts away from the ends', () => {
    const sum = smoothed(counts({ 100: 512, 140: 256 })).reduce((total, count) => total + count);
    expect(sum).toBeCloseTo(768);
  });

  it('leaves an even distribution as it is', () => {
    expect(smoothed(new Array<number>(256).fill(7)).every((count) => count === 7)).toBe(true);
  });
});

describe('curveHeights', () => {
  it('scales by square roots and shares the scale', () => {
    const [large, small] = curveHeights([counts({ 100: 400 }), counts({ 100: 100 })]);
    expect(large?.[100]).toBe(1);
    expect(small?.[100]).toBeCloseTo(0.5);
  });

  it('does not let clipped pixels flatten the rest', () => {
    const [curve] = curveHeights([counts({ 0: 1_000_000, 128: 100, 255: 1_000_000 })]);
    expect(curve?.[128]).toBe(1);
    expect(curve?.[0]).toBe(1);
  });

  it('is flat for an empty picture', () => {
    expect(curveHeights([counts({})])[0]?.every((height) => height === 0)).toBe(true);
  });
});

describe('curvePath', () => {
  it('closes the area under the curve', () => {
    expect(curvePath([0, 1], 10, 4)).toBe('M0 4L0.0 4.0L10.0 0.0L10 4Z');
  });
});

describe('histogramInWords', () => {
  it('says how bright the picture is and what is clipped', () => {
    const words = histogramInWords(
      histogram(counts({ 20: 90, 240: 10 }), { shadows: 0, highlights: 0.021 }),
    );
    expect(words).toContain('mostly dark');
    expect(words).toContain('0 % of pixels are clipped black.');
    expect(words).toContain('2.1 % of pixels are clipped white.');
  });

  it('tells a bright picture from a balanced one', () => {
    const none = { shadows: 0, highlights: 0 };
    expect(histogramInWords(histogram(counts({ 230: 5 }), none))).toContain('mostly bright');
    expect(histogramInWords(histogram(counts({ 128: 5 }), none))).toContain('balanced');
  });
});
