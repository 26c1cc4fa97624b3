import type Vips from 'wasm-vips';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hearCalls, imageOf, type Library, randomNumbers, startVips } from '../testing/vips';
import { throughCurve } from './tone';
import { Execution } from './execute';
import type { Block } from './node';
import { create, type Picture, record } from './picture';

let vips: Library;
/** Of pictures that were looked up, what they were looked up of. */
let lookedUp = new Map<unknown, unknown>();
let bandsOf = new Map<unknown, number>();
beforeAll(async () => {
  vips = await startVips();
  hearCalls(vips, 'maplut', (made, of) => {
    lookedUp.set(made, of);
    bandsOf.set(made, made.bands);
  });
});
afterAll(() => vips.shutdown());
beforeEach(() => {
  lookedUp = new Map();
  bandsOf = new Map();
});

const random = randomNumbers(20261129);
const numbers = (count: number, white: number): number[] =>
  Array.from({ length: count }, () => Math.floor(random() * (white + 1)));

/** A table of chance with these bands for a picture with numbers up to `white`. */
function table(bands: number, white: number, format: 'uchar' | 'ushort' | 'float'): Picture {
  const top = format === 'ushort' ? 65535 : 255;
  const [first, ...others] = Array.from({ length: bands }, () =>
    create.matrix([numbers(white + 1, top)]),
  );
  if (!first) throw new TypeError('a table has a band');
  return (others.length === 0 ? first : first.bandjoin(others)).cast(format);
}

/** Noise with more pixels than a table has entries. */
function picture(bands: number, white: 255 | 65535, hasAlpha = false): Vips.Image {
  const [width, height] = [300, 240];
  const all = bands + (hasAlpha ? 1 : 0);
  const values = numbers(width * height * all, white);
  const [rgb, grey] = white === 255 ? ['srgb', 'b-w'] : ['rgb16', 'grey16'];
  return imageOf(vips, {
    data: white === 255 ? Uint8Array.from(values) : Uint16Array.from(values),
    width,
    height,
    bands: all,
    interpretation: (bands === 3 ? rgb : grey) ?? 'srgb',
  });
}

interface Outcome {
  readonly bytes: Uint8Array;
  readonly head: readonly unknown[];
  /** How many look-ups one after another make the result out of what was given. */
  readonly lookUps: number;
}

/** Runs blocks one after another: in one execution, or each on the pixels of the one before. */
function run(image: Vips.Image, blocks: readonly Block[], apart: boolean): Outcome {
  const executions = [new Execution<Vips.Image>(vips)];
  try {
    let result = image;
    for (const block of blocks) {
      if (apart) executions.push(new Execution<Vips.Image>(vips));
      const execution = executions.at(-1) ?? new Execution<Vips.Image>(vips);
      result = execution.run(block, result);
      if (apart) result = execution.own(result.copyMemory());
    }
    let lookUps = 0;
    for (let at: unknown = result; lookedUp.has(at); at = lookedUp.get(at)) lookUps += 1;
    const { bands, format, interpretation } = result;
    const pixels = result.writeToMemory();
    const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
    return { bytes, head: [bands, format, interpretation], lookUps };
  } finally {
    for (const execution of executions) execution.dispose();
  }
}

/** Runs blocks both ways, expects the same, and returns how many look-ups one execution needs. */
function lookUpsOf(image: Vips.Image, ...steps: ((image: Picture) => Picture)[]): number {
  const blocks = steps.map((step) => record(step));
  const composed = run(image, blocks, false);
  const apart = run(image, blocks, true);
  image.delete();
  expect(composed.head).toEqual(apart.head);
  expect(Buffer.compare(composed.bytes, apart.bytes)).toBe(0);
  return composed.lookUps;
}

describe('look-ups one after another', () => {
  it.each([
    ['8 bits, grey', 1, 1, 1, 255],
    ['8 bits, RGB', 3, 1, 1, 255],
    ['8 bits, RGB, a table for each channel first', 3, 3, 1, 255],
    ['8 bits, RGB, a table for each channel last', 3, 1, 3, 255],
    ['8 bits, RGB, tables for each channel', 3, 3, 3, 255],
    ['8 bits, grey that becomes RGB first', 1, 3, 1, 255],
    ['8 bits, grey that becomes RGB last', 1, 1, 3, 255],
    ['16 bits, grey', 1, 1, 1, 65535],
    ['16 bits, RGB', 3, 1, 3, 65535],
  ] as const)('become one of the same bytes: %s', (_, bands, first, second, white) => {
    const format = white === 255 ? 'uchar' : 'ushort';
    const [one, other] = [table(first, white, format), table(second, white, format)];
    const count = lookUpsOf(
      picture(bands, white),
      (image) => image.maplut(one),
      (image) => image.maplut(other),
    );
    expect(count).toBe(1);
  });

  it('become one within a step, of three, and where the last gives fractions', () => {
    const [one, two, three] = [
      table(1, 255, 'ushort'),
      table(1, 65535, 'uchar'),
      table(1, 255, 'float'),
    ];
    const count = lookUpsOf(picture(3, 255), (image) =>
      image.maplut(one).maplut(two).maplut(three),
    );
    expect(count).toBe(1);
  });

  it('become one through another name for the numbers, which stays', () => {
    const [one, other] = [table(1, 255, 'ushort'), table(1, 65535, 'ushort')];
    const count = lookUpsOf(picture(3, 255), (image) =>
      image.maplut(one).copy({ interpretation: 'rgb16' }).maplut(other),
    );
    expect(count).toBe(1);
  });

  it.each([
    ['8 bits, grey', 1, 255],
    ['8 bits, RGB', 3, 255],
    ['16 bits, RGB', 3, 65535],
  ] as const)('become one beside alpha, which stays: %s', (_, bands, white) => {
    const steps = [0.5, 0.25].map(
      (share) => (image: Picture) => throughCurve(image, (value) => value.linear([share], [share])),
    );
    const blocks = steps.map((step) => record(step));
    const image = picture(bands, white, true);
    const [composed, apart] = [run(image, blocks, false), run(image, blocks, true)];
    image.delete();
    expect(composed.head).toEqual(apart.head);
    expect(Buffer.compare(composed.bytes, apart.bytes)).toBe(0);
    // Of every picture that was looked up, what that was: none was looked up itself, but for dead ends.
    const chained = [...lookedUp].filter(([, of]) => lookedUp.has(of));
    expect(chained).toEqual([]);
  });

  it('stay apart where the first gives fractions', () => {
    const [one, other] = [table(1, 255, 'float'), table(1, 255, 'uchar')];
    const count = lookUpsOf(picture(3, 255), (image) => image.maplut(one).maplut(other));
    expect(count).toBe(2);
  });

  it('stay apart where a step lies between', () => {
    const [one, other] = [table(1, 255, 'uchar'), table(1, 255, 'uchar')];
    const count = lookUpsOf(
      picture(3, 255),
      (image) => image.maplut(one),
      (image) => image.linear([0.5], [0]).cast('uchar'),
      (image) => image.maplut(other),
    );
    expect(count).toBe(1);
    expect(lookedUp.size).toBe(4);
  });

  it('stay apart where a mask needs what lies between', () => {
    const [one, other] = [table(1, 255, 'uchar'), table(1, 255, 'uchar')];
    const masked = (image: Picture): Picture => {
      const mask = image.extractBand(0).more(image.extractBand(1));
      return mask.ifthenelse(image.maplut(other), image);
    };
    lookUpsOf(picture(3, 255), (image) => image.maplut(one), masked);
    expect([...lookedUp].some(([, of]) => lookedUp.has(of))).toBe(true);
  });

  it('stay apart where the picture is smaller than the table', () => {
    const [one, other] = [table(1, 255, 'uchar'), table(1, 255, 'uchar')];
    const small = vips.Image.black(10, 10);
    expect(lookUpsOf(small, (image) => image.maplut(one).maplut(other))).toBe(2);
  });

  it('fail as they do apart where bands do not fit', () => {
    const [one, other] = [table(3, 255, 'uchar'), table(2, 255, 'uchar')];
    const block = record((image) => image.maplut(one).maplut(other));
    const image = picture(1, 255);
    expect(() => run(image, [block], false)).toThrow(/maplut/);
    image.delete();
  });
});

describe('a look-up of one band that meets three', () => {
  it('gives three bands at once, with the same bytes', () => {
    const [weights, curve] = [table(1, 255, 'float'), table(1, 255, 'float')];
    const mixed = (image: Picture): Picture =>
      image.multiply(image.extractBand(1).maplut(weights)).add(image.extractBand(0).maplut(curve));
    const spread = (image: Picture): Picture => {
      const [one, two] = [image.extractBand(1).maplut(weights), image.extractBand(0).maplut(curve)];
      return image.multiply(one.bandjoin([one, one])).add(two.bandjoin([two, two]));
    };
    const image = picture(3, 255);
    const mixedOutcome = run(image, [record(mixed)], false);
    expect([...lookedUp.keys()].filter((made) => bandsOf.get(made) === 3)).toHaveLength(2);
    const spreadOutcome = run(image, [record(spread)], false);
    image.delete();
    expect(mixedOutcome.head).toEqual(spreadOutcome.head);
    expect(Buffer.compare(mixedOutcome.bytes, spreadOutcome.bytes)).toBe(0);
  });
});
