import type { Block } from '../graph/node';
import { create, record } from '../graph/picture';

/** Pixels on the check picture's sides: odd, and no multiple of each other. */
const checkSize = { width: 97, height: 61 } as const;

/**
 * A colourful picture that any libvips makes alike, from whole numbers: both places and their
 * product, modulo 256. Takes any picture and does not look at it.
 */
export const checkPicture: Block = record((any) => {
  const places = create.xyz(checkSize.width, checkSize.height);
  const [x, y] = [places.extractBand(0), places.extractBand(1)];
  const low = x.linear([0], [255]).cast('uint');
  return x
    .linear([2.65], [0])
    .cast('uint')
    .bandjoin([y.linear([4.2], [0]).cast('uint'), x.multiply(y).and(low)])
    .cast('uchar')
    .copy({ interpretation: any.rgb });
});
