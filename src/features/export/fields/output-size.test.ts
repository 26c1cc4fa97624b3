import { describe, expect, it } from 'vitest';
import { jpeg } from '../../../core/formats/kinds/jpeg';
import { webp } from '../../../core/formats/kinds/webp';
import { tooLargeFor } from './output-size';

describe('a size', () => {
  it('says what a format cannot hold', () => {
    const wide = { width: 16_384, height: 100 };
    expect(tooLargeFor(webp, wide)).toContain('16,383');
    expect(tooLargeFor(webp, { width: 16_383, height: 100 })).toBeNull();
    expect(tooLargeFor(jpeg, wide)).toBeNull();
  });
});
