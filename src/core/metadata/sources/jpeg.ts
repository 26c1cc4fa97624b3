import { joinBytes, latinBytes } from '../../base/join-bytes';
import { extensionName, joinXmp } from '../blocks/extended-xmp';
import { xmpText } from '../blocks/xmp-packet';
import { nothingTold, type Told } from '../told';
import {
  app1,
  app13,
  extensionStart,
  isNamed,
  type JpegSegment,
  jpegSegments,
  photoshopName,
  xmpName,
} from './jpeg-segments';

type Segments = readonly JpegSegment[];

const nameBytes = 32;
const partHeadBytes = extensionStart.length + nameBytes + 8;

const contentsOf = (segments: Segments, kind: number, name: string): readonly Uint8Array[] =>
  segments.filter((one) => isNamed(one, kind, name)).map(({ content }) => content);

/** Returns the packet of this name that lies in parts; null unless all of it is there. */
function extensionIn(segments: Segments, name: string): Uint8Array | null {
  const parts = contentsOf(segments, app1, extensionStart + name)
    .filter((part) => part.length >= partHeadBytes)
    .map((part) => {
      const head = new DataView(part.buffer, part.byteOffset + partHeadBytes - 8, 8);
      const content = part.subarray(partHeadBytes);
      return { length: head.getUint32(0), at: head.getUint32(4), content };
    })
    .sort((left, right) => left.at - right.at);
  let end = 0;
  for (const { length, at, content } of parts) {
    if (at !== end || length !== parts[0]?.length) return null;
    end += content.length;
  }
  return end > 0 && end === parts[0]?.length
    ? joinBytes(...parts.map(({ content }) => content))
    : null;
}

/** Returns the one packet that stands in several segments; null where there is no such. */
function longXmp(segments: Segments): Uint8Array | null {
  const [first] = contentsOf(segments, app1, xmpName);
  if (first === undefined) return null;
  const main = xmpText(first.slice(xmpName.length));
  const name = extensionName(main);
  const extension = name === null ? null : extensionIn(segments, name);
  const joined = extension && joinXmp(main, xmpText(extension));
  return joined === null ? null : new TextEncoder().encode(joined);
}

/** Returns Photoshop's resources that go on over several segments; null where they do not. */
function longResources(segments: Segments): Uint8Array | null {
  const found = contentsOf(segments, app13, photoshopName);
  if (found.length < 2) return null;
  const parts = found.map((part) => part.subarray(photoshopName.length));
  return joinBytes(latinBytes(photoshopName), ...parts);
}

/** Returns what a JPEG tells in several segments, of which libvips hands out the first. */
export function toldByJpeg(bytes: Uint8Array): Told {
  const segments = jpegSegments(bytes);
  return { ...nothingTold, xmp: longXmp(segments), iptc: longResources(segments) };
}
