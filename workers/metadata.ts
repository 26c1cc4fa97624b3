import type Vips from 'wasm-vips';
import { withoutThumbnails } from './photoshop-blocks';

/** Upright, as EXIF says it. */
const upright = 1;
/** EXIF's ColorSpace for sRGB, in libvips's writing of EXIF values. */
const exifSrgb = '1 (sRGB, Short, 1 components, 2 bytes)';

/** What describes the file the picture came from, not the picture that is written. */
const staleFields: readonly RegExp[] = [
  // The camera's small picture would show what was cropped or blurred away.
  /^jpeg-thumbnail-data$/,
  /^exif-ifd1-/,
  // A gain map no longer fits edited pixels.
  /^gainmap/,
  // The pixels are sRGB now; the saver embeds that profile.
  /^icc-profile-data$/,
  // Photoshop's own block of a TIFF: layers and small pictures of the original.
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
    const names = [...fields];
    for (const name of names) {
      if (staleFields.some((pattern) => pattern.test(name))) copy.remove(name);
    }
    if (names.includes('orientation')) copy.setInt('orientation', upright);
    if (names.includes('exif-data')) copy.setString('exif-ifd2-ColorSpace', exifSrgb);
    if (names.includes('iptc-data')) {
      copy.setBlob('iptc-data', withoutThumbnails(copyOfBlob(copy, 'iptc-data')));
    }
    if (names.includes('xmp-data')) refreshXmp(copy);
    return copy;
  } finally {
    fields.delete();
  }
}

/**
 * Returns a metadata field's bytes as our own. What libvips hands out lies in memory that is shared
 * and growable, which decoders of text refuse in browsers.
 */
const copyOfBlob = (image: Vips.Image, name: string): Uint8Array => image.getBlob(name).slice();

/** Corrects what an XMP packet says about the file it came from. */
function refreshXmp(image: Vips.Image): void {
  const before = new TextDecoder().decode(copyOfBlob(image, 'xmp-data'));
  if (before.includes('http://ns.adobe.com/hdr-gain-map/')) {
    // It describes a gain map that is not there any more, and readers would look for it.
    image.remove('xmp-data');
    return;
  }
  const after = before
    .replace(/<(xmp|xap):Thumbnails>.*?<\/\1:Thumbnails>/gsu, '')
    .replace(/(tiff:Orientation(?:\s*=\s*["']|>))[2-8]/gu, `$1${upright}`);
  if (after !== before) image.setBlob('xmp-data', new TextEncoder().encode(after));
}
