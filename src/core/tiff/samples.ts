import { tiffCode, type TiffLayout } from '../source/kinds/tiff-layout';
import type { TiffDirectory } from './directory';
import { unpackTiff } from './unpack';

const tag = {
  width: 256,
  height: 257,
  fillOrder: 266,
  strips: 273,
  rowsPerStrip: 278,
  stripBytes: 279,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tiles: 324,
  tileBytes: 325,
} as const;
const predictors = { differences: 2, fractions: 3 } as const;

/** The numbers of a picture as they are stored, pixel after pixel, and how many could be had. */
export interface TiffSamples {
  readonly width: number;
  readonly height: number;
  readonly samples: Float64Array;
  /** Share of the bytes that could be had, 0 to 1. */
  readonly share: number;
}

/** A strip or tile: the rectangle that it covers, and the bands that are in it. */
interface Block {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly firstBand: number;
  readonly bands: number;
  readonly packed: Uint8Array;
}

/** Returns the strips or tiles of a picture, those of one band after those of another. */
function* blocksOf(
  file: Uint8Array,
  directory: TiffDirectory,
  { isPlanar, isTiled, samples }: TiffLayout,
): Generator<Block> {
  const [width, height] = [directory.first(tag.width, 0), directory.first(tag.height, 0)];
  const across = isTiled ? directory.first(tag.tileWidth, width) : width;
  const rows = directory.first(isTiled ? tag.tileHeight : tag.rowsPerStrip, height);
  const down = isTiled ? rows : Math.min(rows, height);
  if (across < 1 || down < 1) return;
  const places = directory.numbers(isTiled ? tag.tiles : tag.strips);
  const lengths = directory.numbers(isTiled ? tag.tileBytes : tag.stripBytes);
  const planes = isPlanar ? samples : 1;
  let index = 0;
  for (let plane = 0; plane < planes; plane += 1) {
    for (let top = 0; top < height; top += down) {
      for (let left = 0; left < width; left += across) {
        const at = places[index] ?? file.length;
        const length = lengths[index] ?? file.length - at;
        index += 1;
        yield {
          left,
          top,
          width: across,
          // Tiles are always whole; the last strip is as high as what is left.
          height: isTiled ? down : Math.min(down, height - top),
          firstBand: plane,
          bands: isPlanar ? 1 : samples,
          packed: file.subarray(Math.min(at, file.length), Math.min(at + length, file.length)),
        };
      }
    }
  }
}

/** Returns a byte with its bits the other way round. */
const turnedBits = (byte: number): number => {
  let turned = 0;
  for (let bit = 0; bit < 8; bit += 1) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
};

/** Undoes what predictor 3 did to a row: bytes of one rank together, each as a difference. */
function joinFractions(row: Uint8Array, numbers: number, bytes: number, bands: number): void {
  for (let at = bands; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - bands] ?? 0);
  const apart = row.slice();
  for (let index = 0; index < numbers; index += 1) {
    for (let rank = 0; rank < bytes; rank += 1) {
      row[index * bytes + rank] = apart[rank * numbers + index] ?? 0;
    }
  }
}

/** Returns a fraction of 16 bits (IEEE 754, binary16). */
function half(bits: number): number {
  const [sign, power, part] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1_023];
  if (power === 0) return sign * part * 2 ** -24;
  return power === 31 ? sign * Infinity : sign * (1 + part / 1_024) * 2 ** (power - 15);
}

/** Returns a fraction of 24 bits (TIFF technical note 3). */
function fraction24(bits: number): number {
  const [sign, power, part] = [bits & 0x80_0000 ? -1 : 1, (bits >> 16) & 127, bits & 0xffff];
  if (power === 0) return sign * part * 2 ** -78;
  return power === 127 ? sign * Infinity : sign * (1 + part / 65_536) * 2 ** (power - 63);
}

/** Returns what reads the number at an index of a row, by the layout and byte order. */
function readerFor(
  { bits, sampleFormat }: TiffLayout,
  little: boolean,
): (row: DataView, index: number) => number {
  if (sampleFormat === tiffCode.sampleFormat.fraction) {
    if (bits === 16) return (row, index) => half(row.getUint16(index * 2, little));
    if (bits === 32) return (row, index) => row.getFloat32(index * 4, little);
    if (bits === 64) return (row, index) => row.getFloat64(index * 8, little);
    return (row, index) => fraction24(whole24(row, index, little));
  }
  if (bits === 16) return (row, index) => row.getUint16(index * 2, little);
  if (bits === 24) return (row, index) => whole24(row, index, little);
  if (bits === 32) return (row, index) => row.getUint32(index * 4, little);
  if (bits === 64) return (row, index) => Number(row.getBigUint64(index * 8, little));
  // Other numbers lie bit by bit, the highest first, whatever the byte order.
  return (row, index) => {
    let value = 0;
    let [at, left] = [index * bits, bits];
    while (left > 0) {
      const inByte = 8 - (at % 8);
      const taken = Math.min(inByte, left);
      const byte = row.getUint8(Math.floor(at / 8));
      value = value * 2 ** taken + ((byte >> (inByte - taken)) & (2 ** taken - 1));
      at += taken;
      left -= taken;
    }
    return value;
  };
}

function whole24(row: DataView, index: number, little: boolean): number {
  const [first, second, third] = [0, 1, 2].map((byte) => row.getUint8(index * 3 + byte));
  const [high = 0, middle = 0, low = 0] = little ? [third, second, first] : [first, second, third];
  return high * 65_536 + middle * 256 + low;
}

/**
 * Reads the numbers of a TIFF's first picture: strips and tiles, bands apart or together, 1 to 64
 * bits. What cannot be had is 0.
 */
export function readTiffSamples(
  file: Uint8Array,
  directory: TiffDirectory,
  layout: TiffLayout,
): TiffSamples {
  const [width, height] = [directory.first(tag.width, 0), directory.first(tag.height, 0)];
  const samples = new Float64Array(width * height * layout.samples);
  const predictor = directory.first(tag.predictor, 1);
  const isTurned = directory.first(tag.fillOrder, 1) === 2;
  const isFraction = predictor === predictors.fractions;
  const read = readerFor(layout, directory.little && !isFraction);
  const range = 2 ** layout.bits;
  let [wanted, had] = [0, 0];
  for (const block of blocksOf(file, directory, layout)) {
    const numbers = block.width * block.bands;
    const rowBytes = Math.ceil((numbers * layout.bits) / 8);
    const packed = isTurned ? block.packed.map(turnedBits) : block.packed;
    const unpacked = unpackTiff(packed, layout.compression, rowBytes * block.height);
    wanted += unpacked.bytes.length;
    had += unpacked.had;
    const rows = Math.min(block.height, height - block.top);
    for (let y = 0; y < rows; y += 1) {
      const row = unpacked.bytes.subarray(y * rowBytes, (y + 1) * rowBytes);
      if (isFraction) joinFractions(row, numbers, layout.bits / 8, block.bands);
      const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
      const before = new Float64Array(block.bands);
      for (let index = 0; index < numbers; index += 1) {
        const band = index % block.bands;
        let value = read(view, index);
        if (predictor === predictors.differences) {
          value = (value + (before[band] ?? 0)) % range;
          before[band] = value;
        }
        const x = block.left + (index - band) / block.bands;
        if (x >= width) break;
        samples[((block.top + y) * width + x) * layout.samples + block.firstBand + band] = value;
      }
    }
  }
  return { width, height, samples, share: wanted === 0 ? 0 : had / wanted };
}
