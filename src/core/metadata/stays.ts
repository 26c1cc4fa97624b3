import type { MetadataEntry } from './entries';
import type { MetadataGroup } from './groups';
import type { HoldsMetadata } from './holds';

/** What a format has no room for, in words; empty when it holds everything. */
function missing({ exif, iptc, texts, xmpBytes }: HoldsMetadata): readonly string[] {
  return [
    ...(exif ? [] : ['EXIF']),
    ...(xmpBytes > 0 ? [] : ['XMP']),
    ...(iptc === null ? ['IPTC'] : []),
    ...(texts ? [] : ['PNG texts']),
  ];
}

/** Returns in one sentence what files of a format cannot hold of metadata; null when it is nothing. */
export function cannotHold({
  label,
  holds,
}: {
  readonly label: string;
  readonly holds: HoldsMetadata;
}): string | null {
  const words = missing(holds);
  if (words.length === 0) return null;
  if (words.length === 4) return `${label} files hold no metadata: all of it goes.`;
  const last = words.at(-1) ?? '';
  const list = words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
  return `${label} files hold no ${list.replace(' and ', ' and no ')}.`;
}

/** What is about the file that the picture came from, by container: it goes whatever stays. */
const ofSource: Readonly<Record<string, RegExp>> = {
  EXIF: /^(?:Thumbnail|RelatedImage(?:Width|Height|Length|FileFormat)|WhitePoint|PrimaryChromaticities|TransferFunction|PageNumber|TileByteCounts|Padding|OffsetSchema|ImageSourceData|DNG(?:Backward)?Version|SubIFDs?)$/,
  XMP: /^(?:Thumbnails|Directory|Version|(?:GainMap|HDRCapacity|OffsetSDR|OffsetHDR|BaseRendition).*)$/,
};

/**
 * Returns whether a tag of a picture will be in a file of a format when these groups stay. What says
 * how to read the file is no part of that.
 */
export function stays(
  { group, container, name }: MetadataEntry,
  groups: ReadonlySet<MetadataGroup>,
  holds: HoldsMetadata,
): boolean {
  if (group === 'structure' || !groups.has(group)) return false;
  if (ofSource[container]?.test(name) === true) return false;
  switch (container) {
    case 'EXIF':
    case 'Maker notes':
      return holds.exif;
    case 'XMP':
      return holds.xmpBytes > 0;
    case 'IPTC':
      return holds.iptc !== null;
    case 'PNG text':
      return holds.texts;
    default:
      return false;
  }
}
