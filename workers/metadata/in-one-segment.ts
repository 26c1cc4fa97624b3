import { joinBytes, latinBytes } from '../../src/core/base/join-bytes';
import { iptcFor } from '../../src/core/metadata/blocks/iptc';
import { tellInJpeg } from '../../src/core/metadata/carriers/jpeg';
import { toldByJpeg } from '../../src/core/metadata/sources/jpeg';
import {
  app1,
  app13,
  extensionStart,
  isNamed,
  jpegSegments,
  photoshopName,
  xmpName,
} from '../../src/core/metadata/sources/jpeg-segments';
import { nothingTold } from '../../src/core/metadata/told';

/** A JPEG of nothing but its first and last marker. */
const emptyJpeg = latinBytes('\xff\xd8\xff\xd9');

/**
 * Returns a file as parts of which the reader reads each: it takes parts of what goes on over several
 * segments of a JPEG in the order in which they lie, and of Photoshop's resources a single one. Other files
 * are returned as they are.
 */
export function inOneSegment(bytes: Uint8Array): readonly Uint8Array[] {
  const { xmp, iptc } = toldByJpeg(bytes);
  if (xmp === null && iptc === null) return [bytes];
  const names = [
    ...(xmp
      ? ([
          [app1, xmpName],
          [app1, extensionStart],
        ] as const)
      : []),
    ...(iptc ? ([[app13, photoshopName]] as const) : []),
  ];
  const rest: Uint8Array[] = [];
  let from = 0;
  for (const segment of jpegSegments(bytes)) {
    if (!names.some(([kind, name]) => isNamed(segment, kind, name))) continue;
    rest.push(bytes.subarray(from, segment.from));
    from = segment.end;
  }
  const datasets = iptc && iptcFor('bare', iptc);
  const resources = datasets && iptcFor('segment', datasets);
  return [
    joinBytes(...rest, bytes.subarray(from)),
    ...(xmp ? [xmp] : []),
    ...(resources ? [tellInJpeg(emptyJpeg, { ...nothingTold, iptc: resources })] : []),
  ];
}
