import { crc32 } from '../../base/crc32';
import type { MetadataGroup } from '../groups';
import { Inflation } from '../../source/inflate';
import { joinBytes, latinText } from '../../base/join-bytes';
import { withoutOrientation } from '../blocks/keep-in-exif';
import { maxDigits, exifKinds, rawKeyword, rawProfile } from '../../source/raw-profile';
import { groupOfPngText } from '../tag-groups';
import type { Told } from '../told';

const signatureBytes = 8;
const xmpKeyword = 'XML:com.adobe.xmp';

interface TextChunk {
  readonly kind: string;
  readonly keyword: string;
  /** What follows the keyword. */
  readonly content: Uint8Array;
  /** With length and checksum, as it lies in the file. */
  readonly whole: Uint8Array;
}

/** Returns the chunks of text that lie one after another from `from` on, past others. */
function textChunks(bytes: Uint8Array, from: number): readonly TextChunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: TextChunk[] = [];
  for (let at = from; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const kind = latinText(bytes.subarray(at + 4, at + 8));
    if (['tEXt', 'zTXt', 'iTXt'].includes(kind)) {
      const body = bytes.subarray(at + 8, end - 4);
      const length = body.subarray(0, 80).indexOf(0);
      const isWhole = crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
      if (length > 0 && isWhole) {
        const keyword = latinText(body.subarray(0, length));
        const content = body.subarray(length + 1);
        found.push({ kind, keyword, content, whole: bytes.subarray(at, end) });
      }
    }
    at = end;
  }
  return found;
}

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';

/**
 * Returns what a PNG file tells in chunks of text, which libvips hands out as texts of one kind and
 * spoilt: the texts as they lie in the file, and EXIF, XMP and IPTC that stand in them in hex. EXIF
 * does not say how to turn the picture.
 */
export function toldByPng(bytes: Uint8Array): Told {
  const texts: Uint8Array[] = [];
  let exif: Uint8Array | null = null;
  let xmp: Uint8Array | null = null;
  let iptc: Uint8Array | null = null;
  const inflation = new Inflation(maxDigits);
  for (const chunk of textChunks(bytes, signatureBytes)) {
    const { kind: chunkKind, keyword, content: text, whole } = chunk;
    if (keyword.startsWith(rawKeyword)) {
      const content = rawProfile(chunkKind, text, inflation);
      const kind = keyword.slice(rawKeyword.length).toLowerCase();
      if (content === null) continue;
      const isXmp = latinText(content.subarray(0, xmpName.length)) === xmpName;
      if (kind === 'xmp' || isXmp) xmp = isXmp ? content.subarray(xmpName.length) : content;
      else if (exifKinds.has(kind)) exif = withoutOrientation(content);
      else if (kind === 'iptc' || kind === '8bim') iptc = content;
    } else if (keyword !== xmpKeyword) texts.push(whole);
  }
  return { exif, xmp, iptc, texts: texts.length > 0 ? joinBytes(...texts) : null };
}

/** Returns the texts of the groups that stay, each as it was; null when none does. */
export function keepInTexts(
  texts: Uint8Array,
  groups: ReadonlySet<MetadataGroup>,
): Uint8Array | null {
  const kept = textChunks(texts, 0).filter(({ keyword }) => groups.has(groupOfPngText(keyword)));
  return kept.length > 0 ? joinBytes(...kept.map(({ whole }) => whole)) : null;
}
