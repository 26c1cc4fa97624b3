import type { RegionAnswer, RenderAnswer } from '../../../core/engine/contract';
import { isSameArea, type Size } from '../../../core/base/geometry';

/** Pixels and where they lie in the full-size picture, in its pixels. */
export interface Layer {
  readonly pixels: ImageBitmap | OffscreenCanvas;
  /** Makes what is drawn in place of them, once it is in sight; null where that is gone. */
  readonly made?: () => OffscreenCanvas | null;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One picture to draw: its full size, and layers from the coarsest to the sharpest. */
export interface Picture extends Size {
  readonly layers: readonly Layer[];
}

/** Returns the picture of an answer, with the real pixels of parts of it over the proxy. */
export function pictureOf(
  { frame }: Pick<RenderAnswer, 'frame'>,
  regions: readonly RegionAnswer[] = [],
): Picture {
  const { bitmap, fullWidth: width, fullHeight: height } = frame;
  const sharp = regions.map((region): Layer => ({ ...region, pixels: region.bitmap }));
  return { width, height, layers: [{ pixels: bitmap, left: 0, top: 0, width, height }, ...sharp] };
}

/**
 * Returns the picture of a file that was made from an answer: at the answer's size when it has the
 * same shape, so that it lies over the picture before, else at its own.
 */
export function pictureOfFile(answer: RenderAnswer, decoded: ImageBitmap): Picture {
  const { fullWidth, fullHeight } = answer.frame;
  const scale = Math.max(fullWidth / decoded.width, fullHeight / decoded.height);
  const isSameShape =
    Math.abs(decoded.width * scale - fullWidth) <= scale &&
    Math.abs(decoded.height * scale - fullHeight) <= scale;
  const { width, height } = isSameShape ? { width: fullWidth, height: fullHeight } : decoded;
  return { width, height, layers: [{ pixels: decoded, left: 0, top: 0, width, height }] };
}

/** Returns whether both are the same size, so that one can lie over the other. */
export const aligned = (one: Picture, other: Picture): boolean =>
  one.width === other.width && one.height === other.height;

/**
 * Returns the picture that `combine` makes of each pair of layers that show the same part. Layers
 * without a partner are left out: a proxy must never be compared with real pixels.
 */
export function combinePictures(
  one: Picture,
  other: Picture,
  combine: (one: Layer['pixels'], other: Layer['pixels']) => OffscreenCanvas,
): Picture {
  const layers = one.layers.flatMap((layer) => {
    const partner = other.layers.find((candidate) => isSameArea(candidate, layer));
    if (!partner) return [];
    // A bitmap that was closed meanwhile is 0 wide.
    const made = (): OffscreenCanvas | null =>
      partner.pixels.width === 0 ? null : combine(layer.pixels, partner.pixels);
    return [{ ...layer, made }];
  });
  return { ...one, layers };
}

/** Returns the picture with the pixels of each layer replaced where they are drawn. */
export const mapPicture = (
  picture: Picture,
  change: (pixels: Layer['pixels']) => OffscreenCanvas,
): Picture => ({
  ...picture,
  layers: picture.layers.map((layer) => ({ ...layer, made: () => change(layer.pixels) })),
});
