import fc from '../../testing/properties';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageOf, type Library, type Pixels, runOperation, startVips } from '../../testing/vips';
import { crop } from './crop';
import { initialValues, type Operation, type Values } from '../define';
import { flip } from './flip';
import { resize } from './resize';
import { rotate } from './rotate';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A grey picture whose pixels are 0, 1, 2 and so on, or all the same. */
const grey = (width: number, height: number, value?: number): Grey => ({
  width,
  height,
  data: new Uint8Array(width * height).map((_, index) => value ?? index % 256),
});

const run = (operation: Operation, values: Values, picture: Grey): Pixels =>
  runOperation(
    vips,
    operation,
    { ...initialValues(operation), ...values },
    imageOf(vips, { ...picture, bands: 1, interpretation: 'b-w' }),
  );

const sizeOf = ({ width, height }: Pixels): [number, number] => [width, height];

describe('crop', () => {
  it('cuts at the nearest whole pixels', () => {
    // Edges at 1.4, 0.9, 4.45 and 3.05 of a 5 by 4 picture: columns 1 to 3, rows 1 and 2.
    const area = { left: 0.28, top: 0.225, width: 0.61, height: 0.5375 };
    const result = run(crop, { area }, grey(5, 4));
    expect(sizeOf(result)).toEqual([3, 2]);
    expect([...result.data]).toEqual([6, 7, 8, 11, 12, 13]);
  });

  it('joins neighbouring areas without gap or overlap, and keeps at least a pixel', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (width, split) => {
          const left = run(
            crop,
            { area: { left: 0, top: 0, width: split, height: 1 } },
            grey(width, 1),
          );
          const right = run(
            crop,
            { area: { left: split, top: 0, width: 1 - split, height: 1 } },
            grey(width, 1),
          );
          const edge = Math.round(split * width);
          expect(left.width).toBe(Math.max(1, edge));
          expect(right.width).toBe(Math.max(1, width - edge));
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('resize', () => {
  it('fits into a box exactly: the limiting side is never one pixel off', () => {
    const side = fc.integer({ min: 1, max: 400 });
    const mode = fc.constantFrom('fit', 'fill', 'exact', 'long-edge');
    const kernel = fc.constantFrom(
      'lanczos3',
      'lanczos2',
      'mitchell',
      'cubic',
      'linear',
      'nearest',
    );
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        mode,
        kernel,
        fc.boolean(),
        (w, h, tw, th, m, k, enlarge) => {
          const values = { mode: m, width: tw, height: th, longEdge: tw, kernel: k, enlarge };
          expect(sizeOf(run(resize, values, grey(w, h)))).toEqual(
            wantedSize(m, w, h, tw, th, enlarge),
          );
        },
      ),
      { numRuns: 400, seed: 2 },
    );
  });

  it.each([
    [3872, 2592, 1613, 1080],
    [4608, 1976, 1920, 823],
    [1999, 1125, 1919, 1080],
    [1920, 1081, 1918, 1080],
    [1000, 1000, 1000, 1000],
  ])('fits %i × %i into 1920 × 1080 as %i × %i', (w, h, width, height) => {
    expect(sizeOf(run(resize, { mode: 'fit', width: 1920, height: 1080 }, grey(w, h, 9)))).toEqual([
      width,
      height,
    ]);
  });

  it('scales by percent, enlarging when asked for more than 100', () => {
    expect(sizeOf(run(resize, { mode: 'percent', percent: 33.3 }, grey(100, 7)))).toEqual([33, 2]);
    expect(sizeOf(run(resize, { mode: 'percent', percent: 250 }, grey(10, 3)))).toEqual([25, 8]);
  });

  it('fills from the middle', () => {
    const row = run(resize, { mode: 'fill', width: 2, height: 1 }, grey(6, 1));
    expect([...row.data]).toEqual([2, 3]);
  });

  it('averages: a flat picture stays flat, and the mean stays', () => {
    const flat = run(resize, { mode: 'percent', percent: 37 }, grey(90, 60, 131));
    expect(new Set(flat.data)).toEqual(new Set([131]));
    const halves = { width: 8, height: 1, data: new Uint8Array([0, 0, 0, 0, 200, 200, 200, 200]) };
    const half = run(resize, { mode: 'percent', percent: 50, kernel: 'linear' }, halves);
    expect([...half.data].reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(100, 0);
  });
});

/** The sizes that the modes promise, by whole-number reasoning apart from the recorded graph. */
function wantedSize(
  mode: string,
  w: number,
  h: number,
  tw: number,
  th: number,
  enlarge: boolean,
): [number, number] {
  const side = (value: number): number => Math.max(1, Math.floor(value + 0.5));
  if (mode === 'exact' || mode === 'fill') {
    if (enlarge || (w >= tw && h >= th)) return [tw, th];
    // Side by side: the tighter side becomes the picture's own.
    return w * th <= h * tw ? [w, side((w / tw) * th)] : [side((h / th) * tw), h];
  }
  const [boxWidth, boxHeight] = mode === 'fit' ? [tw, th] : [tw, tw];
  if (!enlarge && w <= boxWidth && h <= boxHeight) return [w, h];
  return w * boxHeight >= h * boxWidth
    ? [boxWidth, side((boxWidth / w) * h)]
    : [side((boxHeight / h) * w), boxHeight];
}

describe('flip', () => {
  it.each([
    ['horizontal', [2, 1, 0, 5, 4, 3]],
    ['vertical', [3, 4, 5, 0, 1, 2]],
    ['both', [5, 4, 3, 2, 1, 0]],
  ])('%s moves every byte', (direction, wanted) => {
    expect([...run(flip, { direction }, grey(3, 2)).data]).toEqual(wanted);
  });

  it('cannot read in order, and says so', () => {
    const file = imageOf(vips, { ...grey(300, 2000), bands: 1, interpretation: 'b-w' });
    const png = file.writeToBuffer('.png');
    file.delete();
    const image = vips.Image.newFromBuffer(png, '', { access: 'sequential' });
    const values = { direction: 'vertical' };
    expect(flip.reads).toBe('anywhere');
    expect(() => runOperation(vips, flip, values, image)).toThrow();
  });
});

describe('rotate', () => {
  it.each([
    ['90', 2, 3, [3, 0, 4, 1, 5, 2]],
    ['180', 3, 2, [5, 4, 3, 2, 1, 0]],
    ['270', 2, 3, [2, 5, 1, 4, 0, 3]],
  ])('by %s° moves every byte', (turn, width, height, wanted) => {
    const result = run(rotate, { turn }, grey(3, 2));
    expect(sizeOf(result)).toEqual([width, height]);
    expect([...result.data]).toEqual(wanted);
  });

  it('crops to a rectangle without an empty corner, as large as any can be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 160 }),
        fc.integer({ min: 4, max: 160 }),
        fc.double({ min: -45, max: 45, noNaN: true }).filter((angle) => Math.abs(angle) > 0.01),
        (width, height, angle) => {
          const result = run(rotate, { turn: '0', angle }, grey(width, height, 200));
          expect(new Set(result.data)).toEqual(new Set([200]));
          const largest = largestInscribed(width, height, angle);
          expect(result.width * result.height).toBeLessThanOrEqual(largest + 1);
          // Whole pixels cost less than one along each side.
          expect((result.width + 1) * (result.height + 1)).toBeGreaterThanOrEqual(largest - 1);
        },
      ),
      { numRuns: 150, seed: 3 },
    );
  });

  it('turns clockwise, around the centre', () => {
    // A bright dot right of the centre moves down and to the left.
    const picture = { ...grey(101, 101, 0), data: new Uint8Array(101 * 101) };
    picture.data[50 * 101 + 90] = 255;
    picture.data[50 * 101 + 50] = 255;
    const result = run(rotate, { turn: '0', angle: 30, edges: 'colour' }, picture);
    const at = (x: number, y: number) => result.data[y * result.width + x] ?? 0;
    const middle = (result.width - 1) / 2;
    const [x, y] = [middle + 40 * Math.cos(Math.PI / 6), middle + 40 * Math.sin(Math.PI / 6)];
    // The dot may fall between pixels, so it is looked for in the four around the place.
    const around = (left: number, top: number) =>
      at(left, top) + at(left + 1, top) + at(left, top + 1) + at(left + 1, top + 1);
    expect(around(Math.floor(x), Math.floor(y))).toBeGreaterThan(180);
    expect(around(Math.floor(middle), Math.floor(middle))).toBeGreaterThan(180);
  });

  it('fills corners with the colour, or leaves them transparent', () => {
    const data = new Uint8Array(20 * 20 * 3).fill(200);
    const image = () =>
      imageOf(vips, { data, width: 20, height: 20, bands: 3, interpretation: 'srgb' });
    const values = { ...initialValues(rotate), turn: '0', angle: 45, fill: '#ff8000' };
    const filled = runOperation(vips, rotate, { ...values, edges: 'colour' }, image());
    expect([filled.width, filled.height, filled.bands]).toEqual([28, 28, 3]);
    expect([...filled.data.slice(0, 3)]).toEqual([255, 128, 0]);
    const clear = runOperation(vips, rotate, { ...values, edges: 'transparent' }, image());
    expect(clear.bands).toBe(4);
    expect(clear.data[3]).toBe(0);
    const centre = (14 * 28 + 14) * 4;
    expect([...clear.data.slice(centre, centre + 4)]).toEqual([200, 200, 200, 255]);
  });
});

/** The largest area a · b with a cos + b sin ≤ width and a sin + b cos ≤ height, by trying. */
function largestInscribed(width: number, height: number, degrees: number): number {
  const radians = (Math.abs(degrees) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  let largest = 0;
  for (let step = 1; step < 4000; step++) {
    const a = ((width / cos) * step) / 4000;
    const b = Math.min((width - a * cos) / sin, (height - a * sin) / cos);
    if (b > 0) largest = Math.max(largest, a * b);
  }
  return largest;
}
