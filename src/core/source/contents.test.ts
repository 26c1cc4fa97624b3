import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { pngTextBytes, refuseContents, svgDepth } from './contents';
import { bytes, chunk, png } from './tiny-files';

const MiB = 1024 * 1024;
const packed = (length: number): Uint8Array => deflateSync(Buffer.alloc(length, 'a'));
const zTXt = (length: number): Uint8Array => chunk('zTXt', bytes('Comment\0\0', packed(length)));
const iTXt = (length: number): Uint8Array =>
  chunk('iTXt', bytes('Comment\0\x01\0en\0Kommentar\0', packed(length)));

describe('the comments of a PNG', () => {
  it('are counted as they unpack, each kind of them', () => {
    const plain = png(7, 5, { chunks: [chunk('tEXt', bytes('Title\0', 'x'.repeat(94)))] });
    expect(pngTextBytes(plain, MiB)).toBe(100);
    for (const text of [zTXt, iTXt]) {
      const count = pngTextBytes(png(7, 5, { chunks: [text(50_000), text(70_000)] }), MiB);
      expect(count).toBeGreaterThan(120_000);
      expect(count).toBeLessThan(121_000);
    }
  });

  it('are refused above the limit, and counted no further', () => {
    const under = png(7, 5, { chunks: [zTXt(limits.contents.textBytes - 100_000)] });
    expect(refuseContents('png', under, 'a.png')).toBeNull();
    const one = zTXt(8_000_000);
    const bomb = png(7, 5, { chunks: Array.from({ length: 200 }, () => one) });
    const count = pngTextBytes(bomb, limits.contents.textBytes);
    expect(count, 'some pieces more at most').toBeLessThan(limits.contents.textBytes + 10 * MiB);
    expect(refuseContents('png', bomb, 'a.png')).toMatchObject({
      code: 'IMG-SIZE',
      message: 'a.png holds comments of more than 16 MiB, so it was not opened.',
    });
  });

  it('may be damaged, cut off or lie about their length', () => {
    const lie = png(7, 5, { chunks: [chunk('zTXt', bytes('a\0\0', [1, 2, 3, 4, 5, 6]))] });
    expect(pngTextBytes(lie, MiB)).toBeLessThan(100);
    for (let end = 0; end < lie.length; end += 1) {
      expect(pngTextBytes(lie.subarray(0, end), MiB)).toBeLessThan(100);
    }
    const long = Uint8Array.from(lie);
    long.fill(255, 33, 37);
    expect(pngTextBytes(long, MiB)).toBeLessThan(200);
  });
});

describe('the depth of a drawing', () => {
  const depth = (text: string): number => svgDepth(bytes(text));

  it('is counted by tags that are open', () => {
    expect(depth('<svg/>')).toBe(0);
    expect(depth('<svg><g><path d="M0 0"/><path/></g><g></g></svg>')).toBe(2);
    expect(depth('<svg><a t="1 > 0"><b t=\'</a>\'><c/></b></a></svg>')).toBe(3);
  });

  it('leaves out what is no element, and ends wherever the text does', () => {
    const text =
      '<?xml version="1.0"?><!DOCTYPE svg><svg><!-- <g> > <g> --><style><![CDATA[<a><b>>]]></style></svg>';
    expect(depth(text)).toBe(2);
    for (let end = 0; end < text.length; end += 1) {
      // A tag that is cut off counts as one that is open.
      expect(depth(text.slice(0, end))).toBeLessThanOrEqual(3);
    }
    expect(depth('<!--'.repeat(1000))).toBe(0);
    expect(depth('<'.repeat(1000))).toBeLessThanOrEqual(1000);
  });

  it('is refused above the limit', () => {
    const nested = (count: number): Uint8Array =>
      bytes(`<svg>${'<g>'.repeat(count)}${'</g>'.repeat(count)}</svg>`);
    expect(refuseContents('svg', nested(limits.contents.depth - 1), 'a.svg')).toBeNull();
    const error = refuseContents('svg', nested(limits.contents.depth), 'a.svg');
    expect(error?.message).toBe(
      'a.svg holds more than 256 groups inside each other, so it was not opened.',
    );
  });
});
