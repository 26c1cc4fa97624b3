import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { fitUnder as search, type Search, type Tried } from './fit-under';

/** Looks for what fits; the picture may shrink unless something else is said. */
const fitUnder = (
  wanted: Omit<Search<string>, 'keepsSize'> & Partial<Pick<Search<string>, 'keepsSize'>>,
) => search({ keepsSize: false, ...wanted });

/** An encoder of a 1000 × 800 picture whose files grow with quality and pixels. */
const encoder =
  (bytesAt: (quality: number, pixels: number) => number) =>
  (quality: number | null, scale: number): Tried<string> => {
    const [width, height] = [Math.round(1000 * scale), Math.round(800 * scale)];
    const bytes = Math.round(bytesAt(quality ?? 100, width * height));
    return { quality, width, height, bytes, made: `${width} at ${quality ?? 'exact'}` };
  };
const usual = encoder((quality, pixels) => 200 + pixels * 0.01 * 1.03 ** quality);

describe('fitting under a size', () => {
  it('keeps the wanted quality when that fits, with one encoding', () => {
    const { best, trials } = fitUnder({ target: 1e6, quality: 82, encode: usual });
    expect(best?.quality).toBe(82);
    expect(trials).toHaveLength(1);
  });

  it('finds the highest quality that fits at full size', () => {
    const target = usual(70, 1).bytes;
    const { best, trials } = fitUnder({ target, quality: 90, encode: usual });
    expect(best).toMatchObject({ quality: 70, width: 1000, bytes: target });
    expect(trials.length).toBeLessThanOrEqual(9);
  });

  it('makes the picture smaller when no fair quality fits', () => {
    const { best } = fitUnder({ target: 6_000, quality: 90, encode: usual });
    expect(best?.quality).toBe(60);
    expect(best?.bytes).toBeLessThanOrEqual(6_000);
    expect(best?.bytes).toBeGreaterThan(5_000);
  });

  it('makes a smaller picture no better than it was wanted', () => {
    const { best } = fitUnder({ target: 6_000, quality: 40, encode: usual });
    expect(best?.quality).toBe(40);
  });

  it('only changes the size where nothing trades bytes for quality', () => {
    const { best } = fitUnder({ target: 60_000, quality: null, encode: usual });
    expect(best?.quality).toBeNull();
    expect(best?.bytes).toBeLessThanOrEqual(60_000);
    expect(best?.width).toBeLessThan(1000);
  });

  it('says that the impossible is impossible, after three encodings', () => {
    const { best, trials } = fitUnder({ target: 100, quality: 80, encode: usual });
    expect(best).toBeNull();
    expect(trials).toHaveLength(3);
  });

  it('finds what fits where nearly all of the bytes are metadata', () => {
    const told = encoder((quality, pixels) => 60_000 + pixels * 0.01 * 1.03 ** quality);
    const { best, trials } = fitUnder({ target: 61_000, quality: 82, encode: told });
    expect(best?.bytes).toBeGreaterThan(60_800);
    expect(best?.bytes).toBeLessThanOrEqual(61_000);
    expect(trials.length).toBeLessThanOrEqual(6);
  });

  it('finds the little that fits, at a lower quality where it would be tiny', () => {
    const { best } = fitUnder({ target: 300, quality: 82, encode: usual });
    expect(best?.bytes).toBeLessThanOrEqual(300);
    expect(best?.quality).toBe(1);
    expect(Math.min(best?.width ?? 0, best?.height ?? 0)).toBeGreaterThan(48);
  });

  it('finds something whenever one pixel at the lowest quality fits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 201, max: 300_000 }),
        fc.option(fc.integer({ min: 1, max: 100 })),
        (target, quality) => {
          const { best } = fitUnder({ target, quality, encode: usual });
          expect(best?.bytes).toBeLessThanOrEqual(target);
        },
      ),
    );
  });

  it('keeps the size where it is told to, down to the lowest quality', () => {
    const keep = (target: number, quality: number | null) =>
      fitUnder({ target, quality, keepsSize: true, encode: usual });
    const target = usual(12, 1).bytes;
    expect(keep(target, 82).best).toMatchObject({ quality: 12, width: 1000, bytes: target });
    expect(keep(usual(1, 1).bytes, 82).best).toMatchObject({ quality: 1, width: 1000 });
    const impossible = keep(usual(1, 1).bytes - 1, 82);
    expect(impossible.best).toBeNull();
    expect(impossible.trials.map(({ width }) => width)).toEqual([1000, 1000]);
    expect(keep(target, null)).toMatchObject({ best: null, trials: [{ quality: null }] });
  });

  it('never returns what does not fit, and ends, whatever the encoder does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 500_000 }),
        fc.option(fc.integer({ min: 1, max: 100 })),
        fc.infiniteStream(fc.double({ min: 0.2, max: 5, noNaN: true })),
        (target, quality, noise) => {
          const encode = encoder((q, pixels) => {
            const factor: unknown = noise.next().value;
            return (200 + pixels * 0.01 * 1.03 ** q) * (typeof factor === 'number' ? factor : 1);
          });
          const { best, trials } = fitUnder({ target, quality, encode });
          expect(trials.length).toBeLessThan(25);
          if (best) expect(best.bytes).toBeLessThanOrEqual(target);
        },
      ),
    );
  });
});
