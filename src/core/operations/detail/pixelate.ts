import type { Picture } from '../../graph/picture';
import type { Amount } from '../../graph/quantity';
import { defineOperation } from '../define';
import { pixels } from '../../parameters';

const parameters = {
  block: pixels({
    label: 'Block size',
    hint: 'In whole pixels.',
    initial: 16,
    min: 1,
    max: 400,
    step: 1,
    scale: 'logarithmic',
  }),
};

/** Returns the picture in squares of `side` pixels from the top left, each of its own mean. */
export function inBlocks(picture: Picture, side: Amount): Picture {
  const wide = picture.width.over(side).ceil().times(side);
  const high = picture.height.over(side).ceil().times(side);
  return picture
    .embed(0, 0, wide, high, { extend: 'copy' })
    .shrink(side, side)
    .zoom(side, side)
    .extractArea(0, 0, picture.width, picture.height);
}

export const pixelate = defineOperation({
  id: 'pixelate',
  label: 'Pixelate',
  group: 'detail',
  icon: 'grid-2x2',
  summary: 'Makes the picture of coarse squares.',
  keywords: ['mosaic', 'blocks', '8-bit', 'censor'],
  source:
    'Squares from the top left, each filled with its mean (libvips shrink and zoom), on ' +
    'premultiplied alpha. To hide something for good, use Redact.',
  example: { text: 'Turn a portrait into a game character.', values: { block: 24 } },
  reads: 'anywhere',
  previewSimilarity: {
    min: 0.6,
    reason: 'Squares of whole preview pixels do not end exactly where the full-size ones do.',
  },
  parameters,
  build: (image, values) => {
    const side = Math.max(1, Math.round(values.block));
    return side === 1 ? image : image.onPremultiplied((picture) => inBlocks(picture, side));
  },
  isIdentity: ({ block }) => block < 1.5,
  neutral: { block: 1 },
  brief: ({ block }) => `blocks of ${parameters.block.format(block)}`,
  sentence: ({ block }) => `Drew the picture in squares of ${parameters.block.format(block)}.`,
});
