import { defineOperation } from '../define';
import { choice } from '../../parameters';

const parameters = {
  direction: choice({
    label: 'Direction',
    initial: 'horizontal',
    options: [
      { value: 'horizontal', label: 'Horizontal' },
      { value: 'vertical', label: 'Vertical' },
      { value: 'both', label: 'Both' },
    ],
  }),
};

const sides = {
  horizontal: 'left to right',
  vertical: 'top to bottom',
  both: 'left to right and top to bottom',
} as const;

export const flip = defineOperation({
  id: 'flip',
  label: 'Flip',
  group: 'geometry',
  icon: 'square-centerline-dashed-vertical',
  summary: 'Mirrors the picture.',
  keywords: ['mirror', 'reflect', 'reverse'],
  source: 'libvips flip; both directions together are a turn by 180°. No pixel is changed.',
  example: { text: 'Mirror a selfie so that writing reads the right way.' },
  reads: 'anywhere',
  parameters,
  build: (image, { direction }) =>
    direction === 'both' ? image.rot('d180') : image.flip(direction),
  brief: ({ direction }) => sides[direction],
  sentence: ({ direction }) => `Mirrored the picture ${sides[direction]}.`,
});
