import { lumaOf, rounded } from '../../graph/luma';
import { create } from '../../graph/picture';
import { defineOperation } from '../define';
import { choice, degrees, percent } from '../../parameters';

const parameters = {
  strength: percent({ label: 'Strength', initial: 100, max: 400 }),
  angle: degrees({
    label: 'Light from',
    hint: '0° is from the right, 90° from above.',
    initial: 135,
    min: 0,
    max: 360,
    step: 1,
  }),
  look: choice({
    label: 'Look',
    initial: 'relief',
    options: [
      { value: 'relief', label: 'Grey relief' },
      { value: 'colour', label: 'On the picture' },
    ],
  }),
};

/** The slope of the picture towards the light, from Sobel's two masks; shares of white. */
function slopeMask(angle: number): number[][] {
  const radians = (angle * Math.PI) / 180;
  const [x, y] = [Math.cos(radians), Math.sin(radians)];
  const across = [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ];
  // Rows run down and the angle up, hence the sign.
  const down = [
    [1, 2, 1],
    [0, 0, 0],
    [-1, -2, -1],
  ];
  return across.map((row, at) =>
    // To 1/1024: exact in every number format, whatever the last bit of a sine is.
    row.map(
      (value, index) => Math.round(((value * x + (down[at]?.[index] ?? 0) * y) / 4) * 1024) / 1024,
    ),
  );
}

export const emboss = defineOperation({
  id: 'emboss',
  label: 'Emboss',
  group: 'detail',
  icon: 'stamp',
  summary: 'Makes a relief of the picture, lit from one side.',
  keywords: ['relief', 'bump', '3d', 'engrave'],
  source:
    'Slope of luma towards the light by Sobel’s masks turned by the angle, times strength; added ' +
    'to middle grey or to every channel. On sRGB values.',
  example: { text: 'Turn a coin or a wall into a relief.', values: { strength: 200 } },
  reads: 'in-order',
  previewSimilarity: {
    min: 0.6,
    reason:
      'It shows the finest differences between pixels, which a smaller preview does not have.',
  },
  parameters,
  build: (image, { strength, angle, look }) =>
    image.onColour((colour) => {
      // The side that turns away from the light falls off towards it.
      const slope = lumaOf(colour)
        .conv(create.matrix(slopeMask(angle)), { precision: 'float' })
        .linear([-strength / 100], [0]);
      if (look === 'colour') return rounded(colour.add(slope), colour);
      return slope
        .linear([1], [colour.white.over(2).plus(0.5)])
        .cast(colour.format)
        .copy({ interpretation: colour.grey });
    }),
  brief: ({ strength, angle }) =>
    `${parameters.strength.format(strength)}, light from ${parameters.angle.format(angle)}`,
  sentence: ({ strength, angle, look }) =>
    `Embossed by ${parameters.strength.format(strength)}, lit from ` +
    `${parameters.angle.format(angle)}, ${look === 'relief' ? 'as a grey relief' : 'on the picture'}.`,
});
