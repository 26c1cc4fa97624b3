import { bigEndian, joinBytes, latinBytes } from '../../base/join-bytes';
import { splitXmp } from '../blocks/extended-xmp';
import { exifWithin } from '../blocks/keep-in-exif';
import { app1, app13, extensionStart, photoshopName, xmpName } from '../sources/jpeg-segments';
import type { Told } from '../told';

/** A segment's length, which counts its own two bytes, has 16 bits. */
const max = 0xffff - 2;
const exifName = latinBytes('Exif\0\0');
const xmpStart = latinBytes(xmpName);
/** Bytes of a long packet in one segment, as others write it. */
const partBytes = 65_400;
const photoshopStart = latinBytes(photoshopName);
const app0 = 0xe0;

/** Returns a segment; nothing for what is too long for one, or not there. */
function segment(marker: number, name: Uint8Array, content: Uint8Array | null): Uint8Array {
  if (content === null || name.length + content.length > max) return new Uint8Array();
  const length = bigEndian(2 + name.length + content.length, 2);
  return joinBytes([0xff, marker], length, name, content);
}

/** Returns a packet in one segment, or what does not fit there in further ones. */
function xmpSegments(xmp: Uint8Array | null): Uint8Array {
  if (xmp === null || xmpStart.length + xmp.length <= max) return segment(app1, xmpStart, xmp);
  const split = splitXmp(new TextDecoder().decode(xmp), max - xmpStart.length);
  if (split === null) return new Uint8Array();
  const { main, extension, name } = split;
  const parts: Uint8Array[] = [segment(app1, xmpStart, main)];
  for (let at = 0; at < extension.length; at += partBytes) {
    const head = [bigEndian(extension.length, 4), bigEndian(at, 4)];
    const start = joinBytes(latinBytes(extensionStart + name), ...head);
    parts.push(segment(app1, start, extension.subarray(at, at + partBytes)));
  }
  return joinBytes(...parts);
}

/** Returns Photoshop's resources, which begin with their name, in as many segments as they take. */
function resourceSegments(resources: Uint8Array | null): Uint8Array {
  if (resources === null) return new Uint8Array();
  const room = max - photoshopStart.length;
  const parts: Uint8Array[] = [];
  for (let at = photoshopStart.length; at < resources.length; at += room) {
    parts.push(segment(app13, photoshopStart, resources.subarray(at, at + room)));
  }
  return joinBytes(...parts);
}

/**
 * Returns a JPEG file with what is told, in the segments in which readers look (Exif 3.0, 4.7.2;
 * XMP part 3, 1.1.3; Photoshop's in APP13). XMP and Photoshop's resources may take several; a block
 * of EXIF that is too long goes without its longest values.
 */
export function tellInJpeg(file: Uint8Array, { exif, xmp, iptc }: Told): Uint8Array {
  const hasJfif = file[2] === 0xff && file[3] === app0;
  const at = hasJfif ? 4 + (file[4] ?? 0) * 256 + (file[5] ?? 0) : 2;
  return joinBytes(
    file.subarray(0, at),
    segment(app1, exifName, exif && exifWithin(exif, max - exifName.length)),
    xmpSegments(xmp),
    resourceSegments(iptc),
    file.subarray(at),
  );
}
