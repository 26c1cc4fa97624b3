import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clip, decode, encode, labOf, pixelsOf, row } from '../testing/reference';
import { imageOf, type Library, type Pixels, runOperation, startVips } from '../testing/vips';
import { contrast } from './light/contrast';
import { initialValues, type Operation, type Values } from './define';
import { exposure } from './light/exposure';
import { gaussianBlur } from './detail/gaussian-blur';
import { sharpen } from './detail/sharpen';
import { vignette } from './effect/vignette';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

type Input = Omit<Pixels, 'format'>;

const run = (operation: Operation, values: Values, input: Input): Pixels =>
  runOperation(vips, operation, { ...initialValues(operation), ...values }, imageOf(vips, input));

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);
const everyDeepCode = Uint16Array.from({ length: 65536 }, (_, code) => code);

/** The largest difference from a formula on values from 0 to 1, in steps of the depth. */
function furthest(result: Pixels, input: Input, formula: (value: number) => number): number {
  const white = result.format === 'ushort' ? 65535 : 255;
  let largest = 0;
  input.data.forEach((code, index) => {
    const wanted = clip(formula(code / white)) * white;
    largest = Math.max(largest, Math.abs((result.data[index] ?? Infinity) - wanted));
  });
  return largest;
}

describe('exposure', () => {
  it.each([-4, -1, -0.35, 0.5, 1, 3])('of %f EV multiplies light', (stops) => {
    for (const input of [row(everyCode, 1), row(everyDeepCode, 1)]) {
      const result = run(exposure, { stops, protection: 0 }, input);
      // Half a step of rounding, and what single precision adds to it with 16 bits.
      expect(furthest(result, input, (v) => encode(decode(v) * 2 ** stops))).toBeLessThan(0.51);
    }
  });

  it('with protection never clips, never reverses and keeps black and white', () => {
    const { data } = run(exposure, { stops: 2, protection: 60 }, row(everyDeepCode, 1));
    expect([data.at(0), data.at(-1)]).toEqual([0, 65535]);
    expect(data.every((code, index) => index === 0 || code >= (data[index - 1] ?? 0))).toBe(true);
    expect(data.indexOf(65535)).toBeGreaterThan(64000);
    // Dark tones still get their two stops.
    const dark = 65535 * encode(4 * decode(3000 / 65535));
    expect(Math.abs((data[3000] ?? 0) - dark) / dark).toBeLessThan(0.02);
  });
});

describe('contrast', () => {
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const curve = (strength: number, pivot: number) => (value: number) => {
    const low = sigmoid(-strength * pivot);
    const high = sigmoid(strength * (1 - pivot));
    return (sigmoid(strength * (value - pivot)) - low) / (high - low);
  };

  it.each([
    [1, 50],
    [30, 50],
    [100, 20],
    [100, 100],
  ])('of %i around %i %% follows the logistic curve', (strength, pivot) => {
    for (const input of [row(everyCode, 1), row(everyDeepCode, 1)]) {
      const result = run(contrast, { strength, pivot }, input);
      expect(furthest(result, input, curve(strength / 10, pivot / 100))).toBeLessThan(0.51);
    }
  });

  it('below zero undoes what it does above', () => {
    const raised = run(contrast, { strength: 40, pivot: 40 }, row(everyDeepCode, 1));
    const back = run(contrast, { strength: -40, pivot: 40 }, { ...raised });
    const middle = everyDeepCode.slice(3000, 62000);
    const error = middle.reduce<number>(
      (max, code) => Math.max(max, Math.abs((back.data[code] ?? 0) - code)),
      0,
    );
    expect(error).toBeLessThan(4);
    expect([back.data.at(0), back.data.at(-1)]).toEqual([0, 65535]);
  });
});

describe('gaussian blur', () => {
  it.each([1.5, 4, 15.9, 16.1, 30, 60])('of %f px has that standard deviation', (radius) => {
    const width = Math.ceil(radius) * 8 + 1;
    // A step edge: the slope of the blurred step is the blur's own shape.
    const data = Uint16Array.from({ length: width }, (_, x) => (x < width / 2 ? 0 : 60000));
    const blurred = run(gaussianBlur, { radius }, row(data, 1)).data;
    const weights = Array.from(blurred.slice(1), (value, x) => value - (blurred[x] ?? 0));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const moment = (of: (x: number) => number) =>
      weights.reduce((total, weight, x) => total + (weight / sum) * of(x), 0);
    const mean = moment((x) => x);
    const deviation = Math.sqrt(moment((x) => (x - mean) ** 2));
    expect(Math.abs(sum - 60000)).toBeLessThan(60);
    expect(Math.abs(deviation / radius - 1)).toBeLessThan(0.03);
  });

  it('keeps a flat picture flat', () => {
    const data = new Uint8Array(60 * 40).fill(173);
    for (const radius of [0.3, 0.7, 1, 2, 3, 5, 8, 11.9, 12.1, 17, 40]) {
      const input = { data, width: 60, height: 40, bands: 1, interpretation: 'b-w' };
      expect(new Set(run(gaussianBlur, { radius }, input).data)).toEqual(new Set([173]));
    }
  });
});

describe('sharpen', () => {
  it('steepens an edge by the amount, leaves flat parts, and spares what is below the threshold', () => {
    const edge = row(
      Uint8Array.from({ length: 40 }, (_, x) => (x < 20 ? 100 : 140)),
      1,
    );
    const { data } = run(sharpen, { amount: 100, radius: 1, threshold: 1 }, edge);
    expect([data[0], data[39]]).toEqual([100, 140]);
    expect(data[19] ?? 255).toBeLessThan(98);
    expect(data[20] ?? 0).toBeGreaterThan(142);
    const faint = row(
      Uint8Array.from({ length: 40 }, (_, x) => (x < 20 ? 100 : 102)),
      1,
    );
    expect(run(sharpen, { amount: 300, radius: 1, threshold: 10 }, faint).data).toEqual(faint.data);
  });

  it('keeps colour: a* and b* stay where lightness changes', () => {
    const sides = [
      [150, 110, 90],
      [100, 70, 55],
    ];
    const colours = Uint8Array.from(
      sides.flatMap((side) => new Array<number[]>(20).fill(side).flat()),
    );
    const before = pixelsOf({ ...row(colours, 3), format: 'uchar' }).map(labOf);
    const after = pixelsOf(run(sharpen, { amount: 200 }, row(colours, 3))).map(labOf);
    expect(Math.abs((after[19]?.[0] ?? 0) - (before[19]?.[0] ?? 0))).toBeGreaterThan(2);
    after.forEach(([, a, b], index) => {
      expect(Math.abs(a - (before[index]?.[1] ?? 0))).toBeLessThan(1.5);
      expect(Math.abs(b - (before[index]?.[2] ?? 0))).toBeLessThan(1.5);
    });
  });
});

describe('vignette', () => {
  const flat = (width: number, height: number): Input => ({
    data: new Uint16Array(width * height).fill(50000),
    width,
    height,
    bands: 1,
    interpretation: 'grey16',
  });

  it('follows its formula at every pixel', () => {
    const [width, height] = [61, 40];
    const values = { strength: 70, size: 50, roundness: 40, feather: 60 };
    const { data } = run(vignette, values, flat(width, height));
    const [inner, outer] = [0.5 * 0.4, 0.5 + 0.5 * 0.6];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [dx, dy] = [x + 0.5 - width / 2, y + 0.5 - height / 2];
        const ellipse = (dx / (width / 2)) ** 2 / 2 + (dy / (height / 2)) ** 2 / 2;
        const circle = (dx * dx + dy * dy) / ((width / 2) ** 2 + (height / 2) ** 2);
        const distance = Math.sqrt(0.6 * ellipse + 0.4 * circle);
        const t = clip((distance - inner) / (outer - inner));
        const wanted = 50000 * (1 - 0.7 * t * t * (3 - 2 * t));
        expect(Math.abs((data[y * width + x] ?? 0) - wanted)).toBeLessThan(6);
      }
    }
  });

  it('is symmetric, leaves the centre, and lightens below zero', () => {
    const { data } = run(vignette, { strength: 50 }, flat(30, 20));
    expect([...data]).toEqual([...data].reverse());
    expect(data[10 * 30 + 15]).toBeGreaterThan(49900);
    const lighter = run(vignette, { strength: -20, size: 30 }, flat(30, 20)).data;
    expect(lighter[0]).toBeGreaterThan(55000);
  });
});
