/** How the picture of a TIFF lies in its file (TIFF 6.0, section 8 and the supplements to it). */
export interface TiffLayout {
  readonly compression: number;
  /** What the numbers of a pixel mean: 2 for RGB. */
  readonly photometric: number;
  /** Whether the file says that, as libvips wants it to. */
  readonly saysPhotometric: boolean;
  /** Numbers of a pixel. */
  readonly samples: number;
  /** Bits of one number. */
  readonly bits: number;
  /** What a number is: 1 a whole number, 2 one with a sign, 3 a fraction. */
  readonly sampleFormat: number;
  /** Whether each band lies by itself. */
  readonly isPlanar: boolean;
  readonly isTiled: boolean;
}

/** Numbers that tags of TIFF files hold. */
export const tiffCode = {
  compression: { none: 1, lzw: 5, oldJpeg: 6, deflate: 8, oldDeflate: 32_946, packBits: 32_773 },
  zstd: [50_000, 34_926] as readonly number[],
  photometric: { white: 0, black: 1, rgb: 2, palette: 3, cmyk: 5, lab: 8, iccLab: 9 },
  sampleFormat: { unsigned: 1, signed: 2, fraction: 3 },
} as const;

const { compression, photometric, sampleFormat } = tiffCode;

/** Compressions that libvips undoes here: besides those of ours, fax, JPEG, WebP, LogLuv and rarities. */
const engineCompressions: ReadonlySet<number> = new Set([
  compression.none,
  2,
  3,
  4,
  compression.lzw,
  7,
  compression.deflate,
  compression.oldDeflate,
  compression.packBits,
  32_766,
  32_771,
  32_809,
  32_909,
  34_676,
  34_677,
  50_001,
]);

const ourCompressions: ReadonlySet<number> = new Set([
  compression.none,
  compression.lzw,
  compression.deflate,
  compression.oldDeflate,
  compression.packBits,
  ...tiffCode.zstd,
]);

const ourPhotometrics: ReadonlySet<number> = new Set(Object.values(photometric));

/** Compressions that nothing here undoes, by the names that people know them by. */
const names: ReadonlyMap<number, string> = new Map([
  [9, 'JBIG'],
  [10, 'JBIG'],
  [22_610, 'JPEG XR'],
  [32_908, 'Pixar film'],
  [32_947, 'Kodak DCS'],
  [33_003, 'JPEG 2000'],
  [33_004, 'JPEG 2000'],
  [33_005, 'JPEG 2000'],
  [34_661, 'JBIG'],
  [34_712, 'JPEG 2000'],
  [34_887, 'LERC'],
  [34_892, 'lossy JPEG of DNG'],
  [34_925, 'LZMA'],
  [34_933, 'PNG'],
  [34_934, 'JPEG XR'],
  [50_002, 'JPEG XL'],
  [52_546, 'JPEG XL'],
]);

function isBitsOfEngine(layout: TiffLayout): boolean {
  const { bits, samples } = layout;
  if (layout.photometric === photometric.palette) return [2, 4, 8, 16].includes(bits);
  if ([1, 2, 4].includes(bits)) return samples === 1;
  return [8, 16, 32].includes(bits);
}

/** Returns whether libvips reads a TIFF of this layout. */
export function isReadByEngine(layout: TiffLayout): boolean {
  if (!engineCompressions.has(layout.compression)) return false;
  if (layout.isPlanar && layout.isTiled && layout.samples > 1) return false;
  if (layout.photometric === photometric.iccLab || !layout.saysPhotometric) return false;
  if (layout.photometric === photometric.lab && layout.bits === 8) return false;
  // Of compressions with numbers of their own, libvips decides by what they unpack to.
  return !ourCompressions.has(layout.compression) || isBitsOfEngine(layout);
}

function isReadByUs(layout: TiffLayout): boolean {
  if (layout.compression === compression.oldJpeg) return true;
  if (!ourCompressions.has(layout.compression) || !ourPhotometrics.has(layout.photometric)) {
    return false;
  }
  return layout.sampleFormat === sampleFormat.fraction
    ? [16, 24, 32, 64].includes(layout.bits)
    : layout.bits >= 1 && layout.bits <= 64;
}

/**
 * Returns why a TIFF of this layout cannot be read, to go on after its name; null when it can.
 */
export function whyUnreadable(layout: TiffLayout): string | null {
  if (isReadByEngine(layout) || isReadByUs(layout)) return null;
  const isPacked = !engineCompressions.has(layout.compression);
  if (isPacked && !ourCompressions.has(layout.compression)) {
    const name = names.get(layout.compression);
    return `is a TIFF compressed with ${name ?? `method ${layout.compression}`}, which cannot be read here`;
  }
  const { bits, samples } = layout;
  const what = [
    `${bits} bits per value`,
    `${samples} ${samples === 1 ? 'value' : 'values'} per pixel`,
    ...(layout.isPlanar && samples > 1 ? ['bands apart'] : []),
    ...(layout.isTiled ? ['tiles'] : []),
    `colours of kind ${layout.photometric}`,
  ].join(', ');
  return `is a TIFF of a layout that cannot be read here (${what})`;
}
