import { describe, expect, it } from 'vitest';
import { jpeg } from '../../core/formats/jpeg';
import { webp } from '../../core/formats/webp';
import { outputSize, resultOf, sizeInWords, tooLargeFor } from './output-size';

const photo = { width: 3872, height: 2592 };

describe('the size of the result', () => {
  const cropped = { width: 1000, height: 800 };
  const reports = new Map([['crop', cropped]]);

  it('is what the last working step reported, or the size of the picture', () => {
    expect(resultOf([{ id: 'crop' }], reports, photo)).toEqual(cropped);
    expect(resultOf([], reports, photo)).toEqual(photo);
    expect(resultOf([], reports, null)).toBeNull();
    expect(resultOf([{ id: 'crop' }], reports, null)).toBeNull();
  });

  it('is unknown while the last working step has not been computed', () => {
    expect(resultOf([{ id: 'crop' }], new Map(), photo)).toBeNull();
    expect(resultOf([{ id: 'crop' }, { id: 'rotate' }], reports, photo)).toBeNull();
  });
});

describe('the size of an export', () => {
  it('is the original, 1920 px, or one of its own', () => {
    expect(outputSize(photo, { size: 'original', customLongEdge: 10 })).toEqual(photo);
    expect(outputSize(photo, { size: 'web', customLongEdge: 10 })).toEqual({
      width: 1920,
      height: 1285,
    });
    expect(outputSize({ width: 2592, height: 3872 }, { size: 'web', customLongEdge: 10 })).toEqual({
      width: 1285,
      height: 1920,
    });
    expect(sizeInWords(outputSize(photo, { size: 'custom', customLongEdge: 10 }))).toBe('10 × 7');
  });

  it('never enlarges and never vanishes', () => {
    const small = { width: 600, height: 400 };
    expect(outputSize(small, { size: 'web', customLongEdge: 1 })).toEqual(small);
    expect(outputSize({ width: 4000, height: 1 }, { size: 'custom', customLongEdge: 10 })).toEqual({
      width: 10,
      height: 1,
    });
  });

  it('says what a format cannot hold', () => {
    const wide = { width: 16_384, height: 100 };
    expect(tooLargeFor(webp, wide)).toContain('16,383');
    expect(tooLargeFor(webp, { width: 16_383, height: 100 })).toBeNull();
    expect(tooLargeFor(jpeg, wide)).toBeNull();
  });
});
