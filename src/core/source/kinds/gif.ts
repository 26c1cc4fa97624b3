import { HeaderFault, type HeaderBytes } from '../byte-reader';
import type { Area } from '../../base/geometry';
import { plainHeader, type ImageHeader } from '../image-header';

const block = { extension: 0x21, image: 0x2c, trailer: 0x3b } as const;
const graphicControl = 0xf9;
/** More frames than any film of a GIF: what is drawn of each is kept. */
const maxFrames = 10_000;
/** A chain of one-byte sub-blocks would otherwise cost a step for every two bytes of budget. */
const maxSubBlocks = 100_000;

/** Bytes of a colour table whose flags byte is `flags` (GIF89a, 18 and 20). */
const tableBytes = (flags: number): number =>
  (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);

/**
 * Reads a GIF's logical screen and walks its blocks to count frames and look for transparency.
 * The walk ends quietly where the file does, or at the header budget: `framesCounted` says so.
 */
export async function readGif(file: HeaderBytes): Promise<ImageHeader> {
  const screen = await file.take(6, 7);
  let width = screen.u16(0, true);
  let height = screen.u16(2, true);
  let frames = 0;
  let hasAlpha = false;
  let progressive = false;
  let framesCounted = false;
  const drawn: Area[] = [];
  let subBlocksLeft = maxSubBlocks;
  let at = 13 + tableBytes(screen.u8(4));
  while (frames < maxFrames) {
    const head = await file.peek(at, 1);
    if (head === undefined) break;
    const kind = head.u8(0);
    if (kind === block.trailer) {
      framesCounted = true;
      break;
    }
    if (kind === block.extension) {
      const control = await file.peek(at, 4);
      if (control?.u8(1) === graphicControl && (control.u8(3) & 1) === 1) hasAlpha = true;
      at += 2;
    } else if (kind === block.image) {
      const image = await file.peek(at, 10);
      if (image === undefined) break;
      frames += 1;
      const flags = image.u8(9);
      if (frames === 1) progressive = (flags & 0x40) !== 0;
      // A screen of zero pixels is allowed in practice: decoders then take the first frame's size.
      if (width === 0) width = image.u16(5, true);
      if (height === 0) height = image.u16(7, true);
      const [left = 0, top = 0, across = 0, down = 0] = [1, 3, 5, 7].map((at) =>
        image.u16(at, true),
      );
      drawn.push({ left, top, width: across, height: down });
      at += 11 + tableBytes(flags);
    } else {
      break;
    }
    const chain = await skipSubBlocks(file, at, subBlocksLeft);
    if (chain === undefined) break;
    at = chain.after;
    subBlocksLeft -= chain.count;
  }
  if (width === 0 || height === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  const [first] = drawn;
  const covers =
    first === undefined ||
    (first.left === 0 && first.top === 0 && first.width >= width && first.height >= height);
  return {
    ...plainHeader,
    ...(covers || hasAlpha ? {} : { drawn }),
    format: 'gif',
    width,
    height,
    frames: Math.max(1, frames),
    framesCounted,
    animated: frames > 1,
    bands: hasAlpha || !covers ? 4 : 3,
    hasAlpha: hasAlpha || !covers,
    progressive,
  };
}

/** Returns where a chain of sub-blocks ends; undefined where the file, budget or `max` does. */
async function skipSubBlocks(
  file: HeaderBytes,
  from: number,
  max: number,
): Promise<{ readonly after: number; readonly count: number } | undefined> {
  let at = from;
  for (let count = 1; count <= max; count += 1) {
    const length = (await file.peek(at, 1))?.u8(0);
    if (length === undefined) return undefined;
    at += 1 + length;
    if (length === 0) return { after: at, count };
  }
  return undefined;
}
