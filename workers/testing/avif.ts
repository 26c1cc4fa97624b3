// Help for tests only: AVIF files of one colour.

import { matrixProfile, srgbCurve } from '../../src/core/colour/icc-writer';
import { srgbPrimaries } from '../../src/core/colour/primaries';
import type { VipsBinding } from '../runtime/binding';

/** Pixels across and down of the files that are made here. */
export const [width, height] = [32, 32];

/** An AVIF of one colour as our own encoder writes it, with a profile. */
export function avifOf(vips: VipsBinding, colour: readonly number[]): Uint8Array {
  const pixels = width * height;
  const data = new Uint8Array(pixels * colour.length).map(
    (_, at) => colour[at % colour.length] ?? 0,
  );
  const bare = vips.Image.newFromMemory(data, width, height, colour.length, vips.BandFormat.uchar);
  const image = bare.copy({ interpretation: 'srgb' });
  image.setBlob('icc-profile-data', matrixProfile(srgbPrimaries, srgbCurve));
  const options = { compression: 'av1', Q: 95, subsample_mode: 'off', keep: 'icc' } as const;
  const file = image.heifsaveBuffer(options).slice();
  image.delete();
  bare.delete();
  return file;
}

export function placeOf(file: Uint8Array, text: string): number {
  const at = Buffer.from(file).indexOf(text, 0, 'latin1');
  if (at < 0) throw new Error(`no ${text}`);
  return at;
}

/** The file with codes of its colours instead of the profile: primaries, transfer, matrix. */
export function coded(file: Uint8Array, ...codes: readonly [number, number, number?]): Uint8Array {
  const result = file.slice();
  const [primaries, transfer, matrix = 6] = codes;
  const full = 0x80;
  result.set(
    [...Buffer.from('nclx'), 0, primaries, 0, transfer, 0, matrix, full],
    placeOf(result, 'colr') + 4,
  );
  return result;
}

/**
 * An AVIF of 32 by 32 in grey, from black to white across, with the levels of television: written by
 * avifenc, for our own encoder writes no grey.
 */
export const televisionGrey = (): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAPBtZXRhAAAAAAAAAChoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA' +
        'AAAAbGliYXZpZgAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEUAAAAIAAAAChpaW5mAAAAAAAB' +
        'AAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABoaXBycAAAAElpcGNvAAAAFGlzcGUAAAAAAAAAIAAAACAAAAAOcGl4' +
        'aQAAAAABCAAAAAxhdjFDgQAcAAAAABNjb2xybmNseAABAA0ABgAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAAChtZGF0' +
        'EgAKCBgRP/YYCGgxMhIWQBhhACJemtmqGkERm0Hd45Q=',
      'base64',
    ),
  );
