import { HeaderFault, type ByteView, type HeaderBytes } from '../byte-reader';
import { readExifOrientation } from '../exif-orientation';
import { plainHeader, type ImageHeader, type Orientation } from '../image-header';

const flag = { animation: 0x02, exif: 0x08, alpha: 0x10, profile: 0x20 } as const;
const maxChunks = 4_000;
const maxExif = 65_536;

/** Reads a WebP's first chunk: VP8 (lossy), VP8L (lossless) or VP8X (extended) (RFC 9649). */
export async function readWebp(file: HeaderBytes): Promise<ImageHeader> {
  const head = await file.take(12, 8);
  const body = await file.upTo(20, 10);
  switch (head.text(0, 4)) {
    case 'VP8 ':
      return lossy(body);
    case 'VP8L':
      return lossless(body);
    case 'VP8X':
      return extended(file, body, 20 + padded(head.u32(4, true)));
    default:
      throw new HeaderFault('damaged', 'does not begin with its size');
  }
}

const padded = (length: number): number => length + (length % 2);

/** A key frame's start code 9D 01 2A, then 14 bits each of width and height (RFC 6386, 9.1). */
function lossy(body: ByteView): ImageHeader {
  const isKeyFrame = (body.u8(0) & 1) === 0;
  if (!isKeyFrame || body.u24(3) !== 0x9d012a) {
    throw new HeaderFault('damaged', 'does not begin with a whole picture');
  }
  return sized({ width: body.u16(6, true) & 0x3fff, height: body.u16(8, true) & 0x3fff });
}

function lossless(body: ByteView): ImageHeader {
  if (body.u8(0) !== 0x2f) throw new HeaderFault('damaged', 'does not begin with its size');
  const bits = body.u32(1, true);
  const hasAlpha = ((bits >>> 28) & 1) === 1;
  const width = (bits & 0x3fff) + 1;
  const height = ((bits >>> 14) & 0x3fff) + 1;
  return sized({ width, height, hasAlpha, bands: hasAlpha ? 4 : 3 });
}

async function extended(file: HeaderBytes, body: ByteView, first: number): Promise<ImageHeader> {
  const flags = body.u8(0);
  const animated = (flags & flag.animation) !== 0;
  const hasAlpha = (flags & flag.alpha) !== 0;
  const parts = await scanChunks(file, first, animated, (flags & flag.exif) !== 0);
  return sized({
    width: body.u24(4, true) + 1,
    height: body.u24(7, true) + 1,
    hasAlpha,
    bands: hasAlpha ? 4 : 3,
    hasProfile: (flags & flag.profile) !== 0,
    animated,
    ...parts,
  });
}

async function scanChunks(
  file: HeaderBytes,
  first: number,
  animated: boolean,
  hasExif: boolean,
): Promise<{ frames: number; framesCounted: boolean; orientation: Orientation }> {
  let frames = 0;
  let orientation: Orientation = 1;
  let at = first;
  let seen = 0;
  for (; (animated || hasExif) && seen < maxChunks && at + 8 <= file.size; seen += 1) {
    const head = await file.peek(at, 8);
    if (head === undefined) break;
    const kind = head.text(0, 4);
    const length = head.u32(4, true);
    if (kind === 'ANMF') frames += 1;
    if (kind === 'EXIF' && length <= maxExif) {
      const block = await file.peek(at + 8, length);
      if (block !== undefined) orientation = readExifOrientation(block);
    }
    at += 8 + padded(length);
  }
  const reachedEnd = at + 8 > file.size || !animated;
  return { frames: Math.max(1, frames), framesCounted: reachedEnd, orientation };
}

function sized(header: Pick<ImageHeader, 'width' | 'height'> & Partial<ImageHeader>): ImageHeader {
  if (header.width === 0 || header.height === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  return { ...plainHeader, ...header, format: 'webp' };
}
