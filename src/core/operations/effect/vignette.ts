import { create, type Picture } from '../../graph/picture';
import { quantity } from '../../graph/quantity';
import { power } from '../../graph/tone';
import { defineOperation } from '../define';
import { percent } from '../../parameters';

const parameters = {
  strength: percent({
    label: 'Strength',
    hint: 'Below zero lightens the corners.',
    initial: 40,
    min: -100,
    signed: false,
  }),
  size: percent({
    label: 'Size',
    hint: 'Where the darkening is half done, on the way from the centre to the corners.',
    initial: 60,
    min: 10,
  }),
  roundness: percent({
    label: 'Roundness',
    hint: '0 % follows the shape of the picture; 100 % is a circle.',
    initial: 30,
  }),
  feather: percent({
    label: 'Feather',
    hint: '0 % is a hard edge; 100 % fades all the way.',
    initial: 80,
  }),
};

/** Squared distances are held in this many steps; more than the eye or 16 bits can tell apart. */
const steps = 65535;

/**
 * The squared distance of each pixel from the centre, from 0 there to `steps` in the corners: by
 * the ellipse that the picture's shape gives, by a circle, or anything between.
 */
function distanceSquared(image: Picture, roundness: number): Picture {
  const circle = image.width
    .times(image.width)
    .plus(image.height.times(image.height))
    .under(4 * roundness);
  const across = image.width
    .times(image.width)
    .under(2 * (1 - roundness))
    .plus(circle)
    .sqrt();
  const down = image.height
    .times(image.height)
    .under(2 * (1 - roundness))
    .plus(circle)
    .sqrt();
  const toCentre = (size: typeof image.width) => quantity(0.5).minus(size.over(2));
  const offset = create
    .xyz(image.width, image.height)
    .linear(
      [across, down],
      [toCentre(image.width).times(across), toCentre(image.height).times(down)],
    );
  // The mean of the two squares is half their sum.
  return offset
    .multiply(offset)
    .bandmean()
    .linear([2 * steps], [0.5])
    .cast('ushort');
}

export const vignette = defineOperation({
  id: 'vignette',
  label: 'Vignette',
  group: 'effect',
  icon: 'aperture',
  summary: 'Darkens or lightens the corners.',
  keywords: ['corners', 'edges', 'frame', 'falloff', 'darken'],
  source:
    'sRGB values times 1 − strength · smoothstep of the distance from the centre (1 in the ' +
    'corners); the step rises from size · (1 − feather) to size + (1 − size) · feather.',
  example: { text: 'Lead the eye to the middle of a portrait.', values: { strength: 70 } },
  reads: 'in-order',
  parameters,
  build: (image, { strength, size, roundness, feather }) => {
    const inner = (size / 100) * (1 - feather / 100);
    const outer = size / 100 + (1 - size / 100) * (feather / 100);
    const width = Math.max(outer - inner, 1e-6);
    return image.onColour((colour) => {
      const distance = power(
        create
          .identity({ ushort: true })
          .cast('double')
          .linear([1 / steps], [0]),
        0.5,
      );
      const rise = distance.linear([1 / width], [-inner / width]).clamp({ min: 0, max: 1 });
      const smooth = rise.multiply(rise).multiply(rise.linear([-2], [3]));
      const factors = smooth.linear([-strength / 100], [1]).cast('float');
      const mask = distanceSquared(colour, roundness / 100).maplut(factors);
      return colour.multiply(mask).linear([1], [0.5]).cast(colour.format);
    });
  },
  isIdentity: ({ strength }) => strength === 0,
  neutral: { strength: 0 },
  brief: ({ strength, size }) =>
    `${parameters.strength.format(strength)}, size ${parameters.size.format(size)}`,
  sentence: ({ strength, size, feather }) =>
    `${strength < 0 ? 'Lightened' : 'Darkened'} the corners by ` +
    `${parameters.strength.format(Math.abs(strength))} (size ${parameters.size.format(size)}, ` +
    `feather ${parameters.feather.format(feather)}).`,
});
