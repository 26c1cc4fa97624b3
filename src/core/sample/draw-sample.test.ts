import { describe, expect, it } from 'vitest';
import { drawSample, type SamplePicture } from './draw-sample';

const small = drawSample(480, 320);

/** Sum modulo a prime that weighs each byte by its place (Adler-32, RFC 1950, section 8.2). */
function checksum(bytes: Uint8Array): string {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return (high * 65_536 + low).toString(16);
}

function shareOf(
  picture: SamplePicture,
  test: (red: number, green: number, blue: number) => boolean,
): number {
  let hits = 0;
  for (let at = 0; at < picture.data.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3);
    if (test(red, green, blue)) hits += 1;
  }
  return hits / (picture.width * picture.height);
}

const chroma = (red: number, green: number, blue: number): number =>
  Math.max(red, green, blue) - Math.min(red, green, blue);

describe('drawSample', () => {
  it('states its size and fills it', () => {
    expect(small).toMatchObject({ width: 480, height: 320, bands: 3 });
    expect(small.data).toHaveLength(480 * 320 * 3);
  });

  it('draws the same picture every time', () => {
    expect(checksum(drawSample(480, 320).data)).toBe(checksum(small.data));
    expect(checksum(small.data)).toBe('d4abb008');
  });

  it('bears any size', () => {
    for (const [width, height] of [
      [1, 1],
      [7, 3],
      [3, 40],
    ] as const) {
      expect(drawSample(width, height).data).toHaveLength(width * height * 3);
    }
  });

  it('uses the full range and clips almost nothing', () => {
    expect(shareOf(small, (red, green, blue) => Math.max(red, green, blue) < 24)).toBeGreaterThan(
      0.003,
    );
    expect(shareOf(small, (red, green, blue) => Math.min(red, green, blue) > 215)).toBeGreaterThan(
      0.001,
    );
    expect(shareOf(small, (red, green, blue) => Math.min(red, green, blue) === 255)).toBeLessThan(
      0.01,
    );
    expect(shareOf(small, (red, green, blue) => Math.max(red, green, blue) === 0)).toBeLessThan(
      0.01,
    );
  });

  it('has neutral and saturated parts', () => {
    const neutral = (red: number, green: number, blue: number): boolean =>
      chroma(red, green, blue) < 12 && red > 60;
    expect(shareOf(small, neutral)).toBeGreaterThan(0.003);
    const vivid = (red: number, green: number, blue: number): boolean =>
      chroma(red, green, blue) > 150;
    expect(shareOf(small, vivid)).toBeGreaterThan(0.01);
  });

  it('has smooth and finely textured parts', () => {
    const roughness = (top: number, bottom: number): number => {
      let sum = 0;
      let count = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = 1; x < small.width; x += 1) {
          const at = (y * small.width + x) * 3 + 1;
          sum += Math.abs((small.data[at] ?? 0) - (small.data[at - 3] ?? 0));
          count += 1;
        }
      }
      return sum / count;
    };
    expect(roughness(4, 30)).toBeLessThan(4);
    expect(roughness(285, 318)).toBeGreaterThan(8);
  });
});
