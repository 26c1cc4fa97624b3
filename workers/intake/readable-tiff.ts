import type Vips from 'wasm-vips';
import { appError } from '../../src/core/base/errors';
import { tell } from '../../src/core/metadata/carriers/index';
import { toldByTiff } from '../../src/core/metadata/sources/tiff';
import { tiffCode } from '../../src/core/source/kinds/tiff-layout';
import { wholeJpegIn } from '../../src/core/tiff/old-jpeg';
import { readTiffPicture, type TiffPicture } from '../../src/core/tiff/picture';
import type { VipsBinding } from '../runtime/binding';
import type { Encoded } from './decode';
import { JobError } from '../runtime/errors';

/** What a TIFF became that libvips does not read as it is. */
export interface ReadableTiff {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether a part of the picture could not be had. */
  readonly isCut: boolean;
}

/**
 * Turns a TIFF whose layout libvips does not read into one that it does: a plain one of the same
 * numbers, profile and metadata, or the JPEG inside an old one. Throws JobError when nothing of the
 * picture can be had.
 */
export function readableTiff(vips: VipsBinding, { bytes, header, name }: Encoded): ReadableTiff {
  const { layout } = header;
  const told = toldByTiff(bytes);
  const isOldJpeg = layout?.compression === tiffCode.compression.oldJpeg;
  const jpeg = isOldJpeg ? wholeJpegIn(bytes) : null;
  if (jpeg !== null) return { bytes: new Uint8Array(tell('jpeg', jpeg, told)), isCut: false };
  if (isOldJpeg) throw new JobError(oldJpeg(name));
  const picture = layout ? readTiffPicture(bytes, layout) : null;
  if (picture === null) throw new JobError(nothing(name));
  const plain = plainTiff(vips, picture, header.orientation);
  return { bytes: new Uint8Array(tell('tiff', plain, told)), isCut: picture.share < 1 };
}

function plainTiff(vips: VipsBinding, picture: TiffPicture, orientation: number): Uint8Array {
  const { width, height, bands, pixels, interpretation, profile } = picture;
  const format: Vips.Enum =
    pixels instanceof Float32Array
      ? vips.BandFormat.float
      : pixels instanceof Uint16Array
        ? vips.BandFormat.ushort
        : vips.BandFormat.uchar;
  const bare = vips.Image.newFromMemory(pixels, width, height, bands, format);
  const image = bare.copy({ interpretation });
  try {
    if (profile) image.setBlob('icc-profile-data', profile);
    image.setInt('orientation', orientation);
    return image.tiffsaveBuffer({ compression: 'none', keep: 'icc' }).slice();
  } finally {
    image.delete();
    bare.delete();
  }
}

const nothing = (name: string) =>
  appError('IMG-DAMAGED', `${name} is a damaged TIFF file: nothing of its picture could be read.`, {
    safe: 'Nothing else was changed.',
    advice: 'Copy it again from where it came from, or save it anew in another program.',
  });

const oldJpeg = (name: string) =>
  appError(
    'IMG-TYPE',
    `${name} is a TIFF compressed with old-style JPEG in parts, which cannot be read here.`,
    {
      safe: 'Nothing else was changed.',
      advice: 'Save it as a plain TIFF, PNG or JPEG in the program it came from, and open that.',
    },
  );
