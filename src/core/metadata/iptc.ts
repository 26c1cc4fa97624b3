import { groupOfIptc, type MetadataGroup } from './groups';

const signature = [0x38, 0x42, 0x49, 0x4d]; // "8BIM"
/** The name of the segment in a JPEG, without which no reader looks into it; libvips adds none. */
const segmentName = new TextEncoder().encode('Photoshop 3.0\0');
/** Photoshop's image resource that holds IPTC (Adobe, "Photoshop File Formats"). */
const iptcResource = 0x0404;
const marker = 0x1c;

/**
 * Returns a JPEG's segment of Photoshop's image resources with nothing in them but the IPTC datasets
 * of the groups that stay; null when none does. A block that is not understood ends it: nothing after
 * it stays.
 */
export function keepInIptc(
  bytes: Uint8Array,
  groups: ReadonlySet<MetadataGroup>,
): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.findIndex((_, index) =>
    signature.every((byte, offset) => bytes[index + offset] === byte),
  );
  // IPTC may also come bare, as TIFF keeps it.
  if (at < 0) return wrapped(datasets(bytes, groups));
  while (at + 12 <= bytes.length) {
    if (!signature.every((byte, offset) => bytes[at + offset] === byte)) return null;
    const nameBytes = (view.getUint8(at + 6) + 2) & ~1;
    const sizeAt = at + 6 + nameBytes;
    if (sizeAt + 4 > bytes.length) return null;
    const size = view.getUint32(sizeAt);
    const end = sizeAt + 4 + size;
    if (view.getUint16(at + 4) === iptcResource && end <= bytes.length) {
      return wrapped(datasets(bytes.subarray(sizeAt + 4, end), groups));
    }
    at = end + (size % 2);
  }
  return null;
}

/** The datasets that stay, joined; those of record 1 say how texts are encoded. */
function datasets(block: Uint8Array, groups: ReadonlySet<MetadataGroup>): Uint8Array[] {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const kept: Uint8Array[] = [];
  let informs = false;
  let at = 0;
  while (at + 5 <= block.length && block[at] === marker) {
    const [record, dataset] = [view.getUint8(at + 1), view.getUint8(at + 2)];
    const size = view.getUint16(at + 3);
    // A set bit means a size of more bytes, which no text needs.
    if (size >= 0x8000) break;
    const end = at + 5 + size;
    if (end > block.length) break;
    const isEncoding = record === 1 && dataset === 90;
    const isVersion = record === 2 && dataset === 0;
    const stays = record === 2 && groups.has(groupOfIptc(dataset));
    if (stays) informs = true;
    if (stays || isEncoding || isVersion) kept.push(block.subarray(at, end));
    at = end;
  }
  return informs ? kept : [];
}

function wrapped(kept: readonly Uint8Array[]): Uint8Array<ArrayBuffer> | null {
  const size = kept.reduce((sum, part) => sum + part.length, 0);
  if (size === 0) return null;
  const start = segmentName.length;
  const result = new Uint8Array(start + 12 + size + (size % 2));
  result.set(segmentName);
  result.set(signature, start);
  const view = new DataView(result.buffer);
  view.setUint16(start + 4, iptcResource);
  view.setUint32(start + 8, size);
  let at = start + 12;
  for (const part of kept) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
