import { operations } from '../operations/index';
import { compileStep } from '../pipeline/compile';
import { drawSample } from '../sample/draw-sample';
import { imageOf, type Library, type Pixels, runBlock, startVips } from './vips';
import { withPictures } from './values';

// Help for scripts and tests only: draws what operations do to the sample picture.

/** Sides of each half of an example, in pixels. */
const half = { width: 200, height: 134 } as const;

function fitted(vips: Library, pixels: Pixels): Pixels {
  const image = imageOf(vips, pixels);
  const scale = Math.min(half.width / image.width, half.height / image.height);
  const small = image.resize(scale);
  const solid = small.hasAlpha() ? small.flatten({ background: [160] }) : small;
  const rgb = solid.colourspace('srgb');
  const placed = rgb.gravity('centre', half.width, half.height, {
    extend: 'background',
    background: [160],
  });
  const data = placed.writeToMemory();
  for (const handle of new Set([image, small, solid, rgb, placed])) handle.delete();
  if (!(data instanceof Uint8Array)) throw new TypeError('8 bits were expected');
  return { data, ...half, bands: 3, format: 'uchar', interpretation: 'srgb' };
}

/** Returns for each operation a WebP file: the sample before on the left, after on the right. */
export async function drawExamples(): Promise<{ id: string; bytes: Uint8Array }[]> {
  const vips = await startVips();
  try {
    const sample = drawSample();
    const large = imageOf(vips, { ...sample, interpretation: 'srgb' });
    // Operations work on a size at which their pixels can be seen in so small a picture.
    const image = large.resize(600 / sample.width);
    const data = image.writeToMemory();
    if (!(data instanceof Uint8Array)) throw new TypeError('8 bits were expected');
    const { width, height } = image;
    for (const handle of [large, image]) handle.delete();
    const before: Pixels = {
      data,
      width,
      height,
      bands: 3,
      format: 'uchar',
      interpretation: 'srgb',
    };
    return operations.map((operation) => {
      const { id, example } = operation;
      const values = withPictures(operation, example.values);
      const step = { kind: 'known' as const, id, operation: id, enabled: true, values };
      const compiled = compileStep(step, 0.5);
      const after = compiled ? runBlock(vips, compiled.block, imageOf(vips, before)) : before;
      const [left, right] = [before, after].map((pixels) => imageOf(vips, fitted(vips, pixels)));
      if (!left || !right) throw new TypeError('there are two halves');
      const both = left.join(right, 'horizontal', { shim: 4, background: [255, 255, 255] });
      const bytes = both.webpsaveBuffer({ Q: 72, effort: 6 }).slice();
      for (const handle of [left, right, both]) handle.delete();
      return { id, bytes };
    });
  } finally {
    vips.shutdown();
  }
}
