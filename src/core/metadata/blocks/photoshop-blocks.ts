/** Image resources that hold a small picture of the original (Adobe, "Photoshop File Formats"). */
const thumbnails: ReadonlySet<number> = new Set([0x0409, 0x040c]);
const signature = [0x38, 0x42, 0x49, 0x4d]; // "8BIM"

const startsBlock = (bytes: Uint8Array, at: number): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

/**
 * Returns Photoshop's image resources, as in a JPEG's APP13 segment, without the small pictures in
 * them. What is not understood is returned as it is, up to and including the place.
 */
export function withoutThumbnails(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.findIndex((_, index) => startsBlock(bytes, index));
  if (at < 0) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  while (at + 12 <= bytes.length && startsBlock(bytes, at)) {
    const id = view.getUint16(at + 4);
    // A name of a length byte and letters, and the data, are each padded to an even length.
    const nameBytes = (view.getUint8(at + 6) + 2) & ~1;
    const sizeAt = at + 6 + nameBytes;
    if (sizeAt + 4 > bytes.length) break;
    const size = view.getUint32(sizeAt);
    const end = Math.min(bytes.length, sizeAt + 4 + size + (size % 2));
    if (!thumbnails.has(id)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const result = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of kept) {
    result.set(part, filled);
    filled += part.length;
  }
  return result;
}
