import Vips from 'wasm-vips';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exposure } from '../operations/light/exposure';
import { gaussianBlur } from '../operations/detail/gaussian-blur';
import { grain } from '../operations/effect/grain';
import { vignette } from '../operations/effect/vignette';
import { saturation } from '../operations/colour/saturation';
import { Execution } from './execute';
import type { Kept } from './constants';
import { create, creatorNames, methodNames, record } from './picture';

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

  describe('with a place where pictures are kept', () => {
    class KeptHere implements Kept<Vips.Image> {
      readonly pictures = new Map<string, Vips.Image>();
      readonly taken: string[] = [];
      get(name: string): Vips.Image | null {
        // By its types a clone is less than what it is a clone of.
        const found = (this.pictures.get(name)?.clone() as Vips.Image | undefined) ?? null;
        if (found) this.taken.push(name);
        return found;
      }
      set(name: string, image: Vips.Image): void {
        this.pictures.set(name, image);
        this.taken.length = 0;
      }
    }
    const colours = (): Vips.Image => {
      const pixels = Uint8Array.from({ length: 300 }, (_, at) => (at * 37) % 256);
      return vips.Image.newFromMemory(pixels, 10, 10, 3, 'uchar' as never).copy({
        interpretation: 'srgb',
      });
    };
    const runWith = (kept: Kept<Vips.Image> | null, block: ReturnType<typeof record>): number[] => {
      const image = colours();
      const execution = new Execution<Vips.Image>(vips, undefined, kept);
      const found = [...execution.run(block, image).writeToMemory()];
      execution.dispose();
      image.delete();
      return found;
    };

    it.each([
      ['tables', () => record((image) => saturation.build(image, { amount: 40 }))],
      [
        'tables of powers',
        () => record((image) => exposure.build(image, { stops: 1, protection: 50 })),
      ],
      [
        'masks of the picture’s size',
        () =>
          record((image) =>
            vignette.build(image, { strength: 50, size: 50, roundness: 30, feather: 80 }),
          ),
      ],
      [
        'noise with a seed',
        () =>
          record((image) => grain.build(image, { amount: 50, size: 2, coloured: true, seed: 3 })),
      ],
    ])('makes %s once, with the same result', (_, block) => {
      const kept = new KeptHere();
      const without = runWith(null, block());
      expect(runWith(kept, block())).toEqual(without);
      const made = kept.pictures.size;
      expect(made).toBeGreaterThan(0);
      expect(runWith(kept, block())).toEqual(without);
      expect(kept.pictures.size, 'nothing is made anew').toBe(made);
      expect(new Set(kept.taken).size, 'all of it is taken').toBe(made);
      for (const handle of kept.pictures.values()) handle.delete();
    });

    it('takes nothing that was kept for other values, sizes or seeds', () => {
      const kept = new KeptHere();
      const grown = (seed: number) =>
        record((image) => grain.build(image, { amount: 50, size: 1, coloured: false, seed }));
      runWith(kept, grown(1));
      expect(runWith(kept, grown(2))).toEqual(runWith(null, grown(2)));
      const wider = record((image) =>
        vignette.build(image.zoom(2, 1), { strength: 50, size: 50, roundness: 30, feather: 80 }),
      );
      runWith(
        kept,
        record((image) =>
          vignette.build(image, { strength: 50, size: 50, roundness: 30, feather: 80 }),
        ),
      );
      expect(runWith(kept, wider)).toEqual(runWith(null, wider));
      for (const handle of kept.pictures.values()) handle.delete();
    });

    it('keeps nothing that hangs on the pixels, is left to chance or is large', () => {
      const kept = new KeptHere();
      runWith(
        kept,
        record((image) => image.add(create.gaussnoise(image.width, image.height))),
      );
      runWith(
        kept,
        record((image) => image.linear([2], [1]).cast('uchar')),
      );
      const large = create.black(2100, 1000).cast('float');
      const cut = record((image) => image.insert(large, 0, 0).extractArea(0, 0, 10, 10));
      runWith(kept, cut);
      expect([...kept.pictures.keys()]).toEqual([]);
    });

    it('keeps what is large and looked up as well, which stays while tables change', () => {
      const kept = new KeptHere();
      const [width, height] = [300, 240];
      const places = create.xyz(width, height).extractBand(0).linear([0.5], [0]).cast('uchar');
      const cut = (slope: number) =>
        record((image) =>
          image
            .insert(places.maplut(create.identity().linear([slope], [0]).cast('uchar')), 0, 0)
            .extractArea(0, 0, 10, 1),
        );
      const [dark, light] = [runWith(kept, cut(0.5)), runWith(kept, cut(2))];
      expect(dark).not.toEqual(light);
      expect(kept.pictures.size).toBe(3);
      expect(runWith(null, cut(2))).toEqual(light);
    });

    it('does not take what was read off other pixels', () => {
      const kept = new KeptHere();
      const table = record((image) =>
        image.maplut(
          create
            .identity()
            .linear([1], [image.max().times(-0.5)])
            .abs()
            .cast('uchar'),
        ),
      );
      const dark = record((image) =>
        image
          .linear([0.3], [0])
          .cast('uchar')
          .maplut(
            create
              .identity()
              .linear([1], [image.linear([0.3], [0]).max().times(-0.5)])
              .abs()
              .cast('uchar'),
          ),
      );
      expect(runWith(kept, table)).toEqual(runWith(null, table));
      expect(runWith(kept, dark)).toEqual(runWith(null, dark));
      for (const handle of kept.pictures.values()) handle.delete();
    });
  });

  it('leaves no handle behind', () => {
    const before = vips.Stats.allocations();
    const block = record((image) => exposure.build(image, { stops: 1, protection: 50 }));
    run(block, vips.Image.newFromMemory(new Uint8Array(12), 2, 2, 3, 'uchar' as never));
    vips.Cache.max(0);
    expect(vips.Stats.allocations()).toBeLessThanOrEqual(before);
  });
});
