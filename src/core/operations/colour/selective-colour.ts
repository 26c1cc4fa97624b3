import { smoothStep } from '../../graph/luma';
import { create } from '../../graph/picture';
import { fromScrgb } from '../../graph/tone';
import { defineOperation } from '../define';
import { degrees, number, percent } from '../../parameters';

const parameters = {
  hue: degrees({
    label: 'Hue',
    hint: 'The middle of the range: about 40 is red, 100 yellow, 136 green, 290 blue.',
    initial: 290,
    min: 0,
    max: 360,
    step: 1,
    hues: 'lab',
  }),
  width: degrees({ label: 'Width', initial: 60, min: 10, max: 180, step: 1 }),
  shift: degrees({ label: 'Hue', initial: 0, min: -90, max: 90, step: 1 }),
  saturation: percent({ label: 'Saturation', initial: 40, min: -100 }),
  lightness: number({ label: 'Lightness', initial: -5, min: -30, max: 30 }),
};

const radiansOf = (angle: number): number => (angle * Math.PI) / 180;

/** Colours weaker than this chroma have no hue to speak of. */
const weakChroma = 8;

export const selectiveColour = defineOperation({
  id: 'selective-colour',
  label: 'Selective colour',
  group: 'colour',
  icon: 'pipette',
  interactive: 'pick-hue',
  summary: 'Changes the colours of one range of hues only.',
  keywords: ['hsl', 'hue range', 'sky', 'skin', 'foliage', 'replace colour'],
  source:
    'In CIE L*a*b* (D65): colours move towards those of the changed hue, chroma and lightness by a ' +
    'weight that falls off smoothly over the outer half of the range, and for colours that are ' +
    'nearly grey. Grey pictures stay.',
  example: {
    text: 'Deepen a blue sky and leave the rest alone.',
    values: { saturation: 80, lightness: -15 },
  },
  reads: 'in-order',
  parameters,
  build: (image, values) =>
    image.when(
      'isGrey',
      (grey) => grey,
      (rgb) =>
        rgb.onColour((colour) => {
          const lab = colour.colourspace('lab');
          const [lightness, a, b] = [0, 1, 2].map((band) => lab.extractBand(band));
          if (!lightness || !a || !b) throw new TypeError('Lab has three bands');
          // Only sums, products and roots: their results are the same on every computer, which
          // those of arc tangents are not.
          const chroma = lab.colourspace('lch').extractBand(1);
          const middle = radiansOf(values.hue);
          const towards = a
            .linear([Math.cos(middle)], [0])
            .add(b.linear([Math.sin(middle)], [0]))
            .divide(chroma);
          const [outer, inner] = [values.width / 2, values.width / 4].map(radiansOf).map(Math.cos);
          const coloured = chroma.linear([1 / weakChroma], [0]).clamp({ min: 0, max: 1 });
          const weight = smoothStep(towards, outer ?? 0, inner ?? 1).multiply(coloured);
          const turn = radiansOf(values.shift);
          const gain = 1 + values.saturation / 100;
          const [along, across] = [gain * Math.cos(turn) - 1, gain * Math.sin(turn)];
          const change = lab
            .recomb(
              create.matrix([
                [0, 0, 0],
                [0, along, -across],
                [0, across, along],
              ]),
            )
            .linear([1, 1, 1], [values.lightness, 0, 0]);
          const changed = lab.add(change.multiply(weight)).copy({ interpretation: 'lab' });
          return fromScrgb(changed.colourspace('scrgb'), colour);
        }),
    ),
  isIdentity: ({ shift, saturation, lightness }) =>
    shift === 0 && saturation === 0 && lightness === 0,
  neutral: { shift: 0, saturation: 0, lightness: 0 },
  beginsNeutral: true,
  brief: ({ hue, saturation }) =>
    `hue ${parameters.hue.format(hue)}, ${parameters.saturation.format(saturation)}`,
  sentence: ({ hue, width, shift, saturation, lightness }) =>
    `Changed colours around hue ${parameters.hue.format(hue)} (${parameters.width.format(width)} ` +
    `wide): hue ${parameters.shift.format(shift)}, saturation ` +
    `${parameters.saturation.format(saturation)}, lightness ` +
    `${parameters.lightness.format(lightness)}.`,
});
