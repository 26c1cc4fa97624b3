import { latinText } from '../../base/join-bytes';

export const [app1, app13] = [0xe1, 0xed];
const startOfScan = 0xda;
export const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
/** Before a part of a packet that takes several segments: then follow its name, length and place. */
export const extensionStart = 'http://ns.adobe.com/xmp/extension/\0';
export const photoshopName = 'Photoshop 3.0\0';

/** A segment of a JPEG before its picture. */
export interface JpegSegment {
  readonly marker: number;
  readonly content: Uint8Array;
  /** Where it begins and ends in the file, its marker and length with it. */
  readonly from: number;
  readonly end: number;
}

/** Returns the segments before the picture; none for other files. What is cut off ends them. */
export function jpegSegments(bytes: Uint8Array): readonly JpegSegment[] {
  const found: JpegSegment[] = [];
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return found;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? startOfScan;
    if (marker === startOfScan) break;
    // A marker may have more of its first byte before it.
    if (marker === 0xff) at += 1;
    else {
      const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
      if (end < at + 4 || end > bytes.length) break;
      found.push({ marker, content: bytes.subarray(at + 4, end), from: at, end });
      at = end;
    }
  }
  return found;
}

/** Returns whether a segment is of a kind and begins with a name. */
export const isNamed = ({ marker, content }: JpegSegment, kind: number, name: string): boolean =>
  marker === kind && latinText(content.subarray(0, name.length)) === name;
