import { describe, expect, it } from 'vitest';
import {
  changeInWords,
  fittedInWords,
  likenessInWords,
  trialsInWords,
} from './prepared-export-words';

describe('the size of a file in words', () => {
  it('is compared with its source', () => {
    expect(changeInWords(412_000, 3_000_000)).toEqual({ text: '−86 %', less: true });
    expect(changeInWords(1500, 1000)).toEqual({ text: '+50 %', less: false });
    expect(changeInWords(1001, 1000)).toEqual({ text: '±0 %', less: false });
    expect(changeInWords(1000, 0)).toBeNull();
  });

  it('says what was tried, and sizes where they matter', () => {
    const at = { width: 100, height: 50 };
    expect(
      trialsInWords([
        { ...at, quality: 84, bytes: 512_000 },
        { ...at, quality: 79, bytes: 489_000 },
      ]),
    ).toBe('q 84: 512 KB, q 79: 489 KB');
    expect(
      trialsInWords([
        { ...at, quality: null, bytes: 2000 },
        { width: 80, height: 40, quality: null, bytes: 1500 },
      ]),
    ).toBe('100 × 50: 2.0 KB, 80 × 40: 1.5 KB');
  });

  it('says what became of a file that had to fit', () => {
    const first = { width: 100, height: 50, quality: 84, bytes: 512_000 };
    const worse = { ...first, quality: 61, bytes: 489_000 };
    const smaller = { width: 80, height: 40, quality: 60, bytes: 300_000 };
    const words = (...trials: (typeof first)[]) =>
      fittedInWords({ ...(trials.at(-1) ?? first), trials });
    expect(words(first)).toBe('Fits at the quality that is set, 84.');
    expect(words(first, worse)).toBe('Made to fit: quality 61.');
    expect(words(first, smaller)).toBe('Made smaller to fit: 80 × 40, quality 60.');
    const exact = { ...smaller, quality: null };
    expect(fittedInWords({ ...exact, trials: [exact] })).toBe('Fits as it is set.');
    expect(fittedInWords({ ...exact, trials: [first, exact] })).toBe(
      'Made smaller to fit: 80 × 40.',
    );
  });

  it('says how alike it is', () => {
    expect(likenessInWords({ mean: 0.9812, worst: 0.912 })).toContain('0.981, worst block 0.912');
    expect(likenessInWords({ mean: 1, worst: 1 })).toContain('Exactly');
  });
});
