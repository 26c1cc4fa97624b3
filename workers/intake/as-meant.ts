import type Vips from 'wasm-vips';
import type { ImageHeader } from '../../src/core/source/image-header';

/** Black and white of 8 bits as television stores them (ITU-R BT.709, 5). */
const [black, white] = [16, 235];

/**
 * Returns a decoded picture with its numbers as its header means them: those from black to white of
 * television made whole. `image` is deleted when it is not what is returned.
 */
export const asMeant = (image: Vips.Image, { limited }: ImageHeader): Vips.Image =>
  limited === undefined ? image : stretched(image, limited);

function stretched(
  image: Vips.Image,
  { grey, alpha }: NonNullable<ImageHeader['limited']>,
): Vips.Image {
  const hasAlpha = image.hasAlpha();
  const isStretched = Array.from({ length: image.bands }, (_, band) =>
    hasAlpha && band === image.bands - 1 ? alpha : grey,
  );
  const factor = 255 / (white - black);
  const unit = image.format === 'ushort' ? 256 : 1;
  const fractions = image.linear(
    isStretched.map((one) => (one ? factor : 1)),
    // A half more, because making whole numbers cuts off.
    isStretched.map((one) => (one ? 0.5 - black * unit * factor : 0.5)),
  );
  const whole = fractions.cast(image.format);
  fractions.delete();
  image.delete();
  return whole;
}
