import { painted, laidOut } from '../../graph/overlay';
import { create, type Picture } from '../../graph/picture';
import { heightInLines, linesOf, plainly, type Setting } from '../../text/lines';
import { defineOperation } from '../define';
import { choice, colour, percent, text } from '../../parameters';
import { placing, turned, whereInSentence, whereInWords } from '../placing';

const hasLines = ({ text: value }: Readonly<Record<string, unknown>>): boolean =>
  typeof value === 'string' && linesOf(value).length > 1;
const hasEdge = ({ edge }: Readonly<Record<string, unknown>>): boolean => edge !== 'none';

/**
 * How much longer the sides of a turned square's box are than its own; rounded, because browsers differ in
 * the last digit of a sine.
 */
const boxOfTurned = (turn: number): number => {
  const angle = (turn * Math.PI) / 180;
  return Math.round((Math.abs(Math.sin(angle)) + Math.abs(Math.cos(angle))) * 4096) / 4096;
};

const parameters = {
  text: text({
    label: 'Text',
    hint: 'In most scripts; a box stands for a character that no font here has.',
    initial: '© Your name',
    longest: 300,
    mostLines: 12,
  }),
  align: choice({
    label: 'Lines',
    initial: 'left',
    options: [
      { value: 'left', label: 'Left' },
      { value: 'centre', label: 'Centre' },
      { value: 'right', label: 'Right' },
    ],
    cameLater: true,
    shownWhen: hasLines,
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
  edge: choice({
    label: 'Stand out by',
    initial: 'none',
    options: [
      { value: 'none', label: 'Nothing' },
      { value: 'outline', label: 'Outline' },
      { value: 'shadow', label: 'Shadow' },
    ],
    cameLater: true,
  }),
  edgeSize: percent({
    label: 'Reach',
    hint: 'Of the height of a line.',
    initial: 6,
    min: 1,
    max: 30,
    step: 0.5,
    cameLater: true,
    shownWhen: hasEdge,
  }),
  edgeColour: colour({
    label: 'Its colour',
    initial: '#000000',
    cameLater: true,
    shownWhen: hasEdge,
  }),
  ...placing,
};

export const textWatermark = defineOperation({
  id: 'text-watermark',
  label: 'Text watermark',
  group: 'effect',
  icon: 'type',
  interactive: 'place',
  summary: 'Writes text on the picture, in one or several lines, once or all over.',
  keywords: ['copyright', 'signature', 'caption', 'label', 'name', 'title', 'words', 'letters'],
  source:
    'The text is shaped by HarfBuzz and drawn as a mask from the fonts Inter and Noto (SIL Open ' +
    'Font License), resized by libvips and painted over the picture (Porter and Duff, 1984: over). ' +
    'An outline follows the letters by a distance transform (Felzenszwalb and Huttenlocher, 2012).',
  example: { text: 'Sign a photo before it goes to the web.', values: { size: 10 } },
  reads: 'anywhere',
  parameters,
  build: (image, wanted) => {
    const { text: words, opacity, edge } = wanted;
    if (words.trim() === '' || opacity === 0) return image;
    const reach = edge === 'none' ? 0 : wanted.edgeSize / 100;
    const { align, place, at, tile, turn, size } = wanted;
    const write = (on: Picture, part: Setting['part'], hex: string): Picture => {
      const setting: Setting = { align, part, reach, opacity: reach === 0 ? 1 : opacity / 100 };
      const isPlain = reach === 0 && align === plainly.align;
      const lettering = create.resource({
        kind: 'text',
        text: words,
        ...(isPlain ? {} : { setting }),
      });
      const lines = heightInLines(words, setting);
      return painted(on, hex, opacity / 100, (picture) => {
        const line = picture.width
          .atMost(picture.height)
          .times(size / 100)
          .rounded()
          .atLeast(1);
        const height = lines === 1 ? line : line.times(lines).rounded().atLeast(1);
        const piece = lettering.resize(height.over(lettering.height), { kernel: 'linear' });
        return laidOut(picture, turned(piece, turn), {
          place,
          at,
          margin: wanted.margin / 100,
          tile,
          ...(reach === 0 ? {} : { around: line.times(reach * boxOfTurned(turn)).rounded() }),
        });
      });
    };
    const below = edge === 'none' ? image : write(image, edge, wanted.edgeColour);
    return write(below, 'letters', wanted.colour);
  },
  isIdentity: ({ text: words, opacity }) => words.trim() === '' || opacity === 0,
  neutral: { text: '' },
  brief: ({ text: words, ...placed }) =>
    `${parameters.text.format(words)}, ${whereInWords(placed)}`,
  sentence: ({ text: words, colour: hex, opacity, turn, edge, edgeColour, ...placed }) =>
    `Wrote ${parameters.text.format(words)} in ${hex}, ${parameters.opacity.format(opacity)} ` +
    `opaque, ${edge === 'none' ? '' : `with ${edge === 'outline' ? 'an outline' : 'a shadow'} of ${edgeColour}, `}` +
    `${turn === 0 ? '' : `turned by ${parameters.turn.format(turn)}, `}${whereInSentence(placed)}.`,
});
