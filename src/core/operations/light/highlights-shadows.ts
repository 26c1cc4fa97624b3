import { lumaOf, rounded, tableFor } from '../../graph/luma';
import { defineOperation } from '../define';
import { blurBy } from '../detail/gaussian-blur';
import { percent, pixels } from '../../parameters';

const parameters = {
  shadows: percent({
    label: 'Shadows',
    hint: 'Above zero lightens them.',
    initial: 40,
    min: -100,
  }),
  highlights: percent({
    label: 'Highlights',
    hint: 'Below zero brings detail back.',
    initial: -30,
    min: -100,
  }),
  radius: pixels({
    label: 'Radius',
    hint: 'How far around a pixel decides whether it lies in shadow or light.',
    initial: 30,
    min: 1,
    max: 200,
    scale: 'logarithmic',
  }),
};

export const highlightsShadows = defineOperation({
  id: 'highlights-shadows',
  label: 'Highlights and shadows',
  group: 'light',
  icon: 'sun-moon',
  summary: 'Opens shadows and tames highlights, keeping the detail in both.',
  keywords: ['fill light', 'recover', 'hdr', 'backlit', 'dynamic range'],
  source:
    'With v a value and g the blurred luma around it, both as shares of white: v + a · v · (1 − v), ' +
    'where a = shadows · (1 − g)² + highlights · g². The parabola keeps black and white.',
  example: {
    text: 'Rescue a portrait against a bright window.',
    values: { shadows: 80, highlights: -50 },
  },
  reads: 'anywhere',
  parameters,
  build: (image, { shadows, highlights, radius }) =>
    image.onColour((colour) => {
      const around = blurBy(lumaOf(colour), radius);
      const strength = around.maplut(
        tableFor(colour, (share) => {
          const dark = share.linear([-1], [1]);
          return dark
            .multiply(dark)
            .linear([shadows / 100], [0])
            .add(share.multiply(share).linear([highlights / 100], [0]));
        }),
      );
      const bend = colour.maplut(
        tableFor(colour, (share) => share.multiply(share.linear([-1], [1]))).linear(
          [colour.white],
          [0],
        ),
      );
      return rounded(colour.add(bend.multiply(strength)), colour);
    }),
  isIdentity: ({ shadows, highlights }) => shadows === 0 && highlights === 0,
  neutral: { shadows: 0, highlights: 0 },
  beginsNeutral: true,
  brief: ({ shadows, highlights }) =>
    `shadows ${parameters.shadows.format(shadows)}, highlights ` +
    parameters.highlights.format(highlights),
  sentence: ({ shadows, highlights, radius }) =>
    `Changed shadows by ${parameters.shadows.format(shadows)} and highlights by ` +
    `${parameters.highlights.format(highlights)}, looking ${parameters.radius.format(radius)} around.`,
});
