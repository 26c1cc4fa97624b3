import { bigEndian, joinBytes, latinBytes } from '../../base/join-bytes';
import { exifWithin } from '../blocks/keep-in-exif';
import type { Told } from '../told';

/** A segment's length, which counts its own two bytes, has 16 bits. */
const max = 0xffff - 2;
const exifName = latinBytes('Exif\0\0');
const xmpName = latinBytes('http://ns.adobe.com/xap/1.0/\0');
const app0 = 0xe0;
const app1 = 0xe1;
const app13 = 0xed;

/** Returns a segment; nothing for what is too long for one, or not there. */
function segment(marker: number, name: Uint8Array, content: Uint8Array | null): Uint8Array {
  if (content === null || name.length + content.length > max) return new Uint8Array();
  const length = bigEndian(2 + name.length + content.length, 2);
  return joinBytes([0xff, marker], length, name, content);
}

/**
 * Returns a JPEG file with what is told, in the segments in which readers look (Exif 3.0, 4.7.2;
 * XMP part 3, 1.1.3; Photoshop's in APP13). A block of EXIF that is too long goes without its longest
 * values.
 */
export function tellInJpeg(file: Uint8Array, { exif, xmp, iptc }: Told): Uint8Array {
  const hasJfif = file[2] === 0xff && file[3] === app0;
  const at = hasJfif ? 4 + (file[4] ?? 0) * 256 + (file[5] ?? 0) : 2;
  return joinBytes(
    file.subarray(0, at),
    segment(app1, exifName, exif && exifWithin(exif, max - exifName.length)),
    segment(app1, xmpName, xmp),
    segment(app13, new Uint8Array(), iptc),
    file.subarray(at),
  );
}
