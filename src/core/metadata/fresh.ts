import { iptcFor, type IptcForm, keepInIptc } from './blocks/iptc';
import { keepInExif } from './blocks/keep-in-exif';
import { type MetadataGroup, metadataGroups } from './groups';
import { type EmbeddedPipeline, setEmbeddedPipeline } from './embedded-pipeline';
import { withoutThumbnails } from './blocks/photoshop-blocks';
import { keepInTexts } from './sources/png';
import type { Told } from './told';
import { keepInXmp, speaksOfStale } from './blocks/xmp';
import { xmpElement, xmpPacket, xmpText } from './blocks/xmp-packet';

/** What a file can be told, and of which picture. */
export interface Telling {
  /** The groups that stay. */
  readonly groups: ReadonlySet<MetadataGroup>;
  /** The pipeline to put inside; null also takes out one that the source carried. */
  readonly embeddedPipeline: EmbeddedPipeline | null;
  /** What the format keeps, as its declaration says. */
  readonly holds: {
    readonly exif: boolean;
    readonly iptc: IptcForm | null;
    readonly texts: boolean;
    readonly xmpBytes: number;
  };
  /** The picture's sides in pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Returns what is told of a picture as it is written: the source's metadata of the groups that stay
 * and that the format holds, without what shows or describes the picture as it was.
 */
export function freshlyTold(told: Told, telling: Telling): Told {
  const { groups, holds, embeddedPipeline } = telling;
  const { exif, xmp, iptc, texts } = told;
  return {
    exif: exif && holds.exif ? keepInExif(exif, groups, telling) : null,
    xmp: holds.xmpBytes > 0 ? freshXmp(xmp, groups, embeddedPipeline) : null,
    iptc: iptc && holds.iptc ? freshIptc(iptc, groups, holds.iptc) : null,
    texts: texts && holds.texts ? keepInTexts(texts, groups) : null,
  };
}

const keepsAll = (groups: ReadonlySet<MetadataGroup>): boolean =>
  groups.size === metadataGroups.length;

function freshIptc(
  iptc: Uint8Array,
  groups: ReadonlySet<MetadataGroup>,
  form: IptcForm,
): Uint8Array | null {
  const bare = withoutThumbnails(iptc);
  const kept = keepsAll(groups) ? bare : keepInIptc(bare, groups);
  return kept && iptcFor(form, kept);
}

function freshXmp(
  xmp: Uint8Array | null,
  groups: ReadonlySet<MetadataGroup>,
  embeddedPipeline: EmbeddedPipeline | null,
): Uint8Array | null {
  const kept = xmp && keptXmp(upright(xmpText(xmp)), groups);
  const told = setEmbeddedPipeline(kept, embeddedPipeline);
  return told === null ? null : new TextEncoder().encode(told);
}

function keptXmp(packet: string, groups: ReadonlySet<MetadataGroup>): string | null {
  if (!keepsAll(groups) || speaksOfStale(packet)) return keepInXmp(packet, groups);
  const element = xmpElement(packet);
  return element === null ? packet : xmpPacket(element);
}

/** Returns a text without the elements of a name; from one that does not end on, it stays. */
function withoutElements(text: string, name: string): string {
  const [opens, closes] = [`<${name}>`, `</${name}>`];
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf(opens); at >= 0; at = text.indexOf(opens, from)) {
    const end = text.indexOf(closes, at);
    if (end < 0) break;
    kept.push(text.slice(from, at));
    from = end + closes.length;
  }
  return kept.join('') + text.slice(from);
}

/** Corrects what an XMP packet says about the file it came from. */
const upright = (packet: string): string =>
  ['xmp', 'xap']
    .reduce((text, prefix) => withoutElements(text, `${prefix}:Thumbnails`), packet)
    .replace(/(tiff:Orientation(?:\s*=\s*["']|>))[2-8]/gu, '$11');
