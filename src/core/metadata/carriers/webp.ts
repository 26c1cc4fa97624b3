import { joinBytes, latinBytes, latinText } from '../../base/join-bytes';
import type { Told } from '../told';

const littleEndian = (number: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
};

const chunk = (kind: string, content: Uint8Array | null): Uint8Array =>
  content === null
    ? new Uint8Array()
    : joinBytes(
        latinBytes(kind),
        littleEndian(content.length),
        content,
        content.length % 2 ? [0] : [],
      );

/** Where the chunk VP8X keeps what else is in the file, and its bits for EXIF and XMP. */
const flagsAt = 20;
const [exifFlag, xmpFlag] = [0x08, 0x04];

/**
 * Returns a WebP file with what is told (RFC 9649, 2.7). The file is one with a colour profile, as
 * ours always are: others have no room to say what else is in them.
 */
export function tellInWebp(file: Uint8Array, { exif, xmp }: Told): Uint8Array {
  if (exif === null && xmp === null) return file;
  if (latinText(file.subarray(12, 16)) !== 'VP8X') throw new TypeError('a WebP without VP8X');
  const told = joinBytes(file, chunk('EXIF', exif), chunk('XMP ', xmp));
  const view = new DataView(told.buffer);
  view.setUint8(flagsAt, view.getUint8(flagsAt) | (exif ? exifFlag : 0) | (xmp ? xmpFlag : 0));
  view.setUint32(4, told.length - 8, true);
  return told;
}
