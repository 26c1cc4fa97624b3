import type { Size } from '../../base/geometry';
import { BitReader } from '../bit-reader';
import { HeaderFault, type HeaderBytes } from '../byte-reader';
import { plainHeader, toOrientation, type ImageHeader } from '../image-header';

/** Width divided by height for the seven shapes a size may name (ISO/IEC 18181-1, table D.2). */
const ratios = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const;
const maxBoxes = 256;
const maxHeader = 256;
const grey = 1;
const alphaChannel = 0;
const blackChannel = 4;

/** Reads a JPEG XL picture: a naked codestream, or the first codestream box of a container. */
export async function readJpegXl(file: HeaderBytes): Promise<ImageHeader> {
  const naked = (await file.take(0, 2)).u16(0) === 0xff0a;
  const start = naked ? 0 : await findCodestream(file);
  const view = await file.upTo(start, maxHeader);
  if (view.u16(0) !== 0xff0a) throw new HeaderFault('damaged', 'does not begin with its size');
  const bits = new BitReader(view, 2);
  return { ...plainHeader, format: 'jxl', ...size(bits), ...metadata(bits) };
}

/** Returns where the codestream starts: in a `jxlc` box, or after a `jxlp` box's part number. */
async function findCodestream(file: HeaderBytes): Promise<number> {
  let at = 0;
  for (let index = 0; index < maxBoxes; index += 1) {
    const head = await file.take(at, 8);
    const kind = head.text(4, 4);
    const long = head.u32(0) === 1;
    const headBytes = long ? 16 : 8;
    if (kind === 'jxlc') return at + headBytes;
    if (kind === 'jxlp') return at + headBytes + 4;
    const length = long ? (await file.take(at + 8, 8)).u64(0) : head.u32(0);
    if (length < headBytes) break;
    at += length;
  }
  throw new HeaderFault('damaged', 'holds no picture');
}

/** SizeHeader (D.2). */
function size(bits: BitReader): Size {
  const inEights = bits.flag();
  const side = (): number =>
    inEights
      ? (bits.bits(5) + 1) * 8
      : bits.u32([
          [1, 9],
          [1, 13],
          [1, 18],
          [1, 30],
        ]);
  const height = side();
  const shape = ratios[bits.bits(3) - 1];
  const width = shape === undefined ? side() : Math.floor((height * shape[0]) / shape[1]);
  return { width, height };
}

type Metadata = Pick<
  ImageHeader,
  'orientation' | 'animated' | 'framesCounted' | 'bands' | 'bitsPerBand' | 'hasAlpha' | 'hasProfile'
>;

/** ImageMetadata (D.3), as far as the colour encoding's profile bit and colour space. */
function metadata(bits: BitReader): Metadata {
  const plain: Metadata = {
    orientation: 1,
    animated: false,
    framesCounted: true,
    bands: 3,
    bitsPerBand: 8,
    hasAlpha: false,
    hasProfile: false,
  };
  if (bits.flag()) return plain;
  const { orientation, animated } = bits.flag() ? extraFields(bits) : plain;
  const bitsPerBand = bitDepth(bits);
  bits.flag(); // modular_16bit_buffers
  const extras = bits.u32([
    [0, 0],
    [1, 0],
    [2, 4],
    [1, 12],
  ]);
  const found = { ...plain, orientation, animated, framesCounted: !animated, bitsPerBand };
  let hasAlpha = false;
  for (let index = 0; index < extras; index += 1) {
    const isPlainAlpha = bits.flag();
    if (!isPlainAlpha) {
      // Other channels have long descriptions; what follows them only refines `bands`.
      const kind = bits.enumerated();
      if (kind === blackChannel) {
        throw new HeaderFault(
          'refused',
          'is a CMYK picture in JPEG XL, which cannot be opened here',
          'Save it as RGB, or as TIFF or JPEG, in another program, and open that.',
        );
      }
      return { ...found, bands: 3 + extras, hasAlpha: hasAlpha || kind === alphaChannel };
    }
    hasAlpha = true;
  }
  bits.flag(); // xyb_encoded
  const standardColours = bits.flag();
  const hasProfile = !standardColours && bits.flag();
  const isGrey = !standardColours && bits.enumerated() === grey;
  return { ...found, hasAlpha, hasProfile, bands: (isGrey ? 1 : 3) + extras };
}

function extraFields(bits: BitReader): Pick<Metadata, 'orientation' | 'animated'> {
  const orientation = toOrientation(bits.bits(3) + 1);
  if (bits.flag()) size(bits); // intrinsic size
  if (bits.flag()) skipPreview(bits);
  const animated = bits.flag();
  if (animated) skipAnimation(bits);
  return { orientation, animated };
}

function skipPreview(bits: BitReader): void {
  const inEights = bits.flag();
  const side = (): number =>
    inEights
      ? bits.u32([
          [16, 0],
          [32, 0],
          [1, 5],
          [33, 9],
        ])
      : bits.u32([
          [1, 6],
          [65, 8],
          [321, 10],
          [1345, 12],
        ]);
  side();
  if (bits.bits(3) === 0) side();
}

function skipAnimation(bits: BitReader): void {
  bits.u32([
    [100, 0],
    [1000, 0],
    [1, 10],
    [1, 30],
  ]);
  bits.u32([
    [1, 0],
    [1001, 0],
    [1, 8],
    [1, 10],
  ]);
  bits.u32([
    [0, 0],
    [0, 3],
    [0, 16],
    [0, 32],
  ]);
  bits.flag();
}

function bitDepth(bits: BitReader): number {
  if (!bits.flag()) {
    return bits.u32([
      [8, 0],
      [10, 0],
      [12, 0],
      [1, 6],
    ]);
  }
  const depth = bits.u32([
    [32, 0],
    [16, 0],
    [24, 0],
    [1, 6],
  ]);
  bits.bits(4); // exponent bits
  return depth;
}
