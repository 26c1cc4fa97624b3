import { smoothStep } from '../graph/luma';
import { create } from '../graph/picture';
import { fromScrgb } from '../graph/tone';
import { defineOperation } from './define';
import { degrees, number, percent } from './parameters';

const parameters = {
  hue: degrees({
    label: 'Hue',
    hint: 'The middle of the range: about 40 is red, 100 yellow, 136 green, 290 blue.',
    initial: 290,
    least: 0,
    most: 360,
    step: 1,
  }),
  width: degrees({ label: 'Width', initial: 60, least: 10, most: 180, step: 1 }),
  shift: degrees({ label: 'Shift hue', initial: 0, least: -90, most: 90, step: 1 }),
  saturation: percent({ label: 'Saturation', initial: 40, least: -100 }),
  lightness: number({ label: 'Lightness', initial: -5, least: -30, most: 30 }),
};

/** Hues are looked up in this many steps of a circle. */
const steps = 65535;
/** Colours weaker than this chroma have no hue to speak of. */
const weakChroma = 8;

export const selectiveColour = defineOperation({
  id: 'selective-colour',
  label: 'Selective colour',
  group: 'colour',
  icon: 'pipette',
  summary: 'Changes the colours of one range of hues only.',
  keywords: ['hsl', 'hue range', 'sky', 'skin', 'foliage', 'replace colour'],
  source:
    'In CIE LCh (D65): hue, chroma and lightness change by a weight that falls off smoothly over ' +
    'the outer half of the range, and with it for colours that are nearly grey. Grey pictures stay.',
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
          const lch = colour.colourspace('lch');
          const [lightness, chroma, angle] = [0, 1, 2].map((band) => lch.extractBand(band));
          if (!lightness || !chroma || !angle) throw new TypeError('LCh has three bands');
          const half = values.width / 2;
          const away = create
            .identity({ ushort: true })
            .cast('double')
            .linear([360 / steps], [-values.hue])
            .abs();
          // The shorter way round the circle: 180 − |180 − d|.
          const distance = away.linear([-1], [180]).abs().linear([-1], [180]);
          const nearness = smoothStep(distance.linear([-1], [half]), 0, half / 2).cast('float');
          const coloured = chroma.linear([1 / weakChroma], [0]).clamp({ min: 0, max: 1 });
          const weight = angle
            .linear([steps / 360], [0.5])
            .cast('ushort')
            .maplut(nearness)
            .multiply(coloured);
          const changed = lightness
            .add(weight.linear([values.lightness], [0]))
            .bandjoin([
              chroma.multiply(weight.linear([values.saturation / 100], [1])),
              angle.add(weight.linear([values.shift], [0])),
            ])
            .copy({ interpretation: 'lch' });
          return fromScrgb(changed.colourspace('scrgb'), colour);
        }),
    ),
  isIdentity: ({ shift, saturation, lightness }) =>
    shift === 0 && saturation === 0 && lightness === 0,
  neutral: { shift: 0, saturation: 0, lightness: 0 },
  brief: ({ hue, saturation }) =>
    `hue ${parameters.hue.format(hue)}, ${parameters.saturation.format(saturation)}`,
  sentence: ({ hue, width, shift, saturation, lightness }) =>
    `Changed colours around hue ${parameters.hue.format(hue)} (${parameters.width.format(width)} ` +
    `wide): hue ${parameters.shift.format(shift)}, saturation ` +
    `${parameters.saturation.format(saturation)}, lightness ` +
    `${parameters.lightness.format(lightness)}.`,
});
