import { describe, expect, it } from 'vitest';
import { jpeg } from '../../core/formats/jpeg';
import { webp } from '../../core/formats/webp';
import { resultOf, tooLargeFor } from './output-size';

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

describe('a size', () => {
  it('says what a format cannot hold', () => {
    const wide = { width: 16_384, height: 100 };
    expect(tooLargeFor(webp, wide)).toContain('16,383');
    expect(tooLargeFor(webp, { width: 16_383, height: 100 })).toBeNull();
    expect(tooLargeFor(jpeg, wide)).toBeNull();
  });
});
