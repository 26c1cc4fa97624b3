import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Corners, projected, projectionTo, wholePicture } from '../../crop/corners';
import { imageOf, type Library, type Pixels, runOperation, startVips } from '../../testing/vips';
import { initialValues, type Values } from '../define';
import { perspective } from './perspective';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

/** A grey picture of what is at each place, in fractions. */
function drawn(width: number, height: number, shade: (x: number, y: number) => number): Pixels {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    shade(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height),
  );
  return { width, height, bands: 1, data, format: 'uchar', interpretation: 'b-w' };
}

const run = (picture: Pixels, values: Values): Pixels =>
  runOperation(
    vips,
    perspective,
    { ...initialValues(perspective), vertical: 0, ...values },
    imageOf(vips, { ...picture, interpretation: 'b-w' }),
  );

const ramp = drawn(40, 30, (x, y) => 20 + 130 * x + 100 * y);
const at = ({ data, width, bands }: Pixels, x: number, y: number): number | undefined =>
  data[(y * width + x) * bands];

/** From 4 to 36 across and from 6 to 24 down, in pixels of the ramp. */
const upright: Corners = [
  { x: 0.1, y: 0.2 },
  { x: 0.9, y: 0.2 },
  { x: 0.9, y: 0.8 },
  { x: 0.1, y: 0.8 },
];

it('cuts out corners that are upright already, and leaves the rest where it is when asked to', () => {
  const cut = run(ramp, { corners: upright });
  expect([cut.width, cut.height, cut.bands]).toEqual([32, 18, 1]);
  for (const [x, y] of [
    [0, 0],
    [31, 0],
    [16, 9],
    [31, 17],
  ] as const) {
    expect(at(cut, x, y)).toBe(at(ramp, x + 4, y + 6));
  }
  const whole = run(ramp, { corners: upright, crop: false });
  expect([whole.width, whole.height, whole.bands]).toEqual([40, 30, 2]);
  expect(whole.data.filter((_, index) => index % 2 === 0)).toEqual(ramp.data);
  expect(new Set(whole.data.filter((_, index) => index % 2 === 1))).toEqual(new Set([255]));
});

it('turns a picture whose corners begin elsewhere', () => {
  const [first, second, third, fourth] = wholePicture;
  const turned = run(ramp, { corners: [fourth, first, second, third] });
  expect([turned.width, turned.height]).toEqual([30, 40]);
  expect([at(turned, 0, 0), at(turned, 29, 0), at(turned, 29, 39)]).toEqual([
    at(ramp, 0, 29),
    at(ramp, 0, 0),
    at(ramp, 39, 0),
  ]);
});

const tower: Corners = [
  { x: 0.35, y: 0.1 },
  { x: 0.65, y: 0.15 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.8 },
];

it('makes a rectangle of what lies between corners, as large as that', () => {
  const towerOnBlack = drawn(200, 150, (x, y) => {
    const [a, b, c, d] = tower;
    const sides = [
      [a, b],
      [b, c],
      [c, d],
      [d, a],
    ] as const;
    const inside = sides.every(
      ([from, to]) => (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) > 0,
    );
    return inside ? 255 : 0;
  });
  const { width, height, data } = run(towerOnBlack, { corners: tower });
  expect([width, height]).toEqual([111, 120]);
  expect(data.filter((shade) => shade < 100).length / data.length).toBeLessThan(0.02);
  // In the whole picture it is upright, too, and all around it is black.
  const kept = run(towerOnBlack, { corners: tower, crop: false });
  const [left, right] = [100 - 55, 100 + 55];
  for (const y of [30, 75, 120]) {
    expect([left - 3, left + 3, right - 4, right + 3].map((x) => at(kept, x, y))).toEqual([
      0, 255, 255, 0,
    ]);
  }
});

it('shows nothing twice that lies beyond the horizon', () => {
  // Edges that meet within the picture: what is above that place is seen nowhere.
  const road: Corners = [
    { x: 0.45, y: 0.3 },
    { x: 0.55, y: 0.3 },
    { x: 1, y: 0.6 },
    { x: 0, y: 0.6 },
  ];
  const sky = drawn(100, 100, (_, y) => (y < 0.2 ? 255 : 60));
  const { data } = run(sky, { corners: road, crop: false });
  expect(data.filter((value, index) => index % 2 === 0 && value > 200)).toEqual(new Uint8Array());
});

it('tilts what the corners have made upright', () => {
  const picture = drawn(120, 90, (x, y) => 20 + 130 * x + 100 * y);
  const both = run(picture, { corners: tower, vertical: 40, horizontal: -20 });
  const one = run(picture, { corners: tower });
  const then = run(one, { vertical: 40, horizontal: -20 });
  expect([both.width, both.height]).toEqual([then.width, then.height]);
  const differences = both.data.map((value, index) => Math.abs(value - (then.data[index] ?? 0)));
  expect(Math.max(...differences)).toBeLessThanOrEqual(3);
  expect(projected(projectionTo(tower), { x: 0, y: 0 }).x).toBeCloseTo(0.35);
});
