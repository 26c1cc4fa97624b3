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

interface TellingChunk {
  readonly kind: string;
  /** Of a text; empty for EXIF. */
  readonly keyword: string;
  /** What follows the keyword. */
  readonly content: Uint8Array;
  /** With length and checksum, as it lies in the file. */
  readonly whole: Uint8Array;
}

/** Returns the chunks of text and EXIF that lie one after another from `from` on, past others. */
function tellingChunks(bytes: Uint8Array, from: number): readonly TellingChunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: TellingChunk[] = [];
  for (let at = from; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const kind = latinText(bytes.subarray(at + 4, at + 8));
    if (['eXIf', 'tEXt', 'zTXt', 'iTXt'].includes(kind)) {
      const [body, whole] = [bytes.subarray(at + 8, end - 4), bytes.subarray(at, end)];
      const length = body.subarray(0, 80).indexOf(0);
      const isWhole = crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
      if (isWhole && kind === 'eXIf') found.push({ kind, keyword: '', content: body, whole });
      else if (isWhole && length > 0) {
        const keyword = latinText(body.subarray(0, length));
        found.push({ kind, keyword, content: body.subarray(length + 1), whole });
      }
    }
    at = end;
  }
  return found;
}

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';

/** Returns the packet in a text of UTF-8, which may be packed and says a language before. */
function xmpInText(content: Uint8Array, inflation: Inflation): Uint8Array | null {
  const [isPacked, method] = content;
  const language = content.indexOf(0, 2);
  const start = language < 0 ? 0 : content.indexOf(0, language + 1) + 1;
  if (start === 0 || (isPacked === 1 && method !== 0)) return null;
  const text = content.subarray(start);
  return isPacked === 1 ? inflation.unpack(text) : text;
}

/**
 * Returns what a PNG file tells behind its pixels, where libvips does not look, and in texts, which it
 * hands out as ones of one kind and spoilt: the texts as they lie in the file, and EXIF, XMP and IPTC,
 * which may stand in them in hex. EXIF does not say how to turn the picture: behind its pixels, browsers
 * pass that over too.
 */
export function toldByPng(bytes: Uint8Array): Told {
  const texts: Uint8Array[] = [];
  let exif: Uint8Array | null = null;
  let xmp: Uint8Array | null = null;
  let iptc: Uint8Array | null = null;
  let ownExif: Uint8Array | null = null;
  let ownXmp: Uint8Array | null = null;
  const inflation = new Inflation(maxDigits);
  for (const chunk of tellingChunks(bytes, signatureBytes)) {
    const { kind: chunkKind, keyword, content: text, whole } = chunk;
    if (chunkKind === 'eXIf') ownExif ??= withoutOrientation(text);
    else if (keyword === xmpKeyword && chunkKind === 'iTXt') {
      ownXmp ??= xmpInText(text, inflation);
    } else if (keyword.startsWith(rawKeyword)) {
      const content = rawProfile(chunkKind, text, inflation);
      const kind = keyword.slice(rawKeyword.length).toLowerCase();
      if (content === null) continue;
      const isXmp = latinText(content.subarray(0, xmpName.length)) === xmpName;
      if (kind === 'xmp' || isXmp) xmp = isXmp ? content.subarray(xmpName.length) : content;
      else if (exifKinds.has(kind)) exif = withoutOrientation(content);
      else if (kind === 'iptc' || kind === '8bim') iptc = content;
    } else if (keyword !== xmpKeyword) texts.push(whole);
  }
  const joined = texts.length > 0 ? joinBytes(...texts) : null;
  return { exif: ownExif ?? exif, xmp: ownXmp ?? xmp, iptc, texts: joined };
}

/** Returns the texts of the groups that stay, each as it was; null when none does. */
export function keepInTexts(
  texts: Uint8Array,
  groups: ReadonlySet<MetadataGroup>,
): Uint8Array | null {
  const kept = tellingChunks(texts, 0).filter(({ keyword }) => groups.has(groupOfPngText(keyword)));
  return kept.length > 0 ? joinBytes(...kept.map(({ whole }) => whole)) : null;
}
