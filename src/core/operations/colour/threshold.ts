import { level, lumaOf } from '../../graph/luma';
import { create, type Picture } from '../../graph/picture';
import type { Amount } from '../../graph/quantity';
import { defineOperation } from '../define';
import { choice, percent } from '../../parameters';

const parameters = {
  method: choice({
    label: 'Method',
    initial: 'fixed',
    options: [
      { value: 'fixed', label: 'At a level' },
      { value: 'otsu', label: 'Automatic (Otsu)' },
    ],
  }),
  level: percent({
    label: 'Level',
    initial: 50,
    step: 0.5,
    shownWhen: ({ method }) => method === 'fixed',
  }),
};

/**
 * The value that parts a picture's tones best into two classes: where the variance between the
 * classes is largest. Source: Otsu, "A threshold selection method from gray-level histograms", 1979.
 */
function otsu(luma: Picture): Amount {
  const counts = luma.histFind().cast('double');
  const values = create.xyz(counts.width, 1).extractBand(0).cast('double');
  const below = counts.histCum();
  const moment = counts.multiply(values).histCum();
  const share = below.linear([below.max().under(1)], [0]);
  const mean = moment.linear([below.max().under(1)], [0]);
  const gap = share.linear([mean.max()], [0]).subtract(mean);
  // Where all is in one class the divisor is 0, and libvips answers 0.
  const between = gap.multiply(gap).divide(share.multiply(share.linear([-1], [1])));
  const best = between.moreEq(level(between, between.max()));
  return values.multiply(best.linear([1 / 255], [0])).max();
}

export const threshold = defineOperation({
  id: 'threshold',
  label: 'Threshold',
  group: 'colour',
  icon: 'square-split-vertical',
  summary: 'Leaves black and white only.',
  keywords: ['binary', 'otsu', 'stencil', 'ink', 'scan'],
  source:
    'White where luma is above the level, else black. Automatic: the level that parts the tones ' +
    'best (Otsu, 1979). The result has one grey band, and alpha where there was one.',
  example: { text: 'Clean a scanned page for printing.', values: { method: 'otsu' } },
  reads: 'anywhere',
  previewSimilarity: {
    min: 0.9,
    reason: 'A hard step falls elsewhere among pixels that the preview has averaged.',
  },
  parameters,
  build: (image, values) =>
    image.onColour((colour) => {
      const luma = lumaOf(colour);
      const limit: Amount =
        values.method === 'otsu' ? otsu(luma) : colour.white.times(values.level / 100);
      return luma
        .more(level(luma, limit))
        .linear([colour.white.over(255)], [0])
        .cast(colour.format)
        .copy({ interpretation: colour.grey });
    }),
  looksAtWhole: ({ method }) => method === 'otsu',
  brief: (values) =>
    values.method === 'otsu' ? 'automatic' : parameters.level.format(values.level),
  sentence: (values) =>
    values.method === 'otsu'
      ? 'Left black and white only, parted where Otsu’s method puts the level.'
      : `Left black and white only, parted at ${parameters.level.format(values.level)}.`,
});
