import type { MetadataGroup } from '../groups';
import { groupOfIptc } from '../tag-groups';
import { bigEndian, joinBytes } from '../../base/join-bytes';

const signature = [0x38, 0x42, 0x49, 0x4d]; // "8BIM"
/** The name of the segment in a JPEG, without which no reader looks into it. */
const segmentName = new TextEncoder().encode('Photoshop 3.0\0');
/** Photoshop's image resource that holds IPTC (Adobe, "Photoshop File Formats"). */
const iptcResource = 0x0404;
const marker = 0x1c;

/**
 * How a format keeps IPTC: in a JPEG's segment of Photoshop's image resources, bare as in TIFF, or as
 * those resources in a text of a PNG.
 */
export type IptcForm = 'segment' | 'bare' | 'profile';

/** Returns where Photoshop's image resources begin, or −1 where IPTC comes bare. */
const resourcesAt = (bytes: Uint8Array): number =>
  bytes[0] === marker
    ? -1
    : bytes.findIndex((_, index) =>
        signature.every((byte, offset) => bytes[index + offset] === byte),
      );

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

/** Returns IPTC as it stands in files of a format; null when nothing can be kept there. */
export function iptcFor(form: IptcForm, bytes: Uint8Array): Uint8Array | null {
  // Beside IPTC, Photoshop's block holds other resources, which stay.
  const resources = resourcesAt(bytes);
  if (form !== 'bare' && resources >= 0) {
    const block = bytes.subarray(resources);
    return form === 'segment' ? joinBytes(segmentName, block) : block;
  }
  const block = bare(bytes);
  if (block[0] !== marker) return null;
  if (form === 'bare') return block;
  return form === 'segment' ? joinBytes(segmentName, wrapped(block)) : wrapped(block);
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
  return informs ? joinBytes(...kept) : null;
}

/** Returns datasets as the only one of Photoshop's resources. */
const wrapped = (block: Uint8Array): Uint8Array =>
  joinBytes(
    signature,
    bigEndian(iptcResource, 2),
    bigEndian(0, 2),
    bigEndian(block.length, 4),
    block,
    block.length % 2 ? [0] : [],
  );
