import { withoutName } from '../../src/core/metadata/blocks/exif-block';
import { latinText } from '../../src/core/base/join-bytes';
import type { VipsBinding } from '../runtime/binding';

/** What libvips calls what boxes hold. */
const fields: ReadonlyMap<string, string> = new Map([
  ['Exif', 'exif-data'],
  ['xml ', 'xmp-data'],
]);

/** Returns what is in the boxes that are packed, by the names of those boxes. */
function packedBoxes(bytes: Uint8Array): ReadonlySet<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<string>();
  for (let at = 0; at + 16 <= bytes.length;) {
    const short = view.getUint32(at);
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    const from = at + (short === 1 ? 16 : 8);
    if (latinText(bytes.subarray(at + 4, at + 8)) === 'brob') {
      found.add(latinText(bytes.subarray(from, from + 4)));
    }
    // 0 is the last box, and less than its own head is none.
    if (length < 8) break;
    at += length;
  }
  return found;
}

/**
 * Returns the blocks of EXIF and XMP of a JPEG XL file, which holds them compressed with Brotli:
 * browsers open that nowhere but in libjxl. Returns nothing for other files,
 * and for those that were written here.
 */
export function packedMetadata(vips: VipsBinding, bytes: Uint8Array): readonly Uint8Array[] {
  const isJxl = latinText(bytes.subarray(4, 8)) === 'JXL ';
  if (!isJxl) return [];
  const packed = packedBoxes(bytes);
  if (packed.size === 0) return [];
  const image = vips.Image.newFromBuffer(bytes);
  try {
    return [...fields].flatMap(([kind, name]) =>
      packed.has(kind) && image.getTypeof(name) > 0
        ? [withoutName(image.getBlob(name).slice())]
        : [],
    );
  } finally {
    image.delete();
  }
}
