import { create } from '../../graph/picture';
import { wholeWeights } from '../../graph/weights';
import { defineOperation } from '../define';
import { degrees, pixels } from '../../parameters';

const parameters = {
  length: pixels({
    label: 'Length',
    initial: 20,
    min: 0,
    max: 100,
    step: 0.5,
    scale: 'logarithmic',
  }),
  angle: degrees({
    label: 'Angle',
    hint: '0° is level, 90° upright.',
    initial: 0,
    min: -90,
    max: 90,
    step: 1,
  }),
};

/** A shorter movement leaves every pixel where it is. */
const minLength = 0.5;
/** Places per pixel at which the line is looked at. */
const density = 16;

/** Weights of a line through the middle of a square, each place shared by the four pixels around. */
function lineMask(length: number, angle: number): { rows: number[][]; divisor: number } {
  const reach = Math.ceil(length / 2);
  const side = 2 * reach + 1;
  const weights = new Array<number>(side * side).fill(0);
  const radians = (angle * Math.PI) / 180;
  const count = Math.max(1, Math.round(length * density));
  for (let index = 0; index <= count; index += 1) {
    const along = length * (index / count - 0.5);
    // Rounded, so that a last bit of sine or cosine cannot move a place over to another pixel.
    const x = reach + Math.round(along * Math.cos(radians) * 4096) / 4096;
    const y = reach - Math.round(along * Math.sin(radians) * 4096) / 4096;
    const [left, top] = [Math.min(Math.floor(x), side - 2), Math.min(Math.floor(y), side - 2)];
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const share = (1 - Math.abs(x - left - dx)) * (1 - Math.abs(y - top - dy));
      const place = (top + dy) * side + left + dx;
      weights[place] = (weights[place] ?? 0) + share;
    }
  }
  const { whole, divisor } = wholeWeights(weights);
  const rows = Array.from({ length: side }, (_, row) => whole.slice(row * side, (row + 1) * side));
  return { rows, divisor };
}

export const motionBlur = defineOperation({
  id: 'motion-blur',
  label: 'Motion blur',
  group: 'detail',
  icon: 'wind',
  summary: 'Blurs along a line, as if the camera had moved.',
  keywords: ['movement', 'speed', 'pan', 'direction'],
  source:
    'Convolution with a line through each pixel, its weights spread over the nearest pixels ' +
    '(libvips conv), on premultiplied alpha.',
  example: { text: 'Give a parked car some speed.', values: { length: 40 } },
  reads: 'in-order',
  parameters,
  build: (image, { length, angle }) => {
    if (length < minLength) return image;
    const { rows, divisor } = lineMask(length, angle);
    return image.onPremultiplied((picture) =>
      picture.conv(create.mask(rows, divisor), { precision: 'integer' }),
    );
  },
  isIdentity: ({ length }) => length < minLength,
  neutral: { length: 0 },
  brief: ({ length, angle }) =>
    `${parameters.length.format(length)} at ${parameters.angle.format(angle)}`,
  sentence: ({ length, angle }) =>
    `Blurred along ${parameters.length.format(length)} at ${parameters.angle.format(angle)}.`,
});
