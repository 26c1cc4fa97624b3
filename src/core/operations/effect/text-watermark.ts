import { painted, laidOut } from '../../graph/overlay';
import { create } from '../../graph/picture';
import { defineOperation } from '../define';
import { colour, percent, text } from '../../parameters';
import { placing, turned, whereInSentence, whereInWords } from '../placing';

const parameters = {
  text: text({
    label: 'Text',
    hint: 'Latin letters; a box stands for a character that the font lacks.',
    initial: '© Your name',
    longest: 100,
  }),
  size: percent({
    label: 'Size',
    hint: 'Height of a line, of the short edge.',
    initial: 6,
    min: 1,
    max: 50,
    step: 0.5,
  }),
  colour: colour({ label: 'Colour', initial: '#ffffff' }),
  opacity: percent({ label: 'Opacity', initial: 70 }),
  ...placing,
};

export const textWatermark = defineOperation({
  id: 'text-watermark',
  label: 'Text watermark',
  group: 'effect',
  icon: 'type',
  interactive: 'place',
  summary: 'Writes a line of text on the picture, once or all over.',
  keywords: ['copyright', 'signature', 'caption', 'label', 'name'],
  source:
    'The line is drawn as a mask from the font Inter (SIL Open Font License), resized by libvips ' +
    'and painted over the picture (Porter and Duff, 1984: over).',
  example: { text: 'Sign a photo before it goes to the web.', values: { size: 10 } },
  reads: 'anywhere',
  parameters,
  build: (image, { text: line, size, colour: hex, opacity, place, at, margin, tile, turn }) => {
    if (line.trim() === '' || opacity === 0) return image;
    const lettering = create.resource({ kind: 'text', text: line });
    return painted(image, hex, opacity / 100, (picture) => {
      const height = picture.width
        .atMost(picture.height)
        .times(size / 100)
        .rounded()
        .atLeast(1);
      const piece = lettering.resize(height.over(lettering.height), { kernel: 'linear' });
      return laidOut(picture, turned(piece, turn), { place, at, margin: margin / 100, tile });
    });
  },
  isIdentity: ({ text: line, opacity }) => line.trim() === '' || opacity === 0,
  neutral: { text: '' },
  brief: ({ text: line, ...placed }) => `${parameters.text.format(line)}, ${whereInWords(placed)}`,
  sentence: ({ text: line, colour: hex, opacity, turn, ...placed }) =>
    `Wrote ${parameters.text.format(line)} in ${hex}, ${parameters.opacity.format(opacity)} ` +
    `opaque, ${turn === 0 ? '' : `turned by ${parameters.turn.format(turn)}, `}${whereInSentence(placed)}.`,
});
