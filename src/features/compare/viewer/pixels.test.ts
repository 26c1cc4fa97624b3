import { describe, expect, it } from 'vitest';
import { amplifications, markClipping } from './pixels';

describe('markClipping', () => {
  const marked = (...pixel: [number, number, number, number]): number[] => {
    const pixels = new Uint8ClampedArray(pixel);
    markClipping(pixels);
    return [...pixels];
  };

  it('marks a pixel as soon as one channel is at white', () => {
    expect(marked(255, 10, 10, 255)).toEqual([255, 40, 40, 255]);
    expect(marked(254, 254, 254, 255)).toEqual([254, 254, 254, 255]);
  });

  it('marks a pixel as soon as one channel is at black', () => {
    expect(marked(90, 0, 80, 255)).toEqual([50, 90, 255, 255]);
    expect(marked(1, 1, 1, 255)).toEqual([1, 1, 1, 255]);
  });

  it('marks white where a pixel is clipped at both ends', () => {
    expect(marked(255, 0, 0, 255)).toEqual([255, 40, 40, 255]);
  });

  it('leaves invisible pixels and the transparency alone', () => {
    expect(marked(0, 0, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(marked(255, 255, 255, 9)[3]).toBe(9);
  });
});

describe('amplifications', () => {
  it('are powers of two, which doubling reaches exactly', () => {
    for (const factor of amplifications) expect(Number.isInteger(Math.log2(factor))).toBe(true);
  });
});
