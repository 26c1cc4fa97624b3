import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VipsBinding } from '../runtime/binding';
import { readPicture } from './decode';
import { encodedForTest, startForTest } from '../testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest(['resvg']);
});
afterAll(() => vips.shutdown());

const half = '<rect x="50%" width="50%" height="100%" fill="#ff0000"/>';
const svgOf = (attributes: string, inside = half): Uint8Array =>
  new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);

/** Returns the size of a drawing as it is drawn, and the alpha of two pixels around its middle. */
async function drawn(
  bytes: Uint8Array,
  rasterLongEdge: number | null,
): Promise<{ size: number[]; edge: number[] }> {
  const encoded = await encodedForTest(bytes, 'drawing.svg', rasterLongEdge);
  const image = readPicture(vips, encoded, { access: 'random', tolerant: false });
  const middle = Math.floor(image.width / 2);
  const edge = [middle - 1, middle].map(
    (x) => image.getpoint(x, Math.floor(image.height / 2))[3] ?? 0,
  );
  const size = [image.width, image.height];
  image.delete();
  return { size, edge };
}

describe('an SVG', () => {
  it('is drawn at its own size, or with the longer side that was chosen', async () => {
    const plain = svgOf('width="60" height="40"');
    expect(await drawn(plain, null)).toMatchObject({ size: [60, 40] });
    expect(await drawn(plain, 600)).toMatchObject({ size: [600, 400] });
    expect(await drawn(plain, 15)).toMatchObject({ size: [15, 10] });
  });

  it('stays sharp at any size', async () => {
    expect(await drawn(svgOf('width="60" height="40"'), 6_000)).toEqual({
      size: [6_000, 4_000],
      edge: [0, 255],
    });
  });

  it('gets the longer side that was chosen, also when it states no size', async () => {
    const inside = '<rect width="300" height="200" fill="#ff0000"/>';
    expect(await drawn(svgOf('', inside), 900)).toMatchObject({ size: [900, 600] });
    expect(await drawn(svgOf('', inside), null)).toMatchObject({ size: [300, 200] });
  });

  it('has 96 pixels in an inch, outside and inside', async () => {
    const inside = '<rect width="0.25in" height="2.54cm" fill="#ff0000"/>';
    const whole = await drawn(svgOf('width="0.5in" height="12.7mm"', inside), null);
    expect(whole).toEqual({ size: [48, 48], edge: [255, 0] });
  });

  it('is refused at a size that memory does not hold', async () => {
    await expect(drawn(svgOf('width="60" height="60"'), 60_000)).rejects.toThrow(
      /3,600 MP.*limited to 400 MP/,
    );
    await expect(drawn(svgOf(''), 60_000)).rejects.toThrow(/limited to 400 MP/);
  });
});
