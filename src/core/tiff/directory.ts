/** Bytes of a number by type (TIFF 6.0, section 2; 16 of BigTIFF). */
const bytesByType: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [3, 2],
  [4, 4],
  [7, 1],
  [16, 8],
]);
const maxEntries = 4_096;
/** Numbers of a tag: a picture of many small tiles has as many places. */
const maxNumbers = 4 * 1024 * 1024;

/** The first directory of a TIFF or BigTIFF: whole numbers by tag. */
export interface TiffDirectory {
  readonly little: boolean;
  numbers(tag: number): readonly number[];
  /** The first number of a tag, or `fallback` where there is none. */
  first(tag: number, fallback: number): number;
  /** The bytes of a tag's value; null where there is none, or it does not lie in the file. */
  bytes(tag: number): Uint8Array | null;
}

/** Reads the first directory of a whole file whose header was checked; null when it is cut off. */
export function readTiffDirectory(file: Uint8Array): TiffDirectory | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const little = file[0] === 0x49;
  const big = view.getUint16(2, little) === 43;
  const word = (at: number): number =>
    big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  const [countBytes, entryBytes] = big ? [8, 20] : [2, 12];
  try {
    const start = word(big ? 8 : 4);
    const count = big ? word(start) : view.getUint16(start, little);
    const places = new Map<number, { type: number; count: number; at: number }>();
    for (let index = 0; index < Math.min(count, maxEntries); index += 1) {
      const at = start + countBytes + index * entryBytes;
      const type = view.getUint16(at + 2, little);
      const numbers = word(at + 4);
      const inside = at + (big ? 12 : 8);
      const fits = numbers * (bytesByType.get(type) ?? 1) <= (big ? 8 : 4);
      const tag = view.getUint16(at, little);
      if (!places.has(tag)) {
        places.set(tag, { type, count: numbers, at: fits ? inside : word(inside) });
      }
    }
    const numbersOf = (tag: number): readonly number[] => {
      const place = places.get(tag);
      const bytes = bytesByType.get(place?.type ?? 0);
      if (place === undefined || bytes === undefined) return [];
      const max = Math.min(place.count, maxNumbers, Math.floor((file.length - place.at) / bytes));
      return Array.from({ length: Math.max(0, max) }, (_, index) => {
        const at = place.at + index * bytes;
        if (bytes === 1) return view.getUint8(at);
        if (bytes === 2) return view.getUint16(at, little);
        return bytes === 4 ? view.getUint32(at, little) : Number(view.getBigUint64(at, little));
      });
    };
    return {
      little,
      numbers: numbersOf,
      first: (tag, fallback) => numbersOf(tag)[0] ?? fallback,
      bytes: (tag) => {
        const place = places.get(tag);
        if (place === undefined || place.at + place.count > file.length) return null;
        return file.slice(place.at, place.at + place.count);
      },
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
