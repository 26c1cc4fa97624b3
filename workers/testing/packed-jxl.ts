import { brotliCompressSync } from 'node:zlib';
import { bigEndian, joinBytes, latinBytes, latinText } from '../../src/core/base/join-bytes';

/** Returns a JPEG XL file with its boxes of metadata packed, as cjxl and cameras write them. */
export function packedJxl(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const boxes: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const length = view.getUint32(at) || file.length - at;
    const [kind, whole] = [file.subarray(at + 4, at + 8), file.subarray(at, at + length)];
    if (['Exif', 'xml '].includes(latinText(kind))) {
      const body = brotliCompressSync(whole.subarray(8));
      boxes.push(bigEndian(12 + body.length, 4), latinBytes('brob'), kind, body);
    } else boxes.push(whole);
    at += length;
  }
  return joinBytes(...boxes);
}
