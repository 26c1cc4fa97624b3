import { groupOfIptc, type MetadataGroup } from './groups';

const signature = [0x38, 0x42, 0x49, 0x4d]; // "8BIM"
/** The name of the segment in a JPEG, without which no reader looks into it; libvips adds none. */
const segmentName = new TextEncoder().encode('Photoshop 3.0\0');
/** Photoshop's image resource that holds IPTC (Adobe, "Photoshop File Formats"). */
const iptcResource = 0x0404;
const marker = 0x1c;

/** How a format keeps IPTC: in a JPEG's segment of Photoshop's image resources, or bare as in TIFF. */
export type IptcForm = 'segment' | 'bare';

/** Returns where Photoshop's image resources begin, or −1 where IPTC comes bare. */
const resourcesAt = (bytes: Uint8Array): number =>
  bytes.findIndex((_, index) => signature.every((byte, offset) => bytes[index + offset] === byte));

/**
 * Returns the bare IPTC datasets of either form; empty when there are none. A resource that is not
 * understood ends it: nothing after it is found.
 */
function bare(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = resourcesAt(bytes);
  if (at < 0) return bytes;
  while (at + 12 <= bytes.length) {
    if (!signature.every((byte, offset) => bytes[at + offset] === byte)) break;
    const nameBytes = (view.getUint8(at + 6) + 2) & ~1;
    const sizeAt = at + 6 + nameBytes;
    if (sizeAt + 4 > bytes.length) break;
    const size = view.getUint32(sizeAt);
    const end = sizeAt + 4 + size;
    if (view.getUint16(at + 4) === iptcResource && end <= bytes.length) {
      return bytes.subarray(sizeAt + 4, end);
    }
    at = end + (size % 2);
  }
  return new Uint8Array();
}

/**
 * libvips counts a TIFF's IPTC in units of this many bytes where libtiff counts bytes, so that only
 * the first quarter of what it is given is written.
 */
const tiffUnit = 4;

/** Returns IPTC as libvips has to be given it for a format; null when nothing can be kept there. */
export function iptcFor(form: IptcForm, bytes: Uint8Array): Uint8Array | null {
  // Beside IPTC, a JPEG's segment holds other resources, which stay.
  if (form === 'segment' && resourcesAt(bytes) >= 0) return bytes;
  const block = bare(bytes);
  if (block[0] !== marker) return null;
  if (form === 'segment') return wrapped(block);
  const padded = new Uint8Array(tiffUnit * block.length);
  padded.set(block);
  return padded;
}

/**
 * Returns the bare IPTC datasets of the groups that stay; null when none does. Those of record 1 say
 * how texts are encoded.
 */
export function keepInIptc(
  bytes: Uint8Array,
  groups: ReadonlySet<MetadataGroup>,
): Uint8Array | null {
  const block = bare(bytes);
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
  return informs ? joined(kept) : null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Returns datasets as the only resource of a JPEG's segment. */
function wrapped(block: Uint8Array): Uint8Array {
  const start = segmentName.length;
  const result = new Uint8Array(start + 12 + block.length + (block.length % 2));
  result.set(segmentName);
  result.set(signature, start);
  const view = new DataView(result.buffer);
  view.setUint16(start + 4, iptcResource);
  view.setUint32(start + 8, block.length);
  result.set(block, start + 12);
  return result;
}
