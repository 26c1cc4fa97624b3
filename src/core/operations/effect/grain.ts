import { lumaOf, rounded, tableFor } from '../../graph/luma';
import { create, type Picture } from '../../graph/picture';
import { defineOperation } from '../define';
import { number, percent, pixels, toggle } from '../../parameters';

const parameters = {
  amount: percent({ label: 'Amount', initial: 30 }),
  size: pixels({ label: 'Size', initial: 1.5, min: 1, max: 20, step: 0.1 }),
  coloured: toggle({ label: 'Coloured', initial: false }),
  seed: number({
    label: 'Seed',
    hint: 'The same seed gives the same grain, everywhere.',
    initial: 1,
    min: 1,
    max: 9999,
  }),
};

/** Standard deviation of the strongest grain, as a share of white. */
const strongest = 0.25;

/** Normally distributed numbers, one for every grain; the same for the same seed. */
function noise(like: Picture, size: number, seed: number): Picture {
  const across = like.width.over(size).ceil().plus(2);
  const down = like.height.over(size).ceil().plus(2);
  const grains = create.gaussnoise(across, down, { mean: 0, sigma: 1, seed });
  if (size === 1) return grains.extractArea(0, 0, like.width, like.height);
  return grains.resize(size, { kernel: 'linear' }).extractArea(0, 0, like.width, like.height);
}

export const grain = defineOperation({
  id: 'grain',
  label: 'Grain',
  group: 'effect',
  icon: 'sprout',
  summary: 'Adds the grain of film; the same seed gives the same grain.',
  keywords: ['film', 'noise', 'texture', 'analogue'],
  source:
    'Normally distributed noise (libvips gaussnoise with a seed), enlarged to the size, times ' +
    'amount and 4 · luma · (1 − luma) to the power of 1/2: strongest in the middle tones.',
  example: { text: 'Give a clean digital photo the look of film.', values: { amount: 50 } },
  reads: 'anywhere',
  previewSimilarity: {
    min: 0.2,
    reason: 'Grain is random: on a smaller preview other grains stand at the same place.',
  },
  parameters,
  build: (image, { amount, size, coloured, seed }) => {
    // Grains smaller than a pixel of the preview average out, as they do when a photo is reduced.
    const side = Math.max(1, size);
    const strength = (amount / 100) * strongest * Math.min(1, size);
    const first = Math.round(seed);
    const added = (colour: Picture, grains: Picture): Picture => {
      const weight = lumaOf(colour).maplut(
        tableFor(colour, (share) => {
          const middle = share.multiply(share.linear([-1], [1])).linear([4], [0]);
          return middle.pow(middle.linear([0], [0.5]));
        }).linear([colour.white.times(strength)], [0]),
      );
      return rounded(colour.add(grains.multiply(weight)), colour);
    };
    return image.onColour((colour) =>
      coloured
        ? colour.when(
            'isGrey',
            (grey) => added(grey, noise(grey, side, first)),
            (rgb) =>
              added(
                rgb,
                noise(rgb, side, first).bandjoin([
                  noise(rgb, side, first + 10_000),
                  noise(rgb, side, first + 20_000),
                ]),
              ),
          )
        : added(colour, noise(colour, side, first)),
    );
  },
  isIdentity: ({ amount }) => amount === 0,
  neutral: { amount: 0 },
  brief: ({ amount, size }) =>
    `${parameters.amount.format(amount)}, size ${parameters.size.format(size)}`,
  sentence: ({ amount, size, coloured, seed }) =>
    `Added ${coloured ? 'coloured ' : ''}grain of ${parameters.amount.format(amount)}, ` +
    `${parameters.size.format(size)} large (seed ${parameters.seed.format(seed)}).`,
});
