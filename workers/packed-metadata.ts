import type { VipsBinding } from './binding';

const exifHeader = new TextEncoder().encode('Exif\0\0');

/**
 * Returns the blocks of EXIF and XMP of a JPEG XL file, which holds them compressed with Brotli:
 * browsers open that nowhere but in libjxl. Returns nothing for other files.
 */
export function packedMetadata(vips: VipsBinding, bytes: Uint8Array): readonly Uint8Array[] {
  const isJxl = new TextDecoder('latin1').decode(bytes.subarray(4, 8)) === 'JXL ';
  if (!isJxl) return [];
  const image = vips.Image.newFromBuffer(bytes);
  try {
    return ['exif-data', 'xmp-data'].flatMap((name) => {
      if (image.getTypeof(name) === 0) return [];
      const block = image.getBlob(name).slice();
      const isNamed = exifHeader.every((byte, at) => block[at] === byte);
      return [isNamed ? block.subarray(exifHeader.length) : block];
    });
  } finally {
    image.delete();
  }
}
