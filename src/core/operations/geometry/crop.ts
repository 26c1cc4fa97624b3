import { percentOf } from '../../base/numbers';
import { ratioChoices } from '../../crop/ratios';
import { quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { choice, rectangle } from '../../parameters';

const parameters = {
  area: rectangle({
    label: 'Area',
    hint: 'The part of the picture that is kept.',
    initial: { left: 0.05, top: 0.05, width: 0.9, height: 0.9 },
  }),
  aspect: choice({
    label: 'Aspect ratio',
    hint: 'Held while the area is dragged.',
    initial: 'free',
    options: [
      { value: 'free', label: 'Free' },
      { value: 'original', label: 'Original' },
      ...ratioChoices,
    ],
  }),
};

export const crop = defineOperation({
  id: 'crop',
  label: 'Crop',
  group: 'geometry',
  icon: 'crop',
  interactive: 'crop',
  summary: 'Keeps a rectangle of the picture and cuts the rest away.',
  keywords: ['cut', 'trim', 'frame', 'aspect ratio', 'square'],
  source:
    'libvips extract_area. Each edge of the rectangle goes to the nearest whole pixel; at least ' +
    'one pixel is kept.',
  example: {
    text: 'Cut a photo to a square for a profile picture.',
    values: { area: { left: 0.2, top: 0.1, width: 0.6, height: 0.8 } },
  },
  reads: 'in-order',
  parameters,
  build(image, { area }) {
    const left = quantity(area.left).times(image.width).rounded().atMost(image.width.minus(1));
    const top = quantity(area.top).times(image.height).rounded().atMost(image.height.minus(1));
    const right = quantity(area.left + area.width)
      .times(image.width)
      .rounded();
    const bottom = quantity(area.top + area.height)
      .times(image.height)
      .rounded();
    return image.extractArea(
      left,
      top,
      right.atMost(image.width).minus(left).atLeast(1),
      bottom.atMost(image.height).minus(top).atLeast(1),
    );
  },
  isIdentity: ({ area: { left, top, width, height } }) =>
    left === 0 && top === 0 && width === 1 && height === 1,
  neutral: { area: { left: 0, top: 0, width: 1, height: 1 } },
  brief: ({ area, aspect }) =>
    parameters.area.format(area) + (aspect === 'free' ? '' : `, ${aspect}`),
  sentence: ({ area }) =>
    `Cropped to ${parameters.area.format(area)} of the picture, from ` +
    `${percentOf(area.left)} across and ${percentOf(area.top)} down.`,
});
