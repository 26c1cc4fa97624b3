import type Vips from 'wasm-vips';
import { toldByJpeg } from '../../src/core/metadata/sources/jpeg';
import { toldByPng } from '../../src/core/metadata/sources/png';
import { toldByTiff } from '../../src/core/metadata/sources/tiff';
import { staleFields } from '../../src/core/metadata/stale-fields';
import { nothingTold, type Told } from '../../src/core/metadata/told';
import { withoutName } from '../../src/core/metadata/blocks/exif-block';
import type { Encoded } from '../intake/decode';

/** Upright, as EXIF says it. */
const upright = 1;

const stale = new RegExp(staleFields);

/** Where pictures carry what they tell. libvips has names of its own for all but the last. */
const fields = {
  exif: 'exif-data',
  xmp: 'xmp-data',
  iptc: 'iptc-data',
  texts: 'pipette-texts',
} as const;

/**
 * Returns a copy of the picture that savers write as it is: upright, and of no other file. The
 * caller deletes the copy.
 */
export function withoutSource(image: Vips.Image): Vips.Image {
  const copy = image.copy();
  const names = copy.getFields();
  try {
    for (const name of names) {
      if (stale.test(name)) copy.remove(name);
    }
    if (copy.getTypeof('orientation') > 0) copy.setInt('orientation', upright);
    return copy;
  } finally {
    names.delete();
  }
}

/** Returns what the source of a picture told. */
export function toldBy(image: Vips.Image): Told {
  const field = (name: string): Uint8Array | null =>
    // What libvips hands out lies in memory that is shared and growable, which decoders of text
    // refuse in browsers.
    image.getTypeof(name) === 0 ? null : image.getBlob(name).slice();
  const exif = field(fields.exif);
  return {
    exif: exif && withoutName(exif),
    xmp: field(fields.xmp),
    iptc: field(fields.iptc),
    texts: field(fields.texts),
  };
}

/** Returns what a file tells that libvips does not hand out, or hands out spoilt. */
function toldBesides({ bytes, header }: Encoded): Told {
  switch (header.format) {
    case 'jpeg':
      return toldByJpeg(bytes);
    case 'png':
      return toldByPng(bytes);
    case 'tiff':
      return toldByTiff(bytes);
    default:
      return nothingTold;
  }
}

/**
 * Returns a copy of a picture that was read from a file, with all that the file tells. The caller
 * deletes the copy.
 */
export function tellingAll(image: Vips.Image, encoded: Encoded): Vips.Image {
  const copy = image.copy();
  const besides = toldBesides(encoded);
  const set = (name: string, bytes: Uint8Array | null, wins: boolean): void => {
    if (bytes !== null && (wins || copy.getTypeof(name) === 0)) copy.setBlob(name, bytes);
  };
  set(fields.exif, besides.exif, false);
  set(fields.xmp, besides.xmp, encoded.header.format === 'jpeg');
  set(fields.iptc, besides.iptc, true);
  set(fields.texts, besides.texts, true);
  return copy;
}
