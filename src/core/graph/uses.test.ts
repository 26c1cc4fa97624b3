import { describe, expect, it } from 'vitest';
import { create, type Picture, record } from './picture';
import { usesIn } from './uses';

/** Returns how often `watched`, noted while the graph is recorded, is read, and whether looked around in. */
function uses(build: (image: Picture, watch: (picture: Picture) => Picture) => Picture) {
  let watched: Picture | null = null;
  const block = record((image) =>
    build(image, (picture) => {
      watched = picture;
      return picture;
    }),
  );
  const node = (watched as Picture | null)?.node;
  if (!node) throw new Error('nothing was watched');
  const { times, around } = usesIn(block);
  return { times: times.get(node) ?? 0, around: around.has(node) };
}

const mask = create.mask([[1, 2, 1]], 4);

describe('how the pictures of a graph are read', () => {
  it('counts each operation, and what comes out', () => {
    expect(uses((image, watch) => watch(image).invert()).times).toBe(1);
    expect(uses((image, watch) => image.add(watch(image.invert()))).times).toBe(1);
    expect(uses((image, watch) => watch(image).add(image.invert())).times).toBe(2);
    expect(uses((image, watch) => image.onColour((colour) => watch(colour))).times).toBe(1);
  });

  it('takes what a shared part reads once', () => {
    const both = uses((image, watch) => {
      const part = watch(image.invert()).abs();
      return part.add(part);
    });
    expect(both.times).toBe(1);
  });

  it('takes the branch that reads more, for only one is taken', () => {
    const branches = uses((image, watch) => {
      const part = watch(image.invert());
      return image.when(
        'isGrey',
        () => part.abs(),
        () => part.add(part.abs()),
      );
    });
    expect(branches.times).toBe(2);
    const within = uses((image, watch) => {
      const part = watch(image.invert());
      return part.add(image.when('isGrey', (grey) => grey.add(part)));
    });
    expect(within.times).toBe(2);
  });

  it('counts measurements, which look at the pixels, but not sizes and formats', () => {
    expect(uses((image, watch) => image.linear([1], [watch(image.invert()).max()])).times).toBe(1);
    const sizes = uses((image, watch) => {
      const part = watch(image.invert());
      return image.cast(part.format).linear([part.white], [part.width]);
    });
    expect(sizes.times).toBe(0);
  });

  it('tells what is looked around in, in branches, too', () => {
    expect(uses((image, watch) => watch(image.invert()).conv(mask)).around).toBe(true);
    expect(uses((image, watch) => watch(image.invert()).abs().conv(mask)).around).toBe(false);
    expect(
      uses((image, watch) => {
        const part = watch(image.invert());
        return image.when('isGrey', () => part.resize(0.5));
      }).around,
    ).toBe(true);
  });
});
