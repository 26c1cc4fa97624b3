import { overlaid } from '../../graph/overlaid';
import { laidOut } from '../../graph/overlay';
import { create } from '../../graph/picture';
import { defineOperation } from '../define';
import { asset, percent } from '../../parameters';
import { placing, turned, whereInSentence, whereInWords } from '../placing';

const parameters = {
  picture: asset({
    label: 'Watermark',
    hint: 'A logo or signature; what is transparent in it stays so. It is kept in this browser.',
  }),
  size: percent({
    label: 'Width',
    hint: 'Of the picture’s width; never higher than the picture.',
    initial: 25,
    min: 1,
    step: 0.5,
  }),
  opacity: percent({ label: 'Opacity', initial: 80 }),
  ...placing,
};

export const imageWatermark = defineOperation({
  id: 'image-watermark',
  label: 'Image watermark',
  group: 'effect',
  icon: 'image-plus',
  interactive: 'place',
  summary: 'Lays a picture of yours over the picture, once or all over.',
  keywords: ['logo', 'signature', 'overlay', 'brand', 'stamp'],
  source:
    'The watermark is resized by libvips, premultiplied, and laid over the picture (Porter and ' +
    'Duff, 1984: over).',
  example: { text: 'Put a logo on product photos.', values: { opacity: 100 } },
  reads: 'anywhere',
  parameters,
  build: (image, { picture: hash, size, opacity, place, at, margin, tile, turn }) => {
    if (hash === '' || opacity === 0) return image;
    const mark = create.resource({ kind: 'asset', hash }).when(
      'hasAlpha',
      (clear) => clear,
      (solid) => solid.addalpha(),
    );
    return overlaid(image, opacity / 100, (picture) => {
      const width = picture.width
        .times(size / 100)
        .rounded()
        .atLeast(1);
      const scale = width.over(mark.width).atMost(picture.height.over(mark.height));
      const piece = mark.onPremultiplied((colour) =>
        // Neither side may shrink to nothing.
        turned(
          colour.resize(scale.atLeast(mark.width.under(1)), {
            vscale: scale.atLeast(mark.height.under(1)),
            kernel: 'linear',
          }),
          turn,
        ),
      );
      return laidOut(picture, piece, { place, at, margin: margin / 100, tile });
    });
  },
  isIdentity: ({ picture: hash, opacity }) => hash === '' || opacity === 0,
  neutral: { picture: '' },
  brief: ({ picture: hash, size, ...placed }) =>
    hash === ''
      ? 'no picture yet'
      : `${parameters.size.format(size)} wide, ${whereInWords(placed)}`,
  sentence: ({ picture: hash, size, opacity, turn, ...placed }) =>
    hash === ''
      ? 'Laid no picture over it.'
      : `Laid a picture, ${parameters.size.format(size)} wide and ` +
        `${parameters.opacity.format(opacity)} opaque, ` +
        `${turn === 0 ? '' : `turned by ${parameters.turn.format(turn)}, `}${whereInSentence(placed)}.`,
});
