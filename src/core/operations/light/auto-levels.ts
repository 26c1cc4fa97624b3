import { level, lumaOf } from '../../graph/luma';
import type { Picture } from '../../graph/picture';
import type { Quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { choice, percent } from '../../parameters';

const parameters = {
  mode: choice({
    label: 'Channels',
    hint: 'Each by itself also takes a colour cast away.',
    initial: 'together',
    options: [
      { value: 'together', label: 'Together' },
      { value: 'each', label: 'Each by itself' },
    ],
  }),
  clip: percent({
    label: 'Clip',
    hint: 'Share of the pixels at either end that may become black or white.',
    initial: 0.5,
    max: 10,
    step: 0.1,
  }),
  strength: percent({ label: 'Strength', initial: 100 }),
};

/**
 * Returns the tones of a one-band picture below which, and above which, `clip` percent of the
 * pixels lie: the values at which the counts of the histogram, added up, pass these shares.
 */
function endsOf(guide: Picture, clip: number): { low: Quantity; high: Quantity } {
  const below = guide.histFind().cast('double').histCum();
  const all = below.max();
  // A comparison is 255 where it holds, so the mean counts the places where it does.
  const placesIn = (mask: Picture): Quantity => mask.avg().times(mask.width).over(255).rounded();
  return {
    low: placesIn(below.lessEq(level(below, all.times(clip / 100)))),
    high: placesIn(below.less(level(below, all.times(1 - clip / 100)))),
  };
}

/** Stretches from the tones that `guide` has at either end, by `share` of the way. */
function stretched(band: Picture, guide: Picture, clip: number, share: number): Picture {
  const { low, high } = endsOf(guide, clip);
  // A picture of one tone has nothing to stretch.
  return band.whenMore(high, low, (some) => {
    const gain = some.white.over(high.minus(low));
    return some
      .linear([gain.minus(1).times(share).plus(1)], [low.times(gain).times(-share).plus(0.5)])
      .cast(some.format);
  });
}

export const autoLevels = defineOperation({
  id: 'auto-levels',
  label: 'Auto levels',
  group: 'light',
  icon: 'wand-sparkles',
  summary: 'Stretches the tones that the picture has to black and white.',
  keywords: ['automatic', 'normalise', 'stretch', 'contrast', 'white balance'],
  source:
    'The tones below which "clip" percent and 100 − "clip" percent of the pixels lie (of ' +
    'luma or of each channel) become black and white; blended by strength. On sRGB values.',
  example: { text: 'Give a hazy photo its full range at once.', values: { clip: 2 } },
  reads: 'anywhere',
  parameters,
  build: (image, { mode, clip, strength }) =>
    image.onColour((colour) => {
      if (mode === 'together') return stretched(colour, lumaOf(colour), clip, strength / 100);
      return colour.when(
        'isGrey',
        (grey) => stretched(grey, grey, clip, strength / 100),
        (rgb) => {
          const [red, green, blue] = [0, 1, 2].map((index) => {
            const band = rgb.extractBand(index).copy({ interpretation: rgb.grey });
            return stretched(band, band, clip, strength / 100);
          }) as [Picture, Picture, Picture];
          return red.bandjoin([green, blue]).copy({ interpretation: rgb.interpretation });
        },
      );
    }),
  isIdentity: ({ strength }) => strength === 0,
  neutral: { strength: 0 },
  looksAtWhole: () => true,
  brief: ({ mode, clip }) => `${mode}, clip ${parameters.clip.format(clip)}`,
  sentence: ({ mode, clip, strength }) =>
    `Stretched the tones to black and white, channels ` +
    `${mode === 'each' ? 'each by itself' : 'together'}, clipping ${parameters.clip.format(clip)}, ` +
    `at ${parameters.strength.format(strength)} strength.`,
});
