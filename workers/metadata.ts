import type Vips from 'wasm-vips';

/** Upright, as EXIF says it. */
const upright = 1;

/** What describes the file the picture came from, not the picture that is written. */
const staleFields: readonly RegExp[] = [
  // The camera's small picture would show what was cropped or blurred away.
  /^jpeg-thumbnail-data$/,
  /^exif-ifd1-/,
  // A gain map no longer fits edited pixels.
  /^gainmap/,
  // The pixels are sRGB now; the saver embeds that profile.
  /^icc-profile-data$/,
  // Photoshop's own block holds another small picture of the original.
  /^photoshop-data$/,
  // Encoder and page details of the source file.
  /^(?:n-pages|page-height|loop|delay|gif-|heif-primary|heif-compression|jpeg-multiscan)/,
];

/**
 * Returns a copy of the picture whose metadata fit what is written: the orientation is upright and
 * everything that still shows the picture as it was is gone. The caller deletes the copy.
 */
export function withFreshMetadata(image: Vips.Image): Vips.Image {
  const copy = image.copy();
  const fields = copy.getFields();
  try {
    for (const name of [...fields]) {
      if (staleFields.some((pattern) => pattern.test(name))) copy.remove(name);
    }
    if (copy.getTypeof('orientation') !== 0) copy.setInt('orientation', upright);
    return copy;
  } finally {
    fields.delete();
  }
}
