import { unzlibSync } from 'fflate';

/** Bytes of the header of a WOFF file, and of one row of its list of tables. */
const [head, row] = [44, 20];
/** The same of an OpenType file. */
const [openTypeHead, openTypeRow] = [12, 16];

const padded = (length: number): number => (length + 3) & ~3;

/**
 * Returns the OpenType font in a WOFF file, for HarfBuzz reads no other. Throws for what is no WOFF.
 * Source: WOFF File Format 1.0 (W3C), sections 3 to 5.
 */
export function openTypeOf(bytes: Uint8Array): Uint8Array {
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // `wOFF`.
  if (bytes.length < head || from.getUint32(0) !== 0x774f4646) {
    throw new Error('the font is not a WOFF file');
  }
  const count = from.getUint16(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = head + row * index;
    const [tag, start, packed, length, checksum] = [0, 4, 8, 12, 16].map((field) =>
      from.getUint32(at + field),
    );
    if (start === undefined || packed === undefined || length === undefined) {
      throw new Error('the font is cut off');
    }
    const raw = bytes.subarray(start, start + packed);
    return {
      tag: tag ?? 0,
      checksum: checksum ?? 0,
      data: packed < length ? unzlibSync(raw) : raw,
    };
  });
  let at = openTypeHead + openTypeRow * count;
  const font = new Uint8Array(tables.reduce((sum, { data }) => sum + padded(data.length), at));
  const to = new DataView(font.buffer);
  const power = Math.floor(Math.log2(count));
  to.setUint32(0, from.getUint32(4));
  to.setUint16(4, count);
  to.setUint16(6, openTypeRow << power);
  to.setUint16(8, power);
  to.setUint16(10, openTypeRow * (count - (1 << power)));
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    [tag, checksum, at, data.length].forEach((value, field) =>
      to.setUint32(openTypeHead + openTypeRow * index + 4 * field, value),
    );
    font.set(data, at);
    at += padded(data.length);
  }
  return font;
}
