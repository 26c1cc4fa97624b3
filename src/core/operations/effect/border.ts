import { isNeutral, withInk } from '../../graph/ink';
import { inColour } from '../../graph/luma';
import type { Picture } from '../../graph/picture';
import { defineOperation } from '../define';
import { colour, percent } from '../../parameters';

const parameters = {
  width: percent({
    label: 'Width',
    hint: 'Of the short edge.',
    initial: 5,
    max: 50,
    step: 0.1,
  }),
  colour: colour({ label: 'Colour', initial: '#ffffff' }),
  line: percent({
    label: 'Inner line',
    hint: 'A thin frame between picture and border, of the short edge.',
    initial: 0,
    max: 10,
    step: 0.1,
  }),
  lineColour: colour({
    label: 'Line colour',
    initial: '#202020',
    shownWhen: ({ line }) => line !== 0,
  }),
};

function framed(image: Picture, share: number, hex: string): Picture {
  if (share === 0) return image;
  return withInk(image, hex, (picture, ink) => {
    const width = picture.width.atMost(picture.height).times(share).rounded().atLeast(1);
    return picture.embed(
      width,
      width,
      picture.width.plus(width.times(2)),
      picture.height.plus(width.times(2)),
      { extend: 'background', background: ink },
    );
  });
}

export const border = defineOperation({
  id: 'border',
  label: 'Border',
  group: 'effect',
  icon: 'frame',
  summary: 'Puts a border, or a frame with an inner line, around the picture.',
  keywords: ['frame', 'passe-partout', 'mat', 'polaroid', 'margin'],
  source: 'libvips embed on a background; widths to the nearest pixel, at least one.',
  example: { text: 'Hang a photo in a white mat.', values: { width: 8, line: 0.6 } },
  reads: 'in-order',
  reshapes: true,
  parameters,
  build: (image, values) => {
    const needsColour =
      !isNeutral(values.colour) || (values.line !== 0 && !isNeutral(values.lineColour));
    const ready = needsColour ? inColour(image) : image;
    const lined = framed(ready, values.line / 100, values.lineColour);
    return framed(lined, values.width / 100, values.colour);
  },
  isIdentity: ({ width, line }) => width === 0 && line === 0,
  neutral: { width: 0, line: 0 },
  brief: (values) => `${parameters.width.format(values.width)}, ${values.colour}`,
  sentence: (values) =>
    `Put a border of ${parameters.width.format(values.width)} of the short edge around the ` +
    `picture, in ${values.colour}` +
    (values.line === 0
      ? '.'
      : `, with an inner line of ${parameters.line.format(values.line)} in ${values.lineColour}.`),
});
