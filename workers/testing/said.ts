/** Files that say things beside their pixels, for tests. Nothing ships from here. */
import { zlibSync } from 'fflate';
import type Vips from 'wasm-vips';
import { crc32 } from '../../src/core/base/crc32';
import { be32, bytes, exif, le16 } from '../../src/core/source/tiny-files';
import type { VipsBinding } from '../runtime/binding';

/** A picture of one row or more of numbers of 8 bits. */
export const imageOf = (
  vips: VipsBinding,
  data: readonly number[],
  width: number,
  bands: number,
): Vips.Image =>
  vips.Image.newFromMemory(
    Uint8Array.from(data),
    width,
    data.length / width / bands,
    bands,
    vips.BandFormat.uchar,
  ).copy({ interpretation: bands < 3 ? 'b-w' : 'srgb' });

export const chunk = (kind: string, body: Uint8Array): Uint8Array => {
  const named = bytes(kind, body);
  return bytes(be32(body.length), named, be32(crc32(named)));
};

/** A PNG of one row with these chunks in front of its pixels. */
export function pngOf(
  vips: VipsBinding,
  data: readonly number[],
  bands: number,
  chunks: readonly Uint8Array[],
): Uint8Array {
  const image = imageOf(vips, data, data.length / bands, bands);
  const plain = image.pngsaveBuffer({ keep: 'none' });
  return bytes(plain.slice(0, 33), ...chunks, plain.slice(33));
}

export const gamma = (value: number): Uint8Array => chunk('gAMA', bytes(be32(value * 1e5)));
const chromaticities = (...places: readonly number[]): Uint8Array =>
  chunk('cHRM', bytes(...places.map((place) => be32(Math.round(place * 1e5)))));
export const srgbPlaces = chromaticities(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06);
export const p3Places = chromaticities(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);
export const codes = (...numbers: readonly number[]): Uint8Array =>
  chunk('cICP', Uint8Array.from(numbers));
export const srgb = chunk('sRGB', Uint8Array.of(0));

/** Texts with EXIF in hex that says to turn the picture by a quarter. */
export function turningTexts(): Readonly<Record<'exif' | 'app1', Uint8Array>> {
  const block = bytes('Exif\0\0', exif(6));
  const hex = Buffer.from(block).toString('hex').replace(/.{72}/gu, '$&\n');
  const profile = bytes(`\nexif\n${String(block.length).padStart(8)}\n${hex}\n`);
  return {
    exif: chunk('tEXt', bytes('Raw profile type exif\0', profile)),
    app1: chunk('zTXt', bytes('Raw profile type APP1\0\0', zlibSync(profile))),
  };
}

/** A GIF on a screen of 4 by 2, whose frames of one pixel lie at these columns. */
export function gifAt(...columns: readonly number[]): Uint8Array {
  const frame = (left: number): Uint8Array =>
    bytes(
      [0x21, 0xf9, 4, 4, 10, 0, 0, 0, 0x2c],
      le16(left),
      le16(0),
      le16(1),
      le16(1),
      [0, 2, 2, 0x4c, 1, 0],
    );
  const screen = bytes(le16(4), le16(2), [0x80, 0, 0, 0, 0, 0, 200, 150, 100]);
  return bytes('GIF89a', screen, ...columns.map(frame), [0x3b]);
}
