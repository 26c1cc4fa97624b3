import { create } from '../../graph/picture';
import { fromScrgb } from '../../graph/tone';
import { defineOperation } from '../define';
import { degrees } from '../../parameters';

const parameters = {
  angle: degrees({
    label: 'Hue',
    hint: 'Turns all colours around the colour circle.',
    initial: 30,
    min: -180,
    max: 180,
  }),
};

export const hue = defineOperation({
  id: 'hue',
  label: 'Hue',
  group: 'colour',
  icon: 'palette',
  summary: 'Turns all colours around the colour circle; their lightness stays.',
  keywords: ['rotate', 'colour shift', 'LCh'],
  source:
    'Hue of CIE LCh (D65) plus the angle: a* and b* of CIE L*a*b* turned by it. What leaves sRGB ' +
    'is clipped per channel. Grey pictures stay as they are.',
  example: { text: 'See how a red dress would look in another colour.', values: { angle: 120 } },
  reads: 'in-order',
  parameters,
  build: (image, { angle }) => {
    const radians = (angle * Math.PI) / 180;
    const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
    return image.when(
      'isGrey',
      (grey) => grey,
      (rgb) =>
        rgb.onColour((colour) => {
          const turned = colour.colourspace('lab').recomb(
            create.matrix([
              [1, 0, 0],
              [0, cos, -sin],
              [0, sin, cos],
            ]),
          );
          return fromScrgb(turned.colourspace('scrgb'), colour);
        }),
    );
  },
  isIdentity: ({ angle }) => angle === 0,
  neutral: { angle: 0 },
  beginsNeutral: true,
  brief: ({ angle }) => parameters.angle.format(angle),
  sentence: ({ angle }) => `Turned all hues by ${parameters.angle.format(angle)}.`,
});
