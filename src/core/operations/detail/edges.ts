import { lumaOf } from '../../graph/luma';
import { defineOperation } from '../define';
import { choice, percent, pixels, toggle } from '../../parameters';

const parameters = {
  method: choice({
    label: 'Method',
    initial: 'sobel',
    options: [
      { value: 'sobel', label: 'Sobel, soft' },
      { value: 'canny', label: 'Canny, thin' },
    ],
  }),
  radius: pixels({
    label: 'Smoothing',
    hint: 'Blurs before, so that noise is no edge.',
    initial: 1.4,
    min: 0.3,
    max: 10,
    step: 0.1,
    shownWhen: ({ method }) => method === 'canny',
  }),
  strength: percent({ label: 'Strength', initial: 100, min: 10, max: 500 }),
  inverted: toggle({ label: 'Dark on white', initial: true }),
};

export const edges = defineOperation({
  id: 'edges',
  label: 'Edges',
  group: 'detail',
  icon: 'pencil-line',
  summary: 'Shows where the picture changes, like a drawing.',
  keywords: ['sobel', 'canny', 'outline', 'sketch', 'contour', 'line drawing'],
  source:
    'Sobel’s gradient or Canny’s thinned edges of luma in 8 bits (libvips sobel and canny), times ' +
    'strength. The result has one grey band, and alpha where there was one.',
  example: { text: 'Make a line drawing of a building.', values: { strength: 200 } },
  reads: 'in-order',
  previewSimilarity: {
    min: 0.5,
    reason:
      'It shows the finest differences between pixels, which a smaller preview does not have.',
  },
  parameters,
  build: (image, { method, radius, strength, inverted }) =>
    image.onColour((colour) => {
      const shallow = lumaOf(colour)
        .linear([colour.white.under(255)], [0.5])
        .cast('uchar');
      const found =
        method === 'sobel'
          ? shallow.sobel()
          : shallow.canny({ sigma: Math.max(radius, 0.2), precision: 'integer' });
      const scaled = found.linear([colour.white.over(255).times(strength / 100)], [0]);
      return scaled
        .linear([inverted ? -1 : 1], [inverted ? colour.white.plus(0.5) : 0.5])
        .cast(colour.format)
        .copy({ interpretation: colour.grey });
    }),
  brief: ({ method, strength }) =>
    `${parameters.method.format(method)}, ${parameters.strength.format(strength)}`,
  sentence: ({ method, strength, inverted }) =>
    `Drew the edges found by ${method === 'sobel' ? 'Sobel' : 'Canny'}, ` +
    `${parameters.strength.format(strength)} strong, ${inverted ? 'dark on white' : 'light on black'}.`,
});
