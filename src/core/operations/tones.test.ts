import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whiteBalanceFor } from '../colour/white-balance';
import {
  imageOf,
  type Library,
  type Pixels,
  randomNumbers,
  runOperation,
  startVips,
} from '../testing/vips';
import { contrast } from './contrast';
import { initialValues, type Operation, type Values } from './define';
import { exposure } from './exposure';
import { gaussianBlur } from './gaussian-blur';
import { grayscale } from './grayscale';
import { saturation } from './saturation';
import { sharpen } from './sharpen';
import { vignette } from './vignette';
import { whiteBalance } from './white-balance';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

type Input = Omit<Pixels, 'format'>;

const run = (operation: Operation, values: Values, input: Input): Pixels =>
  runOperation(vips, operation, { ...initialValues(operation), ...values }, imageOf(vips, input));

const row = (data: Uint8Array | Uint16Array, bands: number): Input => {
  const deep = data instanceof Uint16Array;
  const interpretation = bands < 3 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb';
  return { data, width: data.length / bands, height: 1, bands, interpretation };
};

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);
const everyDeepCode = Uint16Array.from({ length: 65536 }, (_, code) => code);

const decode = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const encode = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
const clip = (value: number): number => Math.min(1, Math.max(0, value));

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
      (most, code) => Math.max(most, Math.abs((back.data[code] ?? 0) - code)),
      0,
    );
    expect(error).toBeLessThan(4);
    expect([back.data.at(0), back.data.at(-1)]).toEqual([0, 65535]);
  });
});

/** CIE L*a*b* with D65 of sRGB from 0 to 1. Source: CIE 15:2004, IEC 61966-2-1. */
function labOf(rgb: readonly number[]): [number, number, number] {
  const [r = 0, g = 0, b = 0] = rgb.map(decode);
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const pixelsOf = ({ data, bands, format }: Pixels): number[][] => {
  const white = format === 'ushort' ? 65535 : 255;
  return Array.from({ length: data.length / bands }, (_, pixel) =>
    [...data.slice(pixel * bands, (pixel + 1) * bands)].map((code) => code / white),
  );
};

/** Colours that stay inside sRGB when their chroma grows by half. */
function mutedColours(count: number): Uint16Array {
  const random = randomNumbers(7);
  return Uint16Array.from({ length: count * 3 }, () => 22000 + random() * 18000);
}

describe('saturation', () => {
  it.each([-100, -40, 25, 50])('of %i %% scales chroma and keeps lightness and hue', (amount) => {
    const input = row(mutedColours(200), 3);
    const before = pixelsOf({ ...input, format: 'ushort' }).map(labOf);
    const after = pixelsOf(run(saturation, { amount }, input)).map(labOf);
    const factor = 1 + amount / 100;
    before.forEach(([l, a, b], index) => {
      const [newL = 0, newA = 0, newB = 0] = after[index] ?? [];
      expect(Math.abs(newL - l)).toBeLessThan(0.05);
      expect(Math.hypot(newA - factor * a, newB - factor * b)).toBeLessThan(0.15);
    });
  });

  it('leaves greys as they are, in pictures of colour too', () => {
    const greys = Uint8Array.from({ length: 768 }, (_, index) => Math.floor(index / 3));
    expect(run(saturation, { amount: 100 }, row(greys, 3)).data).toEqual(greys);
    expect(run(saturation, { amount: 100 }, row(everyCode, 1)).data).toEqual(everyCode);
  });
});

describe('white balance', () => {
  const random = randomNumbers(11);
  const casts = Array.from({ length: 90 }, () => {
    const light = 90 + random() * 120;
    const warmth = 1 + random() * 0.5;
    const green = 0.92 + random() * 0.16;
    const code = (value: number) => Math.round(Math.min(255, value));
    const [red, blue] = random() < 0.7 ? [warmth, 1 / warmth] : [1 / warmth, warmth];
    return {
      red: code(light * Math.sqrt(red)),
      green: code(light * green),
      blue: code(light * Math.sqrt(blue)),
    };
  });

  it('makes a picked colour neutral: its channels differ by one step of 255 at most', () => {
    let tested = 0;
    for (const cast of casts) {
      const values = { ...whiteBalanceFor(cast) };
      const input = row(new Uint8Array([cast.red, cast.green, cast.blue]), 3);
      const { data } = run(whiteBalance, values, input);
      // Bluer than any sky and brighter than white are past what the settings can undo.
      const { temperature, tint } = values;
      if (temperature >= 11999 || Math.abs(tint) >= 150 || Math.max(...data) === 255) continue;
      tested++;
      expect([cast, Math.max(...data) - Math.min(...data) <= 1]).toEqual([cast, true]);
    }
    expect(tested).toBeGreaterThan(40);
  });

  it('gets warmer with a higher temperature and more magenta with more tint', () => {
    const grey = row(new Uint8Array([128, 128, 128]), 3);
    const warm = run(whiteBalance, { temperature: 9000, tint: 0 }, grey).data;
    expect((warm[0] ?? 0) - (warm[2] ?? 0)).toBeGreaterThan(10);
    const cool = run(whiteBalance, { temperature: 4000, tint: 0 }, grey).data;
    expect((cool[2] ?? 0) - (cool[0] ?? 0)).toBeGreaterThan(10);
    const magenta = run(whiteBalance, { temperature: 6500, tint: 60 }, grey).data;
    expect(Math.min(magenta[0] ?? 0, magenta[2] ?? 0)).toBeGreaterThan(magenta[1] ?? 255);
  });

  it('gives 8 and 16 bits the same colours', () => {
    const shallow = Uint8Array.from(mutedColours(100), (code) => Math.round(code / 257));
    const deep = Uint16Array.from(shallow, (code) => code * 257);
    const values = { temperature: 4800, tint: -12 };
    const left = run(whiteBalance, values, row(shallow, 3)).data;
    const right = run(whiteBalance, values, row(deep, 3)).data;
    left.forEach((code, index) => {
      expect(Math.abs(code - (right[index] ?? 0) / 257)).toBeLessThan(0.6);
    });
  });
});

describe('grayscale', () => {
  it.each([
    ['rec709', [0.2126, 0.7152, 0.0722]],
    ['average', [1 / 3, 1 / 3, 1 / 3]],
    ['red', [1, 0, 0]],
    ['custom', [0.6, 0.5, -0.1]],
  ])('with weights "%s" adds light', (weights, [r = 0, g = 0, b = 0]) => {
    const values = { weights, red: 60, green: 50, blue: -10 };
    for (const input of [
      row(
        Uint8Array.from(mutedColours(100), (code) => code / 257),
        3,
      ),
      row(mutedColours(100), 3),
    ]) {
      const format = input.data instanceof Uint16Array ? 'ushort' : 'uchar';
      const white = format === 'ushort' ? 65535 : 255;
      const result = run(grayscale, values, input);
      expect(result.bands).toBe(1);
      pixelsOf({ ...input, format }).forEach((rgb, index) => {
        const [red = 0, green = 0, blue = 0] = rgb.map(decode);
        const wanted = white * encode(clip(r * red + g * green + b * blue));
        // 8 bits: rounding and 1/65,535 of light; 16 bits: libvips's own table of sRGB.
        expect(Math.abs((result.data[index] ?? 0) - wanted)).toBeLessThan(white === 255 ? 0.6 : 8);
      });
    }
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
