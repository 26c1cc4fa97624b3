import Vips from 'wasm-vips';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exposure } from '../operations/light/exposure';
import { gaussianBlur } from '../operations/detail/gaussian-blur';
import { saturation } from '../operations/colour/saturation';
import { Execution } from './execute';
import { creatorNames, methodNames, record } from './picture';

let vips: typeof Vips;
beforeAll(async () => {
  vips = await Vips({ dynamicLibraries: [] });
});
afterAll(() => vips.shutdown());

const run = (block: ReturnType<typeof record>, image: Vips.Image): number[] => {
  const execution = new Execution<Vips.Image>(vips);
  try {
    return [...execution.run(block, image).writeToMemory()];
  } finally {
    execution.dispose();
    image.delete();
  }
};

describe('the executor', () => {
  it('finds every operation of the vocabulary in the binding, whose types promise more', () => {
    const missing = [
      ...methodNames.filter((name) => typeof vips.Image.prototype[name] !== 'function'),
      ...creatorNames.filter((name) => typeof vips.Image[name] !== 'function'),
    ];
    expect(missing).toEqual([]);
  });

  it('evaluates symbolic sizes for the picture at hand', () => {
    const half = record((image) =>
      image.extractArea(0, 0, image.width.over(2).floor(), image.height),
    );
    const row = vips.Image.newFromMemory(
      new Uint8Array([1, 2, 3, 4, 5]),
      5,
      1,
      1,
      'uchar' as never,
    );
    expect(run(half, row)).toEqual([1, 2]);
  });

  it('keeps alpha out of tone curves', () => {
    const block = record((image) => exposure.build(image, { stops: 1, protection: 0 }));
    const pixel = vips.Image.newFromMemory(
      new Uint8Array([100, 50, 0, 77]),
      1,
      1,
      4,
      'uchar' as never,
    ).copy({ interpretation: 'srgb' });
    // sRGB 100 is 0.1274 in linear light; twice that is 0.2548, which encodes to 138.
    expect(run(block, pixel)).toEqual([138, 71, 0, 77]);
  });

  it('does not let transparent pixels bleed colour', () => {
    const block = record((image) => gaussianBlur.build(image, { radius: 1 }));
    const pixels = new Uint8Array([255, 0, 0, 0, 0, 0, 255, 255, 0, 0, 255, 255]);
    const image = vips.Image.newFromMemory(pixels, 3, 1, 4, 'uchar' as never).copy({
      interpretation: 'srgb',
    });
    const result = run(block, image);
    expect([result[4], result[6]]).toEqual([0, 255]);
  });

  it('keeps lasting pictures for the next execution, with the same result', () => {
    const block = record((image) => saturation.build(image, { amount: 40 }));
    const pixels = Uint8Array.from({ length: 300 }, (_, at) => (at * 37) % 256);
    const image = vips.Image.newFromMemory(pixels, 10, 10, 3, 'uchar' as never).copy({
      interpretation: 'srgb',
    });
    const kept = new Map<string, Vips.Image>();
    const results = [null, kept, kept].map((store) => {
      const execution = new Execution<Vips.Image>(vips, undefined, store);
      const found = [...execution.run(block, image).writeToMemory()];
      execution.dispose();
      return { found, tables: [...kept.values()] };
    });
    const [without, first, second] = results;
    expect(first?.found).toEqual(without?.found);
    expect(second?.found).toEqual(without?.found);
    expect(first?.tables).toHaveLength(1);
    expect(second?.tables[0]).toBe(first?.tables[0]);
    for (const handle of [image, ...kept.values()]) handle.delete();
  });

  it('leaves no handle behind', () => {
    const before = vips.Stats.allocations();
    const block = record((image) => exposure.build(image, { stops: 1, protection: 50 }));
    run(block, vips.Image.newFromMemory(new Uint8Array(12), 2, 2, 3, 'uchar' as never));
    vips.Cache.max(0);
    expect(vips.Stats.allocations()).toBeLessThanOrEqual(before);
  });
});
