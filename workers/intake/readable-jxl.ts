import { limits } from '../../src/core/base/limits';
import { hasPackedBoxes, withBoxesUnpacked } from '../../src/core/source/kinds/jpeg-xl-packed';

/**
 * Returns a JPEG XL file such as the engine reads, its metadata unpacked, and whether some of them had
 * to be left out; other files are returned as they are.
 */
export async function readableJxl(
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly isCut: boolean }> {
  if (!hasPackedBoxes(bytes)) return { bytes, isCut: false };
  const { decompress } = await import('brotli/decompress.js');
  return withBoxesUnpacked(bytes, (packed) => {
    try {
      return decompress(packed, limits.metadata.inflatedBytes);
    } catch {
      // Damaged, or more than is read: it is said that something is missing.
      return null;
    }
  });
}
