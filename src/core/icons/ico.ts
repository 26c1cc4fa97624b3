/** A picture of an ICO file. */
export interface IcoPicture {
  /** Pixels of each side, at most 256. */
  readonly side: number;
  readonly png: Uint8Array<ArrayBuffer>;
}

const headBytes = 6;
const entryBytes = 16;

/**
 * Returns an ICO file of square pictures that are stored as PNG, which every browser and Windows
 * since Vista read. Layout: Microsoft, "Icons" (ICONDIR and ICONDIRENTRY), little-endian.
 */
export function icoFile(pictures: readonly IcoPicture[]): Uint8Array<ArrayBuffer> {
  const head = headBytes + entryBytes * pictures.length;
  const total = pictures.reduce((sum, { png }) => sum + png.length, head);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const iconType = 1;
  view.setUint16(2, iconType, true);
  view.setUint16(4, pictures.length, true);
  let at = head;
  for (const [index, { side, png }] of pictures.entries()) {
    const entry = headBytes + entryBytes * index;
    // 0 stands for 256.
    view.setUint8(entry, side % 256);
    view.setUint8(entry + 1, side % 256);
    view.setUint16(entry + 4, 1, true);
    view.setUint16(entry + 6, 32, true);
    view.setUint32(entry + 8, png.length, true);
    view.setUint32(entry + 12, at, true);
    bytes.set(png, at);
    at += png.length;
  }
  return bytes;
}
