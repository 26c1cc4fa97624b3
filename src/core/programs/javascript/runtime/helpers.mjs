import { CARRIED, vips } from './program.mjs';

export function is16bit(image) {
  return image.format === 'ushort';
}

export function whiteOf(image) {
  return image.format === 'ushort' ? 65535 : 255;
}

export function hasAlpha(image) {
  return image.hasAlpha();
}

/** The colour bands, and alpha or null. */
export function splitAlpha(image) {
  if (!image.hasAlpha()) return [image, null];
  return [image.extractBand(0, { n: image.bands - 1 }), image.extractBand(image.bands - 1)];
}

export function joinAlpha(colour, alpha) {
  return alpha === null ? colour : colour.bandjoin(alpha);
}

/** Colours multiplied by alpha, so that transparent pixels do not bleed. */
export function premultiply(image) {
  return image.hasAlpha() ? image.premultiply({ max_alpha: whiteOf(image) }) : image;
}

/** Undoes premultiply, in the number format of the picture that it started from. */
export function unpremultiply(image, like) {
  if (!like.hasAlpha()) return image;
  const straight = image.unpremultiply({ max_alpha: whiteOf(like) }).round('rint');
  return straight.cast(like.format).copy({ interpretation: like.interpretation });
}

export function isGrey(image) {
  return ['b-w', 'grey16'].includes(image.interpretation);
}

export function isCmyk(image) {
  return image.interpretation === 'cmyk';
}

export function isSrgbFamily(image) {
  return ['srgb', 'rgb16', 'rgb'].includes(image.interpretation);
}

export function isUnnamed(image) {
  return ['multiband', 'matrix', 'histogram', 'fourier', 'error'].includes(image.interpretation);
}

export function hasThreeBands(image) {
  return image.bands >= 3;
}

export function colourBandsOf(image) {
  return { 'b-w': 1, grey16: 1, cmyk: 4 }[image.interpretation] ?? 3;
}

export function hasExtraBands(image) {
  return image.bands > colourBandsOf(image) + 1;
}

/** The largest number that the format holds; 1 for fractions. */
export function mostOf(image) {
  const most = {
    uchar: 255,
    ushort: 65535,
    char: 127,
    short: 32767,
    uint: 4294967295,
    int: 2147483647,
  };
  return most[image.format] ?? 1;
}

export function isOtherInteger(image) {
  return ['char', 'short', 'uint', 'int'].includes(image.format);
}

export function isFloat(image) {
  return ['float', 'double', 'complex', 'dpcomplex'].includes(image.format);
}

export function rgbOf(image) {
  return image.format === 'ushort' ? 'rgb16' : 'srgb';
}

export function greyOf(image) {
  return image.format === 'ushort' ? 'grey16' : 'b-w';
}

/** A picture that came along with this program, from the end of the file. */
export function carried(name) {
  return vips.Image.newFromBuffer(Buffer.from(CARRIED.get(name).join(''), 'base64'));
}

/** Whether a profile says what fractions of grey or RGB stand for. */
export function hasCodedFractions(image) {
  const ofFractions = ['b-w', 'grey16', 'scrgb'].includes(image.interpretation);
  return isFloat(image) && ofFractions && fittingProfile(image) !== null;
}

/** The bytes and tags of an embedded ICC profile that fits the picture, or null. */
export function fittingProfile(image) {
  if (image.getTypeof('icc-profile-data') === 0) return null;
  const profile = Buffer.from(image.getBlob('icc-profile-data'));
  const tags = profileTags(profile);
  if (tags === null || profile.toString('latin1', 36, 40) !== 'acsp') return null;
  const space = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' }[colourBandsOf(image)];
  return profile.toString('latin1', 16, 20) === space ? { profile, tags } : null;
}

/** The tags of an ICC profile (ICC.1:2022, section 7.3), or null for a broken one. */
export function profileTags(profile) {
  if (profile.length < 132) return null;
  const count = profile.readUInt32BE(128);
  if (count > 100 || 132 + 12 * count > profile.length) return null;
  const tags = new Map();
  for (let at = 132; at < 132 + 12 * count; at += 12) {
    const [offset, size] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    if (offset + size > profile.length) return null;
    tags.set(profile.toString('latin1', at, at + 4), profile.subarray(offset, offset + size));
  }
  return tags;
}

/** Whether an ICC profile is embedded that fits the picture and is not sRGB's own. */
export function hasForeignProfile(image) {
  const found = fittingProfile(image);
  return found !== null && !isSrgbProfile(found.profile, found.tags);
}

/** Whether the colorants and curves are those of sRGB, within half a step of 8 bits. */
export function isSrgbProfile(profile, tags) {
  if (profile.toString('latin1', 12, 24) !== 'mntrRGB XYZ ' || tags.has('A2B0')) return false;
  const colorants = {
    rXYZ: [0.4361, 0.2225, 0.0139],
    gXYZ: [0.3851, 0.7169, 0.0971],
    bXYZ: [0.1431, 0.0606, 0.7141],
  };
  const near = (one, other) => Math.abs(one - other) < 0.0015;
  for (const [name, wanted] of Object.entries(colorants)) {
    const tag = tags.get(name);
    if (!tag || tag.length < 20 || tag.toString('latin1', 0, 4) !== 'XYZ ') return false;
    if (!wanted.every((value, n) => near(tag.readInt32BE(8 + 4 * n) / 65536, value))) return false;
  }
  return ['rTRC', 'gTRC', 'bTRC'].every((name) => {
    const curve = profileCurve(tags.get(name));
    if (curve === null) return false;
    return Array.from({ length: 33 }, (_, index) => index / 32).every((value) => {
      const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      return near(curve(value), light);
    });
  });
}

/** The tone curve of a profile's tag as a function, or null for one that cannot be sRGB's. */
export function profileCurve(tag) {
  if (!tag || tag.length < 12) return null;
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') {
    const count = tag.readUInt32BE(8);
    if (count < 16 || 12 + 2 * count > tag.length) return null;
    const sample = (index) => tag.readUInt16BE(12 + 2 * index) / 65535;
    return (value) => {
      const place = value * (count - 1);
      const below = Math.min(Math.floor(place), count - 2);
      const share = place - below;
      return sample(below) * (1 - share) + sample(below + 1) * share;
    };
  }
  if (type !== 'para' || tag.length < 32 || tag.readUInt16BE(8) !== 3) return null;
  const [g, a, b, c, d] = [12, 16, 20, 24, 28].map((at) => tag.readInt32BE(at) / 65536);
  return (value) => (value >= d ? (a * value + b) ** g : c * value);
}
