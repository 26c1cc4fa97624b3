import { bigEndian, joinBytes, latinText } from '../../base/join-bytes';

/** What boxes hold that are of use unpacked. */
const wanted: ReadonlySet<string> = new Set(['Exif', 'xml ']);

interface PackedBox {
  readonly from: number;
  readonly end: number;
  /** What is packed: four letters. */
  readonly kind: Uint8Array;
  readonly packed: Uint8Array;
}

/** Returns the boxes of metadata that a JPEG XL file holds packed; none for other files. */
function packedBoxes(bytes: Uint8Array): readonly PackedBox[] {
  const found: PackedBox[] = [];
  if (latinText(bytes.subarray(4, 8)) !== 'JXL ') return found;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 16 <= bytes.length;) {
    const short = view.getUint32(at);
    // 0 is the last box, which goes on to the end of the file.
    const length =
      short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    const body = at + (short === 1 ? 16 : 8);
    const end = at + length;
    if (end < body || end > bytes.length) break;
    const kind = bytes.subarray(body, body + 4);
    if (latinText(bytes.subarray(at + 4, at + 8)) === 'brob' && wanted.has(latinText(kind))) {
      found.push({ from: at, end, kind, packed: bytes.subarray(body + 4, end) });
    }
    at = end;
  }
  return found;
}

/** Returns whether a JPEG XL file holds metadata that are packed with Brotli. */
export const hasPackedBoxes = (bytes: Uint8Array): boolean => packedBoxes(bytes).length > 0;

/**
 * Returns a JPEG XL file with its metadata unpacked, for our engine's libjxl has no dictionary of
 * Brotli and refuses the whole file (ISO/IEC 18181-2, 9.8). What cannot be unpacked is left out.
 * @param unpack returns null for what is damaged, or more than is read
 */
export function withBoxesUnpacked(
  bytes: Uint8Array,
  unpack: (packed: Uint8Array) => Uint8Array | null,
): { readonly bytes: Uint8Array; readonly isCut: boolean } {
  const parts: Uint8Array[] = [];
  let from = 0;
  let isCut = false;
  for (const box of packedBoxes(bytes)) {
    const content = unpack(box.packed);
    parts.push(bytes.subarray(from, box.from));
    // A damaged one may begin with its end.
    if (content === null || content.length === 0) isCut = true;
    else parts.push(bigEndian(8 + content.length, 4), box.kind, content);
    from = box.end;
  }
  return { bytes: joinBytes(...parts, bytes.subarray(from)), isCut };
}
