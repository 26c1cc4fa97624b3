import { HeaderFault, type ByteView, type HeaderBytes } from '../byte-reader';
import { readExifOrientation } from '../exif-orientation';
import { plainHeader, type ImageHeader, type Orientation } from '../image-header';

const marker = { startOfScan: 0xda, endOfImage: 0xd9, app1: 0xe1, app2: 0xe2 } as const;
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const gainMapNamespace = 'http://ns.adobe.com/hdr-gain-map/1.0/';
const isoGainMap = 'urn:iso:std:iso:ts:21496:-1';
/** Bytes of rubbish between segments that are skipped, as libjpeg does with a warning. */
const maxRubbish = 4_096;
/** More segments than any camera writes: a profile or XMP of megabytes takes a few dozen. */
const maxSegments = 2_000;

interface Detected {
  orientation: Orientation;
  hasProfile: boolean;
  hasGainMap: boolean;
}

/** C0 to CF start a frame, but for C4 (Huffman tables), C8 (reserved) and CC (arithmetic tables). */
const startsFrame = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

const standsAlone = (code: number): boolean =>
  code === 0x01 || code === 0xd8 || (code >= 0xd0 && code <= 0xd7);

/**
 * Reads the segments of a JPEG file up to its frame header (ITU-T T.81, B.1.1 and B.2.2).
 * `hasGainMap` is true for Ultra HDR files: a gain map namespace in XMP, or ISO 21496-1's segment.
 */
export async function readJpeg(file: HeaderBytes): Promise<ImageHeader> {
  const found: Detected = { orientation: 1, hasProfile: false, hasGainMap: false };
  let at = 2;
  for (let segment = 0; segment < maxSegments; segment += 1) {
    at = await nextMarker(file, at);
    const code = (await file.take(at + 1, 1)).u8(0);
    if (standsAlone(code)) {
      at += 2;
      continue;
    }
    if (code === marker.startOfScan || code === marker.endOfImage) {
      throw new HeaderFault('damaged', 'has no frame header before its picture data');
    }
    const length = (await file.take(at + 2, 2)).u16(0);
    if (length < 2) throw new HeaderFault('damaged', 'has a segment with an impossible length');
    if (startsFrame(code)) return frame(code, await file.take(at + 4, 6), found);
    if (code === marker.app1 || code === marker.app2) {
      note(code, await file.upTo(at + 4, length - 2), found);
    }
    at += 2 + length;
  }
  throw new HeaderFault('budget', 'has a header that is too long or too scattered to read');
}

/** Returns the offset of the next marker's 0xFF whose successor is a code, not padding. */
async function nextMarker(file: HeaderBytes, from: number): Promise<number> {
  const ahead = await file.upTo(from, maxRubbish);
  for (let index = 0; index + 1 < maxRubbish; index += 1) {
    const code = ahead.u8(index + 1);
    if (ahead.u8(index) === 0xff && code !== 0xff && code !== 0x00) return from + index;
  }
  throw new HeaderFault('damaged', 'holds something else where its header should go on');
}

function note(code: number, segment: ByteView, found: Detected): void {
  if (code === marker.app1) {
    if (segment.text(0, 6) === 'Exif\0\0' && found.orientation === 1) {
      found.orientation = readExifOrientation(segment);
    } else if (segment.text(0, xmpName.length) === xmpName && segment.includes(gainMapNamespace)) {
      found.hasGainMap = true;
    }
    return;
  }
  if (segment.text(0, 12) === 'ICC_PROFILE\0') found.hasProfile = true;
  if (segment.text(0, isoGainMap.length) === isoGainMap) found.hasGainMap = true;
}

/** Returns what a JPEG is that libjpeg-turbo does not read by default; null for all others. */
function whyUnreadable(code: number, bits: number): string | null {
  if (code === 0xc3 || code === 0xcb) return 'a lossless JPEG';
  if (code >= 0xc5 && code !== 0xc9 && code !== 0xca) return 'a JPEG of several layers';
  return bits === 8 ? null : `a JPEG of ${bits} bits per colour`;
}

function frame(code: number, body: ByteView, found: Detected): ImageHeader {
  const height = body.u16(1);
  const width = body.u16(3);
  const bands = body.u8(5);
  if (width === 0 || height === 0 || bands === 0) {
    throw new HeaderFault('damaged', 'does not say how large its picture is');
  }
  const why = whyUnreadable(code, body.u8(0));
  if (why !== null) {
    throw new HeaderFault(
      'refused',
      `is ${why}, which cannot be read here, so it was not opened`,
      'Save it as a plain JPEG, PNG or TIFF in the program it came from, and open that.',
    );
  }
  return {
    ...plainHeader,
    ...found,
    format: 'jpeg',
    width,
    height,
    bands,
    bitsPerBand: body.u8(0),
    progressive: code % 4 === 2,
  };
}
