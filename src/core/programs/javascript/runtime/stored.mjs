import { brotliDecompressSync } from 'node:zlib';
import { plainProfile } from '../../../colour/cicp.ts';
import { measuredProfile } from '../../../colour/stored-colour.ts';
import { ByteView } from '../../../source/byte-reader.ts';
import { body, boxes } from '../../../source/iso/boxes.ts';
import { codedNumbers } from '../../../source/iso/coded-numbers.ts';
import { itemsOf } from '../../../source/iso/items.ts';
import { makeAvifReadable } from '../../../source/iso/readable-avif.ts';
import { hasPackedBoxes, withBoxesUnpacked } from '../../../source/kinds/jpeg-xl-packed.ts';
import { vips } from './program.mjs';
import { profileOf } from './raw-profile.mjs';

/** A picture with what its file says where libvips does not look. */
export function asStored(image, data) {
  if (data.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return asPngSays(image, data);
  if (data.toString('latin1', 0, 4) === 'GIF8' && !image.hasAlpha())
    return withUndrawn(image, data);
  if (!isAvif(data)) return image;
  const numbers = avifNumbers(data);
  return asAvifSays(levelled(image, numbers), numbers);
}

export const isAvif = (data) => ['ftypavif', 'ftypavis'].includes(data.toString('latin1', 4, 12));

/** How the numbers of an AVIF are meant: its colours, and what of them runs as in television. */
export function avifNumbers(data) {
  const file = new ByteView(data);
  const meta = body(boxes(file), 'meta');
  return meta === undefined ? {} : codedNumbers(itemsOf(meta), ({ at }) => file.part(at));
}

/** What is packed with Brotli; null for what is damaged or very long. */
function unbrotlied(packed) {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: 4 * 1024 * 1024 });
  } catch {
    return null;
  }
}

/**
 * A file's bytes such as libjxl and libheif read right: metadata unpacked, a film as its first still,
 * no matrix as the usual.
 */
export function readable(file) {
  if (hasPackedBoxes(file)) return withBoxesUnpacked(file, unbrotlied).bytes;
  if (!isAvif(file)) return file;
  const data = Buffer.from(file);
  makeAvifReadable(data);
  return data;
}

/** Numbers as television stores them, 16 for black and 235 for white, made whole. */
export function levelled(image, { limited }) {
  if (limited === undefined) return image;
  const factor = 255 / 219;
  const unit = image.format === 'ushort' ? 256 : 1;
  const isStretched = Array.from({ length: image.bands }, (_, band) =>
    image.hasAlpha() && band === image.bands - 1 ? limited.alpha : limited.grey,
  );
  const fractions = image.linear(
    isStretched.map((one) => (one ? factor : 1)),
    // A half more, because making whole numbers cuts off.
    isStretched.map((one) => (one ? 0.5 - 16 * unit * factor : 0.5)),
  );
  return fractions.cast(image.format);
}

export function asAvifSays(picture, { colour }) {
  if (colour === undefined || picture.getTypeof('icc-profile-data') > 0) return picture;
  const grey = ['b-w', 'grey16'].includes(picture.interpretation);
  const profile = codedProfile(colour.primaries, colour.transfer, grey);
  if (profile === null) return picture;
  const image = picture.copy();
  image.setBlob('icc-profile-data', profile);
  return image;
}

export function asPngSays(picture, data) {
  const image = picture.copy();
  const small = new Map();
  let [turn, hasProfile, at] = [1, false, 33];
  while (at + 8 <= data.length) {
    const size = data.readUInt32BE(at);
    const kind = data.toString('latin1', at + 4, at + 8);
    const body = data.subarray(at + 8, at + 8 + size);
    if (kind === 'IDAT' || kind === 'IEND') break;
    if ((kind === 'tEXt' || kind === 'zTXt') && turn === 1) {
      const end = body.indexOf(0);
      const keyword = body.toString('latin1', 0, Math.max(0, end)).toLowerCase();
      if (['raw profile type exif', 'raw profile type app1'].includes(keyword)) {
        turn = turnIn(profileOf({ kind, content: body.subarray(end + 1) }));
      }
    }
    if (kind === 'iCCP') hasProfile = true;
    if (['cICP', 'sRGB', 'gAMA', 'cHRM'].includes(kind) && !small.has(kind)) small.set(kind, body);
    at += 12 + size;
  }
  const stated = image.getTypeof('orientation') > 0 ? image.getInt('orientation') : 1;
  if (turn !== 1 && stated === 1) image.setInt('orientation', turn);
  const grey = ['b-w', 'grey16'].includes(image.interpretation);
  const [codes, gamma] = [small.get('cICP'), small.get('gAMA')];
  let profile;
  if (codes?.length === 4 && codes[2] === 0 && codes[3] === 1) {
    profile = codedProfile(codes[0], codes[1], grey);
  } else if (hasProfile || small.has('sRGB') || gamma?.length !== 4 || gamma.readUInt32BE() === 0) {
    return image;
  } else {
    profile = profileOfScreen(gamma.readUInt32BE() / 1e5, small.get('cHRM'), grey);
  }
  if (profile !== null) image.setBlob('icc-profile-data', profile);
  else if (image.getTypeof('icc-profile-data') > 0) image.remove('icc-profile-data');
  return image;
}

/** The orientation that EXIF states; 1 for none. */
export function turnIn(named) {
  const block = named.toString('latin1', 0, 4) === 'Exif' ? named.subarray(6) : named;
  const little = block.toString('latin1', 0, 4) === 'II*\0';
  if (!little && block.toString('latin1', 0, 4) !== 'MM\0*') return 1;
  const u16 = (at) => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
  try {
    const start = little ? block.readUInt32LE(4) : block.readUInt32BE(4);
    for (let at = start + 2; at < start + 2 + 12 * u16(start); at += 12) {
      if (u16(at) !== 0x0112) continue;
      const value = u16(at + 8);
      return u16(at + 2) === 3 && value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

export function codedProfile(primaries, transfer, grey) {
  if (transfer === 16 || transfer === 18) {
    throw new Error('an HDR picture, which the browser shows in SDR and this program does not');
  }
  return plainProfile({ primaries, transfer }, grey ? 'grey' : 'rgb');
}

export function profileOfScreen(gamma, places, grey) {
  let primaries = null;
  if (places?.length === 32) {
    const place = (at) => [places.readUInt32BE(at) / 1e5, places.readUInt32BE(at + 4) / 1e5];
    const [white, red, green, blue] = [0, 8, 16, 24].map(place);
    const twice =
      (green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1]);
    const possible = [white, red, green, blue].every(([x, y]) => x <= 1 && y > 0 && y <= 1);
    if (possible && Math.abs(twice) > 0.01) primaries = { red, green, blue, white };
  }
  return measuredProfile({ gamma, primaries }, grey ? 'grey' : 'rgb');
}

/** Frames in one column, transparent where none of them so far has drawn. */
export function withUndrawn(image, data) {
  const table = (flags) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const areas = [];
  let at = 13 + table(data[10]);
  while (at + 10 <= data.length && [0x21, 0x2c].includes(data[at])) {
    if (data[at] === 0x2c) {
      areas.push([1, 3, 5, 7].map((place) => data.readUInt16LE(at + place)));
      at += 11 + table(data[at + 9]);
    } else {
      at += 2;
    }
    while (at < data.length && data[at] !== 0) at += 1 + data[at];
    at += 1;
  }
  const height = image.getTypeof('page-height') > 0 ? image.getInt('page-height') : image.height;
  const [left, top, width, down] = areas[0] ?? [0, 0, image.width, height];
  if (left === 0 && top === 0 && width >= image.width && down >= height) return image;
  let alpha = vips.Image.black(image.width, height);
  const alphas = [];
  for (const area of areas.slice(0, Math.floor(image.height / height))) {
    const [x, y] = area;
    const [across, below] = [Math.min(area[2], image.width - x), Math.min(area[3], height - y)];
    if (across > 0 && below > 0)
      alpha = alpha.insert(vips.Image.black(across, below).invert(), x, y);
    alphas.push(alpha);
  }
  return image.bandjoin(vips.Image.arrayjoin(alphas, { across: 1 }));
}
