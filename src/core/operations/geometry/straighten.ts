import { defineOperation } from '../define';
import { degrees, toggle } from '../../parameters';
import { straightened } from './rotate';

const parameters = {
  angle: degrees({
    label: 'Angle',
    hint: 'Clockwise. Or draw along a horizon on the picture.',
    initial: 2,
    min: -45,
    max: 45,
    step: 0.1,
  }),
  crop: toggle({
    label: 'Crop the corners away',
    hint: 'Otherwise they are transparent.',
    initial: true,
  }),
};

export const straighten = defineOperation({
  id: 'straighten',
  label: 'Straighten',
  group: 'geometry',
  icon: 'ruler',
  interactive: 'horizon',
  summary: 'Levels a horizon; the corners are cropped away.',
  keywords: ['level', 'horizon', 'tilt', 'rotate', 'angle'],
  source:
    'As Rotate by a free angle: libvips affine around the centre with bicubic interpolation, then ' +
    'the largest upright rectangle inside.',
  example: { text: 'Level the sea in a holiday photo.', values: { angle: 6 } },
  reads: 'anywhere',
  parameters,
  build: (image, { angle, crop }) =>
    angle === 0
      ? image
      : straightened(image, { angle, edges: crop ? 'crop' : 'transparent', fill: '#000000' }),
  isIdentity: ({ angle }) => angle === 0,
  neutral: { angle: 0 },
  beginsNeutral: true,
  addsAlpha: ({ angle, crop }) => angle !== 0 && !crop,
  brief: ({ angle, crop }) => parameters.angle.format(angle) + (crop ? '' : ', corners kept'),
  sentence: ({ angle, crop }) =>
    `Straightened by ${parameters.angle.format(angle)}, ` +
    `${crop ? 'cropping the corners away' : 'leaving the corners transparent'}.`,
});
