import { zlibSync } from 'fflate';
import { crc32 } from '../../base/crc32';
import { bigEndian, joinBytes, latinBytes } from '../../base/join-bytes';
import type { Told } from '../told';

/** Signature and header of a PNG, after which everything else may follow. */
const headBytes = 33;

function chunk(kind: string, ...content: readonly Uint8Array[]): Uint8Array {
  const named = joinBytes(latinBytes(kind), ...content);
  return joinBytes(bigEndian(named.length - 4, 4), named, bigEndian(crc32(named), 4));
}

/** A keyword, and that neither compression nor a language follows. */
const xmpHead = latinBytes('XML:com.adobe.xmp\0\0\0\0\0');
/** A keyword, and that it is packed as zlib does. */
const iptcHead = latinBytes('Raw profile type iptc\0\0');

/** IPTC as ImageMagick began to write it and others read it: a name, a length and hex digits. */
function rawProfile(content: Uint8Array): Uint8Array {
  const lines: string[] = [];
  for (let at = 0; at < content.length; at += 36) {
    const line = [...content.subarray(at, at + 36)];
    lines.push(line.map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return latinBytes(`\niptc\n${String(content.length).padStart(8)}\n${lines.join('\n')}\n`);
}

/** Returns a PNG file with what is told (PNG 3, 11.3.3 and 11.3.4.5; XMP part 3, 1.1.5). */
export function tellInPng(file: Uint8Array, { exif, xmp, iptc, texts }: Told): Uint8Array {
  return joinBytes(
    file.subarray(0, headBytes),
    exif ? chunk('eXIf', exif) : [],
    xmp ? chunk('iTXt', xmpHead, xmp) : [],
    iptc ? chunk('zTXt', iptcHead, zlibSync(rawProfile(iptc))) : [],
    texts ?? [],
    file.subarray(headBytes),
  );
}
