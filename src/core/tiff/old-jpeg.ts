import { readTiffDirectory } from './directory';

const startTag = 513;

/**
 * Returns the whole JPEG file that lies in a TIFF of the old style (TIFF 6.0, section 22), or null
 * when its picture is stored in parts.
 */
export function wholeJpegIn(file: Uint8Array): Uint8Array | null {
  const directory = readTiffDirectory(file);
  const start = directory?.first(startTag, 0) ?? 0;
  if (start === 0 || file[start] !== 0xff || file[start + 1] !== 0xd8) return null;
  // Its length is often told wrong. A JPEG says itself where it ends.
  return file.slice(start);
}
