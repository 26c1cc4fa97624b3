import { tiffCode, type TiffLayout } from '../source/kinds/tiff-layout';
import { readTiffDirectory, type TiffDirectory } from './directory';
import { readTiffSamples } from './samples';

const tag = { colourMap: 320, extraSamples: 338, profile: 34_675 } as const;
/** What an extra band is: alpha that colours were multiplied by. */
const associated = 1;
const { photometric, sampleFormat } = tiffCode;

/** A picture that was read, in numbers that libvips takes. */
export interface TiffPicture {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** Fractions for `scrgb` and `lab`; 8 or 16 bits for the others. */
  readonly pixels: Uint8Array | Uint16Array | Float32Array;
  readonly interpretation: 'b-w' | 'grey16' | 'srgb' | 'rgb16' | 'cmyk' | 'scrgb' | 'lab';
  readonly profile: Uint8Array | null;
  /** Share of the picture that could be had, 0 to 1. */
  readonly share: number;
}

/** Returns what turns a stored number into 0 to 1, or a fraction into itself. */
function unitOf({ bits, sampleFormat: format }: TiffLayout): (value: number) => number {
  if (format === sampleFormat.fraction) return (value) => value;
  if (format !== sampleFormat.signed) return (value) => value / (2 ** bits - 1);
  // As with the numbers with a sign that libvips reads: below 0 is black.
  const max = 2 ** (bits - 1) - 1;
  return (value) => (value > max ? 0 : value / max);
}

/** Returns a table of colours as numbers of 0 to 1: red, green and blue of each. */
function coloursOf(directory: TiffDirectory, bits: number): readonly (readonly number[])[] {
  const numbers = directory.numbers(tag.colourMap);
  const count = 2 ** bits;
  // Some writers give 8 bits where 16 belong.
  const max = numbers.some((number) => number > 255) ? 65_535 : 255;
  return Array.from({ length: count }, (_, index) =>
    [0, 1, 2].map((band) => (numbers[band * count + index] ?? 0) / max),
  );
}

/** CIE Lab of 8 bits and more (TIFF 6.0, section 23), and as ICC profiles count it. */
function toLab(samples: Float64Array, bands: number, layout: TiffLayout): Float32Array {
  const range = 2 ** (layout.bits - 8);
  const isIcc = layout.photometric === photometric.iccLab;
  const lightest = isIcc && layout.bits > 8 ? 255 * range : 2 ** layout.bits - 1;
  return Float32Array.from(samples, (value, index) => {
    const band = index % bands;
    if (band === 0) return (value / lightest) * 100;
    if (band > 2) return (value / (2 ** layout.bits - 1)) * 100;
    if (isIcc) return value / range - 128;
    return (value >= 2 ** (layout.bits - 1) ? value - 2 ** layout.bits : value) / range;
  });
}

function nameOf(layout: TiffLayout, isDeep: boolean): TiffPicture['interpretation'] {
  switch (layout.photometric) {
    case photometric.cmyk:
      return 'cmyk';
    case photometric.rgb:
    case photometric.palette:
      return isDeep ? 'rgb16' : 'srgb';
    default:
      return isDeep ? 'grey16' : 'b-w';
  }
}

/** Undoes that colours were multiplied by alpha, in numbers of 0 to 1. */
function straighten(units: Float64Array, bands: number): void {
  for (let at = 0; at < units.length; at += bands) {
    const alpha = units[at + bands - 1] ?? 0;
    if (alpha <= 0) continue;
    for (let band = at; band < at + bands - 1; band += 1) {
      units[band] = Math.min(1, (units[band] ?? 0) / alpha);
    }
  }
}

/**
 * Reads the first picture of a TIFF of a layout that libvips does not read. Whole numbers are
 * stretched to 8 or 16 bits; fractions stay what they are.
 * @returns null when nothing of it could be had
 */
export function readTiffPicture(file: Uint8Array, layout: TiffLayout): TiffPicture | null {
  const directory = readTiffDirectory(file);
  if (directory === null) return null;
  const { width, height, samples, share } = readTiffSamples(file, directory, layout);
  if (share === 0) return null;
  const facts = { width, height, profile: directory.bytes(tag.profile), share };
  const isLab = layout.photometric === photometric.lab || layout.photometric === photometric.iccLab;
  if (isLab) {
    const pixels = toLab(samples, layout.samples, layout);
    return { ...facts, bands: layout.samples, pixels, interpretation: 'lab', profile: null };
  }
  const isPalette = layout.photometric === photometric.palette;
  const unit = unitOf(layout);
  const isWhiteFirst = layout.photometric === photometric.white;
  let bands = layout.samples;
  let units: Float64Array;
  if (isPalette) {
    const colours = coloursOf(directory, layout.bits);
    bands = 3;
    units = Float64Array.from({ length: width * height * 3 }, (_, at) => {
      const index = samples[Math.floor(at / 3) * layout.samples] ?? 0;
      return colours[index]?.[at % 3] ?? 0;
    });
  } else {
    units = samples.map((value, at) => {
      const one = unit(value);
      return isWhiteFirst && at % bands === 0 ? 1 - one : one;
    });
  }
  if (!isPalette && bands > 1 && directory.first(tag.extraSamples, 0) === associated) {
    straighten(units, bands);
  }
  if (layout.sampleFormat === sampleFormat.fraction && !isPalette) {
    const interpretation = bands >= 3 ? 'scrgb' : 'b-w';
    return { ...facts, bands, pixels: Float32Array.from(units), interpretation };
  }
  const isDeep = !isPalette && layout.bits > 8;
  const max = isDeep ? 65_535 : 255;
  const rounded = (value: number): number => Math.floor(value * max + 0.5);
  return {
    ...facts,
    bands,
    pixels: isDeep ? Uint16Array.from(units, rounded) : Uint8Array.from(units, rounded),
    interpretation: nameOf(layout, isDeep),
  };
}
