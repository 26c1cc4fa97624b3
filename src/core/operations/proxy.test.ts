import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KnownStep } from '../pipeline/pipeline';
import { compileStep } from '../pipeline/compile';
import {
  imageOf,
  type Library,
  type Pixels,
  randomNumbers,
  runBlock,
  startVips,
} from '../testing/vips';
import { startingValues } from '../testing/values';
import { type Band, similarity } from '../picture/ssim';
import type { Values } from './define';
import { operations, operationsById } from './index';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const [width, height] = [480, 320];

/** Soft colours, hard-edged discs and a little grain: what a photo puts in front of operations. */
function scene(): Omit<Pixels, 'format'> {
  const random = randomNumbers(5);
  const discs = Array.from({ length: 12 }, () => ({
    x: random() * width,
    y: random() * height,
    radius: 15 + random() * 40,
    colour: [random(), random(), random()],
  }));
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < data.length; index++) {
    const [pixel, band] = [Math.floor(index / 3), index % 3];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const disc = discs.find((d) => Math.hypot(d.x - x, d.y - y) < d.radius);
    const sky = 0.5 + 0.3 * Math.sin((x / width) * (3 + band)) * Math.cos((y / height) * 4);
    data[index] = 20 + 210 * (disc?.colour[band] ?? sky) + 4 * random();
  }
  return { data, width, height, bands: 3, interpretation: 'srgb' };
}

const original = scene();

const stepOf = (operation: string, values: Values): KnownStep => {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`no operation ${operation}`);
  return {
    kind: 'known',
    id: 'step',
    operation,
    enabled: true,
    values: { ...startingValues(declared), ...values },
  };
};

function run(step: KnownStep, scale: number, input: Omit<Pixels, 'format'>): Pixels {
  const compiled = compileStep(step, scale);
  if (!compiled) throw new Error(`${step.operation} does nothing`);
  return runBlock(vips, compiled.block, imageOf(vips, input));
}

function resizedTo(input: Omit<Pixels, 'format'>, toWidth: number, toHeight: number): Pixels {
  const image = imageOf(vips, input);
  const small = image.resize(toWidth / input.width, { vscale: toHeight / input.height });
  image.delete();
  const { bands, format, interpretation } = small;
  const data = small.writeToMemory();
  small.delete();
  if (!(data instanceof Uint8Array)) throw new TypeError('8 bits were expected');
  return { data, width: toWidth, height: toHeight, bands, format, interpretation };
}

const meanDifference = (left: Pixels, right: Pixels): number =>
  [...left.data].reduce((sum, code, index) => sum + Math.abs(code - (right.data[index] ?? 0)), 0) /
  left.data.length;

/**
 * How far the preview's pixels may be from the export's, shrunk, on average, in steps of 255. Tone
 * curves bend what shrinking averages, and a third of a pixel of sharpening cannot be shown.
 */
const bounds: Readonly<Record<string, number>> = {
  exposure: 0.6,
  contrast: 0.6,
  sharpen: 1.2,
  resize: 1,
  // Interpolation between pixels softens small pictures more.
  rotate: 1,
  // Rounded to 8 bits in each pass.
  'gaussian-blur': 0.8,
};

const settings: readonly (readonly [string, Values])[] = [
  ...operations.map(({ id }) => [id, {}] as const),
  ['resize', { mode: 'fit', width: 301, height: 150 }],
  ['resize', { mode: 'fill', width: 200, height: 200 }],
  ['resize', { mode: 'long-edge', longEdge: 240 }],
  ['rotate', { turn: '0', angle: 7 }],
  ['rotate', { turn: '0', angle: -20, edges: 'colour' }],
  ['gaussian-blur', { radius: 1 }],
  ['gaussian-blur', { radius: 18 }],
  ['gaussian-blur', { radius: 60 }],
];

/** The twelve whose previews are also held to the mean difference of their codes. */
const closeIds = new Set([
  'crop',
  'resize',
  'rotate',
  'flip',
  'exposure',
  'contrast',
  'white-balance',
  'saturation',
  'grayscale',
  'gaussian-blur',
  'sharpen',
  'vignette',
]);

/** Luma, or grey, over a middle grey where the picture is transparent. */
function lumaBand({ data, width: w, height: h, bands }: Pixels): Band {
  const shares = bands < 3 ? [1] : [0.2126, 0.7152, 0.0722];
  const hasAlpha = bands === 2 || bands === 4;
  const luma = Float64Array.from({ length: w * h }, (_, pixel) => {
    const value = shares.reduce((sum, k, band) => sum + k * (data[pixel * bands + band] ?? 0), 0);
    const alpha = hasAlpha ? (data[(pixel + 1) * bands - 1] ?? 0) / 255 : 1;
    return value * alpha + 128 * (1 - alpha);
  });
  return { width: w, height: h, data: luma };
}

describe('a preview at half size shows what the export holds:', () => {
  it.each(settings)('%s %o', (id, values) => {
    const step = stepOf(id, values);
    const preview = run(step, 0.5, resizedTo(original, width / 2, height / 2));
    const full = run(step, 1, original);
    // Each rounds its own size to whole pixels.
    const sameWidth = id === 'resize' ? [full.width, full.width / 2] : [full.width / 2];
    expect(sameWidth.some((wanted) => Math.abs(preview.width - wanted) <= 2)).toBe(true);
    const shrunk = resizedTo(full, preview.width, preview.height);
    const min = operationsById.get(id)?.previewSimilarity?.min ?? 0.98;
    expect(similarity(lumaBand(preview), lumaBand(shrunk)).mean).toBeGreaterThanOrEqual(min);
    if (closeIds.has(id)) {
      expect(meanDifference(preview, shrunk)).toBeLessThan(bounds[id] ?? 0.5);
    }
  });
});
