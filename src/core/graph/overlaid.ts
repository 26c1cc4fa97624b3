import { inColour, rounded } from './luma';
import type { Picture } from './picture';

/**
 * Lays another picture over this one: `overlayOf` returns it, sRGB with alpha in 8 bits and as
 * large as the picture that it is given. A grey picture becomes RGB.
 */
export function overlaid(
  image: Picture,
  opacity: number,
  overlayOf: (picture: Picture) => Picture,
): Picture {
  const lay = (ready: Picture, solid: (colour: Picture) => Picture): Picture =>
    ready.onPremultiplied((picture) => {
      const overlay = overlayOf(picture);
      const colour = overlay.extractBand(0, { n: 3 }).linear([ready.white.over(255)], [0]);
      const share = overlay.extractBand(3).linear([opacity / 255], [0]);
      const result = picture.add(solid(colour).subtract(picture).multiply(share));
      // With alpha the numbers are fractions, which stay so until alpha is divided out again.
      return picture.when(
        'isFloat',
        () => result,
        (whole) => rounded(result, whole),
      );
    });
  return inColour(image).when(
    'hasAlpha',
    (clear) =>
      lay(clear, (colour) => colour.bandjoin(colour.extractBand(0).linear([0], [clear.white]))),
    (solid) => lay(solid, (colour) => colour),
  );
}
