import { ratioChoices, ratioOf } from '../../crop/ratios';
import { withInk } from '../../graph/ink';
import type { Picture } from '../../graph/picture';
import { type Quantity, quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { blurBy } from '../detail/gaussian-blur';
import { choice, colour, pixels, type ValuesOf } from '../../parameters';

const side = (label: string) =>
  pixels({
    label,
    initial: 100,
    min: 0,
    max: 5000,
    step: 1,
    scale: 'linear',
    shownWhen: ({ to }) => to === 'sides',
  });

const parameters = {
  to: choice({
    label: 'Pad',
    initial: '1:1',
    options: [{ value: 'sides', label: 'By pixels' }, ...ratioChoices],
  }),
  top: side('Top'),
  right: side('Right'),
  bottom: side('Bottom'),
  left: side('Left'),
  background: choice({
    label: 'Background',
    initial: 'colour',
    options: [
      { value: 'colour', label: 'Colour' },
      { value: 'transparent', label: 'Transparent' },
      { value: 'copy', label: 'Stretch the edge' },
      { value: 'mirror', label: 'Mirror the picture' },
      { value: 'blurred', label: 'The picture, blurred' },
    ],
  }),
  colour: colour({
    label: 'Colour',
    initial: '#ffffff',
    shownWhen: ({ background }) => background === 'colour',
  }),
  blur: pixels({
    label: 'Blur',
    initial: 40,
    min: 1,
    max: 200,
    scale: 'logarithmic',
    shownWhen: ({ background }) => background === 'blurred',
  }),
};

type Wanted = ValuesOf<typeof parameters>;

/** Where the picture lies on the larger canvas. */
interface Canvas {
  readonly x: Quantity;
  readonly y: Quantity;
  readonly width: Quantity;
  readonly height: Quantity;
}

function canvasFor(image: Picture, wanted: Wanted): Canvas {
  if (wanted.to === 'sides') {
    const [top, right, bottom, left] = [wanted.top, wanted.right, wanted.bottom, wanted.left].map(
      Math.round,
    ) as [number, number, number, number];
    return {
      x: quantity(left),
      y: quantity(top),
      width: image.width.plus(left + right),
      height: image.height.plus(top + bottom),
    };
  }
  const ratio = ratioOf(wanted.to);
  const width = image.height.times(ratio).rounded().atLeast(image.width);
  const height = image.width.over(ratio).rounded().atLeast(image.height);
  return {
    x: width.minus(image.width).over(2).floor(),
    y: height.minus(image.height).over(2).floor(),
    width,
    height,
  };
}

/** The picture enlarged until it covers the canvas, blurred, with itself in its place. */
function onItself(image: Picture, { x, y, width, height }: Canvas, sigma: number): Picture {
  const scale = width.over(image.width).atLeast(height.over(image.height));
  const cover = image.resize(image.width.times(scale).ceil().over(image.width), {
    vscale: image.height.times(scale).ceil().over(image.height),
    kernel: 'linear',
  });
  const cut = cover.extractArea(
    cover.width.minus(width).over(2).floor(),
    cover.height.minus(height).over(2).floor(),
    width,
    height,
  );
  return blurBy(cut, sigma).insert(image, x, y);
}

const described = ({ to, background, colour: ink }: Wanted): string =>
  `${to === 'sides' ? 'by pixels' : `to ${to}`}, ` +
  {
    colour: ink,
    transparent: 'transparent',
    copy: 'edge stretched',
    mirror: 'mirrored',
    blurred: 'blurred',
  }[background];

export const pad = defineOperation({
  id: 'pad',
  label: 'Pad',
  group: 'geometry',
  icon: 'expand',
  summary: 'Adds room around the picture, to a size or an aspect ratio.',
  keywords: ['canvas', 'extend', 'margin', 'letterbox', 'square', 'instagram'],
  source:
    'libvips embed; "the picture, blurred" enlarges the picture until it covers the canvas, blurs ' +
    'it by a Gaussian and lays the picture on top.',
  example: {
    text: 'Post a wide photo as a square without cutting anything.',
    values: { background: 'blurred' },
  },
  reads: 'anywhere',
  parameters,
  build: (image, wanted) => {
    const onto = (picture: Picture, options: Parameters<Picture['embed']>[4]): Picture => {
      const { x, y, width, height } = canvasFor(picture, wanted);
      return picture.embed(x, y, width, height, options);
    };
    switch (wanted.background) {
      case 'copy':
      case 'mirror':
        return onto(image, { extend: wanted.background });
      case 'transparent':
        return onto(
          image.when(
            'hasAlpha',
            (clear) => clear,
            (solid) => solid.addalpha(),
          ),
          { extend: 'black' },
        );
      case 'blurred':
        return image.onPremultiplied((picture) =>
          onItself(picture, canvasFor(picture, wanted), wanted.blur),
        );
      case 'colour':
        return withInk(image, wanted.colour, (picture, ink) =>
          onto(picture, { extend: 'background', background: ink }),
        );
    }
  },
  isIdentity: ({ to, top, right, bottom, left }) =>
    to === 'sides' && [top, right, bottom, left].every((value) => value < 0.5),
  neutral: { to: 'sides', top: 0, right: 0, bottom: 0, left: 0 },
  addsAlpha: ({ background }) => background === 'transparent',
  brief: described,
  sentence: (wanted) =>
    `Padded the picture ${described(wanted)}` +
    (wanted.to === 'sides'
      ? ` (${[wanted.top, wanted.right, wanted.bottom, wanted.left].map(Math.round).join(', ')} px).`
      : '.'),
});
