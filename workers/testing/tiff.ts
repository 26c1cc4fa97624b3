/** Builds TIFF files of any layout, for tests. Nothing ships from here. */
import { zlibSync } from 'fflate';
import { bytes, le16, le24, le32 } from '../../src/core/source/tiny-files';

export interface TiffToBuild {
  readonly width: number;
  readonly height: number;
  /** Rows of pixels of numbers, as they are stored. */
  readonly pixels: readonly (readonly number[])[];
  readonly bits: number;
  readonly photometric: number;
  readonly compression?: number;
  readonly sampleFormat?: number;
  readonly predictor?: number;
  readonly isPlanar?: boolean;
  /** Sides of the tiles; absent for strips of two rows. */
  readonly tile?: number;
  readonly orientation?: number;
  /** More tags of numbers of 16 bits. */
  readonly more?: readonly (readonly [tag: number, numbers: readonly number[]])[];
  /** Tags of text. */
  readonly texts?: readonly (readonly [tag: number, text: string])[];
}

/** Packs numbers bit by bit, the highest first. */
function packed(numbers: readonly number[], bits: number, isFraction: boolean): Uint8Array {
  if (isFraction || [16, 32, 64].includes(bits)) {
    const body = new Uint8Array((numbers.length * bits) / 8);
    const view = new DataView(body.buffer);
    numbers.forEach((number, index) => {
      if (bits === 16) view.setUint16(index * 2, number, true);
      else if (bits === 64) view.setFloat64(index * 8, number, true);
      else if (isFraction) view.setFloat32(index * 4, number, true);
      else view.setUint32(index * 4, number, true);
    });
    return body;
  }
  if (bits === 24) return bytes(...numbers.map((number) => le24(number)));
  const body = new Uint8Array(Math.ceil((numbers.length * bits) / 8));
  numbers.forEach((number, index) => {
    for (let bit = 0; bit < bits; bit += 1) {
      if (Math.floor(number / 2 ** (bits - 1 - bit)) % 2 === 0) continue;
      const at = index * bits + bit;
      body[at >> 3] = (body[at >> 3] ?? 0) | (128 >> (at & 7));
    }
  });
  return body;
}

/** A frame of Zstandard that holds bytes as they are (RFC 8878, 3.1.1). */
const zstd = (body: Uint8Array): Uint8Array =>
  bytes(
    [0x28, 0xb5, 0x2f, 0xfd, 0xa0],
    le32(body.length),
    le32((body.length << 3) | 1).slice(0, 3),
    body,
  );

/** Codes of nine bits that stand for bytes, with a clearing code before there are too many. */
function lzw(body: Uint8Array): Uint8Array {
  const codes: number[] = [];
  body.forEach((byte, index) => codes.push(...(index % 200 === 0 ? [256] : []), byte));
  return packed([...codes, 257], 9, false);
}

/** Runs of one byte, and a stretch as it is (TIFF 6.0, section 9). */
const packBits = (body: Uint8Array): Uint8Array =>
  bytes(...Array.from(body, (byte, index) => (index % 2 === 0 ? [0, byte] : [0, byte])), [128]);

const pack = (body: Uint8Array, compression: number): Uint8Array => {
  if (compression === 5) return lzw(body);
  if (compression === 8) return zlibSync(body);
  if (compression === 32_773) return packBits(body);
  return compression === 50_000 ? zstd(body) : body;
};

/** Returns the file, little-endian. */
export function buildTiff(wanted: TiffToBuild): Uint8Array {
  const {
    width,
    height,
    pixels,
    bits,
    compression = 1,
    sampleFormat = 1,
    isPlanar = false,
  } = wanted;
  const { tile, predictor = 1, orientation = 1, more = [], texts = [] } = wanted;
  const samples = pixels[0]?.length ?? 1;
  const across = tile ?? width;
  const down = tile ?? 2;
  const planes = isPlanar ? Array.from({ length: samples }, (_, band) => [band]) : [null];
  const blocks: Uint8Array[] = [];
  for (const plane of planes) {
    for (let top = 0; top < height; top += down) {
      for (let left = 0; left < width; left += across) {
        const rows = tile === undefined ? Math.min(down, height - top) : down;
        const body = Array.from({ length: rows }, (_, y) => {
          const row = Array.from({ length: across }, (_, x) => {
            const isIn = left + x < width && top + y < height;
            const pixel = isIn
              ? (pixels[(top + y) * width + left + x] ?? [])
              : (pixels[0]?.map(() => 0) ?? []);
            return plane === null ? pixel : plane.map((band) => pixel[band] ?? 0);
          });
          const differences = row.map((pixel, x) =>
            predictor === 2
              ? pixel.map(
                  (number, band) => (number - (row[x - 1]?.[band] ?? 0) + 2 ** bits) % 2 ** bits,
                )
              : pixel,
          );
          return packed(differences.flat(), bits, sampleFormat === 3);
        });
        blocks.push(pack(bytes(...body), compression));
      }
    }
  }
  const starts: number[] = [];
  let at = 8;
  for (const block of blocks) {
    starts.push(at);
    at += block.length;
  }
  const lengths = blocks.map(({ length }) => length);
  const number16 = (tag: number, ...numbers: readonly number[]) => ({
    tag,
    type: 3,
    count: numbers.length,
    body: bytes(...numbers.map(le16)),
  });
  const number32 = (tag: number, ...numbers: readonly number[]) => ({
    tag,
    type: 4,
    count: numbers.length,
    body: bytes(...numbers.map(le32)),
  });
  const entries = [
    number32(256, width),
    number32(257, height),
    number16(258, ...Array.from({ length: samples }, () => bits)),
    number16(259, compression),
    number16(262, wanted.photometric),
    number16(274, orientation),
    number16(277, samples),
    number16(284, isPlanar ? 2 : 1),
    number16(317, predictor),
    number16(339, ...Array.from({ length: samples }, () => sampleFormat)),
    ...(tile === undefined
      ? [number32(273, ...starts), number16(278, down), number32(279, ...lengths)]
      : [
          number16(322, tile),
          number16(323, tile),
          number32(324, ...starts),
          number32(325, ...lengths),
        ]),
    ...more.map(([tag, numbers]) => number16(tag, ...numbers)),
    ...texts.map(([tag, text]) => ({ tag, type: 2, count: text.length, body: bytes(text) })),
  ].sort((one, other) => one.tag - other.tag);
  const directory = at + (at % 2);
  let behind = directory + 2 + entries.length * 12 + 4;
  const values: Uint8Array[] = [];
  const table = entries.map(({ tag, type, count, body }) => {
    const inside = body.length <= 4;
    const place = inside ? bytes(body, new Uint8Array(4 - body.length)) : bytes(le32(behind));
    if (!inside) {
      const padded = bytes(body, new Uint8Array(body.length % 2));
      values.push(padded);
      behind += padded.length;
    }
    return bytes(le16(tag), le16(type), le32(count), place);
  });
  return bytes(
    'II*\0',
    le32(directory),
    ...blocks,
    new Uint8Array(at % 2),
    le16(entries.length),
    ...table,
    le32(0),
    ...values,
  );
}
