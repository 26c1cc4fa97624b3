import { ratioChoices, ratioOf } from '../../crop/ratios';
import { defineOperation } from '../define';
import { choice } from '../../parameters';

const parameters = {
  aspect: choice({ label: 'Aspect ratio', initial: '1:1', options: ratioChoices }),
  keep: choice({
    label: 'Keep',
    initial: 'attention',
    options: [
      { value: 'attention', label: 'What draws the eye' },
      { value: 'entropy', label: 'Where most is going on' },
      { value: 'centre', label: 'The middle' },
    ],
  }),
};

export const smartCrop = defineOperation({
  id: 'smart-crop',
  label: 'Smart crop',
  group: 'geometry',
  icon: 'scan',
  summary: 'Crops to an aspect ratio around what matters.',
  keywords: ['auto crop', 'thumbnail', 'square', 'attention', 'entropy', 'face'],
  source:
    'The largest rectangle of the ratio (libvips smartcrop): "what draws the eye" looks for edges, ' +
    'skin tones and saturated colours; "most going on" for the highest entropy.',
  example: { text: 'Make square thumbnails of any pictures.' },
  reads: 'anywhere',
  parameters,
  build: (image, { aspect, keep }) => {
    const ratio = ratioOf(aspect);
    return image.smartcrop(
      image.height.times(ratio).rounded().atMost(image.width).atLeast(1),
      image.width.over(ratio).rounded().atMost(image.height).atLeast(1),
      { interesting: keep },
    );
  },
  looksAtWhole: ({ keep }) => keep !== 'centre',
  brief: ({ aspect, keep }) => `${aspect}, ${keep}`,
  sentence: ({ aspect, keep }) =>
    `Cropped to ${aspect}, keeping ` +
    { attention: 'what draws the eye', entropy: 'where most is going on', centre: 'the middle' }[
      keep
    ] +
    '.',
});
