import { channelsOf, isNeutral, withInk } from '../../graph/ink';
import { inColour } from '../../graph/luma';
import type { Picture } from '../../graph/picture';
import { defineOperation } from '../define';
import { blurBy } from '../detail/gaussian-blur';
import { choice, colour, percent, pixels, type ValuesOf } from '../../parameters';

const offset = (label: string, initial: number) =>
  pixels({ label, initial, min: -300, max: 300, step: 1 });

const parameters = {
  x: offset('To the right', 12),
  y: offset('Down', 12),
  blur: pixels({ label: 'Blur', initial: 12, min: 0, max: 100, scale: 'logarithmic' }),
  opacity: percent({ label: 'Opacity', initial: 60 }),
  colour: colour({ label: 'Shadow colour', initial: '#000000' }),
  ground: choice({
    label: 'Ground',
    initial: 'colour',
    options: [
      { value: 'colour', label: 'Colour' },
      { value: 'transparent', label: 'Transparent' },
    ],
  }),
  groundColour: colour({
    label: 'Ground colour',
    initial: '#ffffff',
    shownWhen: ({ ground }) => ground === 'colour',
  }),
};

type Wanted = ValuesOf<typeof parameters>;

/** Where on the larger canvas, in pixels, the picture and its shadow lie, and how far the blur reaches. */
function placesOf({ x, y, blur }: Wanted) {
  const reach = Math.ceil(3 * blur);
  const [right, down] = [Math.round(x), Math.round(y)];
  return {
    reach,
    right,
    down,
    left: Math.max(0, reach - right),
    top: Math.max(0, reach - down),
  };
}

/** The picture, premultiplied, on a larger canvas over its own shadow. */
function shaded(picture: Picture, like: Picture, wanted: Wanted): Picture {
  const { blur, opacity, colour: hex } = wanted;
  const { reach, right, down, left, top } = placesOf(wanted);
  const width = picture.width.plus(left + Math.max(0, reach + right));
  const height = picture.height.plus(top + Math.max(0, reach + down));
  const canvas = picture.embed(left, top, width, height, { extend: 'black' });
  // Whole numbers, as in the picture: the blur is exact for these.
  const shape = picture
    .extractBand(picture.bands.minus(1))
    .linear([1], [0.5])
    .cast(like.format)
    .embed(left + right, top + down, width, height, { extend: 'black' });
  const shadow = blurBy(shape, blur).linear([opacity / 100], [0]);
  const uncovered = canvas.extractBand(picture.bands.minus(1)).linear([like.white.under(-1)], [1]);
  const seen = shadow.multiply(uncovered);
  const [red, green, blue] = channelsOf(hex);
  const layer = like.when(
    'isGrey',
    () => seen.linear([red], [0]).bandjoin(seen),
    () =>
      seen.linear([red], [0]).bandjoin([seen.linear([green], [0]), seen.linear([blue], [0]), seen]),
  );
  return canvas.add(layer);
}

export const dropShadow = defineOperation({
  id: 'drop-shadow',
  label: 'Drop shadow',
  group: 'effect',
  icon: 'copy',
  summary: 'Lets the picture float over its shadow; the canvas grows.',
  keywords: ['shadow', 'depth', 'card', 'screenshot', 'float'],
  source:
    'Alpha, moved and blurred by a Gaussian, times opacity, in the shadow’s colour under the ' +
    'picture (Porter and Duff, "Compositing digital images", 1984: over).',
  example: { text: 'Make a screenshot stand out on a white page.' },
  reads: 'anywhere',
  reshapes: true,
  parameters,
  build: (image, wanted) => {
    const over = withInk(image, wanted.colour, (picture) =>
      picture
        .when(
          'hasAlpha',
          (clear) => clear,
          (solid) => solid.addalpha(),
        )
        .onPremultiplied((whole) => shaded(whole, picture, wanted)),
    );
    const { left, top } = placesOf(wanted);
    // A solid picture comes through all this as it was: laid on top, what lies under it is not computed.
    const solidOn = (
      whole: Picture,
      inks: readonly string[],
      change: (solid: Picture) => Picture,
    ) =>
      image.when(
        'hasAlpha',
        () => whole,
        (solid) => whole.insert(change(inks.every(isNeutral) ? solid : inColour(solid)), left, top),
      );
    if (wanted.ground === 'transparent') {
      return solidOn(over, [wanted.colour], (solid) => solid.addalpha());
    }
    const grounded = withInk(over, wanted.groundColour, (picture, ink) => {
      const flat = picture
        .flatten({ background: ink.slice(0, -1), max_alpha: picture.white })
        .copy({ interpretation: picture.interpretation });
      // Pictures with an alpha band keep one, as in every other step.
      return image.when(
        'hasAlpha',
        () => flat.addalpha(),
        () => flat,
      );
    });
    return solidOn(grounded, [wanted.colour, wanted.groundColour], (solid) => solid);
  },
  addsAlpha: ({ ground }) => ground === 'transparent',
  brief: ({ x, y, blur }) =>
    `${parameters.x.format(x)}, ${parameters.y.format(y)}, blur ${parameters.blur.format(blur)}`,
  sentence: ({ x, y, blur, opacity, colour: hex }) =>
    `Laid a shadow of ${hex} under the picture: ${parameters.x.format(x)} to the right, ` +
    `${parameters.y.format(y)} down, blurred by ${parameters.blur.format(blur)}, ` +
    `${parameters.opacity.format(opacity)} strong.`,
});
