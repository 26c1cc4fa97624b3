// Longer than a file should be: one set of helpers holds many formulas against their operations.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueAt } from '../curve/monotone';
import { clip } from '../testing/reference';
import { imageOf, type Library, type Pixels, runOperation, startVips } from '../testing/vips';
import { initialValues, type Values } from './define';
import { operationsById } from './index';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

type Input = Omit<Pixels, 'format'>;

function run(id: string, values: Values, input: Input): Pixels {
  const operation = operationsById.get(id);
  if (!operation) throw new Error(`no operation ${id}`);
  return runOperation(
    vips,
    operation,
    { ...initialValues(operation), ...values },
    imageOf(vips, input),
  );
}

type Pixel = readonly number[];

/** A picture of one row (or several) from its pixels. */
function picture(pixels: readonly Pixel[], width = pixels.length): Input {
  const bands = pixels[0]?.length ?? 1;
  const data = Uint8Array.from(pixels.flat());
  const interpretation = bands < 3 ? 'b-w' : 'srgb';
  return { data, width, height: pixels.length / width, bands, interpretation };
}

const pixelsIn = ({ data, bands }: Pick<Pixels, 'data' | 'bands'>): number[][] =>
  Array.from({ length: data.length / bands }, (_, index) =>
    Array.from(data.slice(index * bands, (index + 1) * bands)),
  );

const greys = picture(Array.from({ length: 256 }, (_, code) => [code]));
const colours: readonly Pixel[] = [
  [200, 60, 40],
  [30, 120, 220],
  [90, 160, 70],
  [128, 128, 128],
  [250, 240, 200],
  [10, 20, 15],
];
const luma = ([r = 0, g = 0, b = 0]: Pixel): number =>
  Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b);
const code = (value: number): number => Math.round(clip(value / 255) * 255);

/** Expects every code to be within one of the formula's: both round, at different moments. */
function expectNear(found: Pixels, wanted: readonly Pixel[], max = 1): void {
  pixelsIn(found).forEach((pixel, index) => {
    pixel.forEach((value, band) => {
      expect(Math.abs(value - (wanted[index]?.[band] ?? NaN))).toBeLessThanOrEqual(max);
    });
  });
}

describe('tones follow their formulas:', () => {
  const tones: readonly (readonly [string, Values, (v: number) => number])[] = [
    ['brightness', { amount: 20 }, (v) => v + 0.2],
    ['gamma', { gamma: 2 }, (v) => Math.sqrt(v)],
    [
      'levels',
      { black: 51, middle: 2, white: 204, blackOut: 0, whiteOut: 255 },
      (v) => Math.sqrt(clip((v - 0.2) / 0.6)),
    ],
    ['invert', {}, (v) => 1 - v],
    ['posterise', { levels: 4 }, (v) => Math.min(3, Math.floor(v * 4)) / 3],
  ];
  it.each(tones)('%s', (id, values, formula) => {
    expectNear(
      run(id, values, greys),
      Array.from({ length: 256 }, (_, at) => [code(formula(at / 255) * 255)]),
    );
  });

  it('curves go through their points, each channel its own', () => {
    const all = [
      { x: 0, y: 0.1 },
      { x: 0.4, y: 0.7 },
      { x: 1, y: 0.9 },
    ];
    const red = [
      { x: 0, y: 0 },
      { x: 1, y: 0.5 },
    ];
    const found = run('curves', { all, red }, picture(colours));
    expectNear(
      found,
      colours.map((pixel) =>
        pixel.map((value, band) => {
          const together = valueAt(all, value / 255);
          return code((band === 0 ? valueAt(red, together) : together) * 255);
        }),
      ),
    );
  });
});

describe('colours follow their formulas:', () => {
  it('vibrance strengthens weak colours more than strong ones', () => {
    const amount = 0.6;
    expectNear(
      run('vibrance', { amount: 60 }, picture(colours)),
      colours.map((pixel) => {
        const weight = amount * (1 - (Math.max(...pixel) - Math.min(...pixel)) / 255);
        return pixel.map((value) => code(value + (value - luma(pixel)) * weight));
      }),
    );
  });

  it('sepia is the matrix of CSS', () => {
    expectNear(
      run('sepia', { amount: 100 }, picture(colours)),
      colours.map(([r = 0, g = 0, b = 0]) => [
        code(0.393 * r + 0.769 * g + 0.189 * b),
        code(0.349 * r + 0.686 * g + 0.168 * b),
        code(0.272 * r + 0.534 * g + 0.131 * b),
      ]),
    );
  });

  it('duotone lies on the line between its colours', () => {
    const found = run('duotone', { dark: '#102030', light: '#f0d0a0' }, picture(colours));
    expectNear(
      found,
      colours.map((pixel) =>
        [0x10, 0x20, 0x30].map((from, band) => {
          const to = [0xf0, 0xd0, 0xa0][band] ?? 0;
          return code(from + ((to - from) * luma(pixel)) / 255);
        }),
      ),
    );
  });

  it('the channel mixer swaps red and blue', () => {
    const swap = {
      redFromRed: 0,
      redFromGreen: 0,
      redFromBlue: 100,
      blueFromRed: 100,
      blueFromBlue: 0,
    };
    expect(pixelsIn(run('channel-mixer', swap, picture(colours)))).toEqual(
      colours.map((pixel) => pixel.toReversed()),
    );
  });

  it('hue by 180° and back is the same picture, and greys stay grey', () => {
    // Soft enough that their opposites are in sRGB too.
    const soft = [
      [128, 128, 128],
      [150, 120, 110],
      [95, 110, 125],
    ];
    const there = run('hue', { angle: 180 }, picture(soft));
    const back = run('hue', { angle: 180 }, there);
    expectNear(back, soft, 3);
    expectNear(run('hue', { angle: 75 }, picture([[128, 128, 128]])), [[128, 128, 128]]);
  });

  it('selective colour changes blue and leaves red alone', () => {
    const [red, blue] = [
      [200, 60, 40],
      [40, 80, 200],
    ];
    const found = pixelsIn(
      run(
        'selective-colour',
        { hue: 290, saturation: -100, lightness: 0 },
        picture([red ?? [], blue ?? []]),
      ),
    );
    expect(found[0]).toEqual(red);
    const [r = 0, , b = 0] = found[1] ?? [];
    expect(Math.abs(b - r)).toBeLessThan(60);
  });
});

describe('decisions about the whole picture', () => {
  it('Otsu parts two heaps of tones between them', () => {
    const two = [40, 44, 48, 52, 180, 190, 200, 210].map((value) => [value]);
    const found = pixelsIn(run('threshold', { method: 'otsu' }, picture(two))).flat();
    expect(found).toEqual([0, 0, 0, 0, 255, 255, 255, 255]);
  });

  it('auto levels reach black and white, and leave a flat picture alone', () => {
    const some = [60, 80, 100, 120, 140].map((value) => [value]);
    const found = pixelsIn(run('auto-levels', { clip: 0 }, picture(some))).flat();
    expect([found[0], found.at(-1)]).toEqual([0, 255]);
    expect(pixelsIn(run('auto-levels', {}, picture([[90], [90], [90]]))).flat()).toEqual([
      90, 90, 90,
    ]);
  });

  it('equalise spreads few tones evenly', () => {
    const some = [10, 10, 20, 20, 30, 30, 40, 40].map((value) => [value]);
    const found = pixelsIn(run('equalise', { strength: 100 }, picture(some))).flat();
    // A quarter, a half, three quarters and all of the pixels are at most as light; cut off.
    expect(found).toEqual([63, 63, 127, 127, 191, 191, 255, 255]);
  });

  it('trim finds what is not border', () => {
    const [width, height] = [20, 16];
    const pixels = Array.from({ length: width * height }, (_, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      return x >= 5 && x < 15 && y >= 4 && y < 12 ? [200, 30, 30] : [250, 250, 250];
    });
    const specked = pixels.map((pixel, index) => (index === width + 1 ? [0, 0, 0] : pixel));
    const found = run('trim', { margin: 1 }, picture(specked, width));
    expect([found.width, found.height]).toEqual([12, 10]);
    // 50 of 255 codes: as far as red is from the border, which is not "more than".
    expect(run('trim', { threshold: 50 }, picture(pixels, width)).width).toBe(10);
    const near = pixels.map(([red = 0]) => [red, 250, 250]);
    expect(run('trim', { threshold: 49 }, picture(near, width)).width).toBe(10);
    expect(run('trim', { threshold: 50 }, picture(near, width)).width).toBe(width);
    const flat = run(
      'trim',
      {},
      picture(
        pixels.map(() => [7, 7, 7]),
        width,
      ),
    );
    expect([flat.width, flat.height]).toEqual([width, height]);
  });
});

describe('detail and effects', () => {
  it('median takes a speck away and keeps an edge', () => {
    const width = 9;
    const pixels = Array.from({ length: 81 }, (_, index) => [index % width < 5 ? 20 : 200]);
    const specked = pixels.map((pixel, index) => (index === 4 * width + 2 ? [255] : pixel));
    expect(pixelsIn(run('median', { radius: 1 }, picture(specked, width)))).toEqual(pixels);
  });

  it('box blur is the mean of the neighbours', () => {
    const width = 7;
    const pixels = Array.from({ length: 49 }, (_, index) => [(index * 37) % 200]);
    const found = pixelsIn(run('box-blur', { radius: 1 }, picture(pixels, width)));
    const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => 24 + dy * width + dx));
    const mean = around.reduce((sum, at) => sum + (pixels[at]?.[0] ?? 0), 0) / 9;
    expect(Math.abs((found[24]?.[0] ?? 0) - mean)).toBeLessThan(2);
  });

  it('pixelate makes squares of one colour from the top left', () => {
    const width = 10;
    const pixels = Array.from({ length: 100 }, (_, index) => [(index * 13) % 256]);
    const found = pixelsIn(run('pixelate', { block: 4 }, picture(pixels, width))).flat();
    const square = [0, 1, 2, 3].flatMap((y) => [0, 1, 2, 3].map((x) => found[y * width + x]));
    expect(new Set(square).size).toBe(1);
  });

  it('grain is the same for the same seed and another for another', () => {
    const flat = picture(
      Array.from({ length: 400 }, () => [128]),
      20,
    );
    const [one, same, other] = [1, 1, 2].map((seed) => [...run('grain', { seed }, flat).data]);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    const mean = (one ?? []).reduce((sum, value) => sum + value, 0) / 400;
    expect(Math.abs(mean - 128)).toBeLessThan(5);
  });

  it('redact by fill leaves nothing of what was there, also where it was clear', () => {
    const area = { left: 0.26, top: 0.26, width: 0.48, height: 0.48 };
    const make = (secret: number) =>
      picture(
        Array.from({ length: 400 }, (_, index) => {
          const [x, y] = [index % 20, Math.floor(index / 20)];
          const inside = x >= 6 && x < 14 && y >= 6 && y < 14;
          return inside ? [secret, 255 - secret, secret, secret] : [50, 60, 70, 255];
        }),
        20,
      );
    const [one, other] = [0, 255].map((secret) => run('redact', { areas: [area] }, make(secret)));
    expect(one?.data).toEqual(other?.data);
    const middle = pixelsIn(one ?? make(0))[10 * 20 + 10];
    expect(middle).toEqual([0, 0, 0, 255]);
  });

  it('a border has its width and colour, and leaves the picture inside alone', () => {
    const found = run(
      'border',
      { width: 10, colour: '#ff0000' },
      picture(
        Array.from({ length: 400 }, () => [9, 9, 9]),
        20,
      ),
    );
    expect([found.width, found.height]).toEqual([24, 24]);
    const all = pixelsIn(found);
    expect([all[0], all[2 * 24 + 2]]).toEqual([
      [255, 0, 0],
      [9, 9, 9],
    ]);
  });

  it('rounded corners are clear outside and solid inside', () => {
    const found = run(
      'rounded-corners',
      { radius: 50 },
      picture(
        Array.from({ length: 400 }, () => [9, 9, 9]),
        20,
      ),
    );
    const alpha = pixelsIn(found).map((pixel) => pixel[3]);
    expect([alpha[0], alpha[10 * 20 + 10]]).toEqual([0, 255]);
    expect(alpha[10]).toBeGreaterThan(245);
    // A circle of radius 10, within two percent.
    const covered = alpha.reduce<number>((sum, value) => sum + (value ?? 0) / 255, 0);
    expect(Math.abs(covered / (Math.PI * 100) - 1)).toBeLessThan(0.02);
  });

  it('text is written in its colour in its corner and nowhere else', () => {
    const width = 200;
    const dark = picture(
      Array.from({ length: width * 100 }, () => [20, 20, 20]),
      width,
    );
    const found = pixelsIn(
      run('text-watermark', { text: 'Hi', size: 20, opacity: 100, colour: '#ff8000' }, dark),
    );
    const lit = found.flatMap(([red = 0], index) => (red > 200 ? [index] : []));
    expect(lit.length).toBeGreaterThan(20);
    expect(lit.every((index) => index % width > 150 && index / width > 70)).toBe(true);
    expect(found[lit[0] ?? 0]?.[2]).toBeLessThan(30);
    expect(run('text-watermark', { text: '  ' }, dark).data).toEqual(dark.data);
  });

  it('perspective keeps the middle and straight lines straight', () => {
    const width = 61;
    const pixels = Array.from({ length: width * width }, (_, index) => [
      Math.floor(index / width) === 30 ? 255 : 0,
    ]);
    const found = pixelsIn(
      run('perspective', { vertical: 0, horizontal: 60 }, picture(pixels, width)),
    );
    // The middle line lies on the axis of the tilt and stays a line of full height one.
    const row = (y: number) => found.slice(y * width, (y + 1) * width).map(([value]) => value ?? 0);
    expect(Math.min(...row(30))).toBeGreaterThan(150);
    expect(Math.max(...row(20))).toBe(0);
  });
});
