import { bigEndian, joinBytes, latinBytes } from '../../base/join-bytes';
import type { Told } from '../told';

const box = (kind: string, ...content: readonly Uint8Array[]): Uint8Array => {
  const body = joinBytes(...content);
  return joinBytes(bigEndian(8 + body.length, 4), latinBytes(kind), body);
};

/** How a bare stream of JPEG XL begins. */
const isBare = (file: Uint8Array): boolean => file[0] === 0xff && file[1] === 0x0a;

/** What stands before the TIFF header in a box: how far ahead it lies. */
const offset = bigEndian(0, 4);

/**
 * Returns a JPEG XL file with what is told, in boxes behind the picture (ISO/IEC 18181-2, 9). They
 * are not compressed, so that every reader opens them.
 */
export function tellInJxl(file: Uint8Array, { exif, xmp }: Told): Uint8Array {
  if (exif === null && xmp === null) return file;
  const boxed = isBare(file)
    ? joinBytes(
        box('JXL ', latinBytes('\r\n\x87\n')),
        box('ftyp', latinBytes('jxl \0\0\0\0jxl ')),
        box('jxlc', file),
      )
    : file;
  return joinBytes(boxed, exif ? box('Exif', offset, exif) : [], xmp ? box('xml ', xmp) : []);
}
