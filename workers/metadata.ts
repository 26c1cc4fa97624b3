import type Vips from 'wasm-vips';
import { iptcFor, type IptcForm, keepInIptc } from '../src/core/metadata/iptc';
import {
  groupOfExif,
  groupOfPngText,
  type MetadataGroup,
  metadataGroups,
  structural,
} from '../src/core/metadata/groups';
import { type Passport, setPassport } from '../src/core/metadata/passport';
import { keepInXmp } from '../src/core/metadata/xmp';
import { withoutThumbnails } from './photoshop-blocks';

/** Upright, as EXIF says it. */
const upright = 1;
/** EXIF's ColorSpace for sRGB, in libvips's writing of EXIF values. */
const exifSrgb = '1 (sRGB, Short, 1 components, 2 bytes)';

/** What describes the file the picture came from, not the picture that is written. */
const staleFields: readonly RegExp[] = [
  // The camera's small picture would show what was cropped or blurred away.
  /^jpeg-thumbnail-data$/,
  /^exif-ifd1-/,
  // A gain map no longer fits edited pixels.
  /^gainmap/,
  // The pixels are sRGB now; the saver embeds that profile.
  /^icc-profile-data$/,
  // The size of the file that it came from.
  /^exif-ifd0-(?:ImageWidth|ImageLength|BitsPerSample|SamplesPerPixel|PhotometricInterpretation|Compression|StripOffsets|StripByteCounts|RowsPerStrip|Padding)$/,
  /^exif-ifd2-Padding$/,
  // Photoshop's own block of a TIFF: layers and small pictures of the original.
  /^photoshop-data$/,
  // Encoder and page details of the source file.
  /^(?:n-pages|page-height|loop|delay|gif-|heif-primary|heif-compression|jpeg-multiscan)/,
];

/**
 * Returns a copy of the picture whose metadata fit what is written: the orientation is upright,
 * everything that still shows the picture as it was is gone, and of the rest only these groups stay.
 * The caller deletes the copy.
 * @param passport what is told of the making; null for nothing, not even what the source told
 * @param iptc how the format keeps IPTC
 */
export function withFreshMetadata(
  image: Vips.Image,
  groups: ReadonlySet<MetadataGroup>,
  passport: Passport | null = null,
  iptc: IptcForm | null = null,
): Vips.Image {
  const copy = image.copy();
  const fields = copy.getFields();
  try {
    const names = [...fields];
    for (const name of names) {
      if (staleFields.some((pattern) => pattern.test(name))) copy.remove(name);
    }
    if (names.includes('orientation')) copy.setInt('orientation', upright);
    if (names.includes('iptc-data')) {
      copy.setBlob('iptc-data', withoutThumbnails(copyOfBlob(copy, 'iptc-data')));
    }
    if (names.includes('xmp-data')) refreshXmp(copy);
    if (groups.size < metadataGroups.length) keepGroups(copy, groups);
    if (iptc !== null) setIptc(copy, iptc);
    stampXmp(copy, passport);
    // Read by viewers before the profile: what stood there was said of the source.
    if (tellsExif(copy)) copy.setString('exif-ifd2-ColorSpace', exifSrgb);
    return copy;
  } finally {
    fields.delete();
  }
}

/** Whether libvips will write EXIF: from a block, or from single tags that stay. */
function tellsExif(image: Vips.Image): boolean {
  const fields = image.getFields();
  const tells = [...fields].some((name) => name.startsWith('exif-'));
  fields.delete();
  return tells;
}

function setIptc(image: Vips.Image, form: IptcForm): void {
  if (image.getTypeof('iptc-data') === 0) return;
  const kept = iptcFor(form, copyOfBlob(image, 'iptc-data'));
  if (kept === null) image.remove('iptc-data');
  else image.setBlob('iptc-data', kept);
}

function stampXmp(image: Vips.Image, passport: Passport | null): void {
  const has = image.getTypeof('xmp-data') > 0;
  const before = has ? new TextDecoder().decode(copyOfBlob(image, 'xmp-data')) : null;
  const after = setPassport(before, passport);
  if (after === before) return;
  if (after === null) image.remove('xmp-data');
  else image.setBlob('xmp-data', new TextEncoder().encode(after));
}

/** What libvips says of the picture itself, and nobody else. */
const ownFields =
  /^(?:width|height|bands|format|coding|interpretation|[xy]offset|[xy]res|filename|vips-loader|vips-sequential|orientation|resolution-unit|icc-profile-data|palette|palette-bit-depth|bits-per-sample|background|concurrency|sequential)$/;

function keepGroups(image: Vips.Image, groups: ReadonlySet<MetadataGroup>): void {
  const fields = image.getFields();
  const names = [...fields];
  fields.delete();
  let tells = false;
  for (const name of names) {
    const tag = /^exif-ifd\d-(.+)$/.exec(name)?.[1];
    if (tag !== undefined) {
      if (groups.has(groupOfExif(tag))) tells = true;
      else if (!structural.has(tag)) image.remove(name);
    } else if (name === 'xmp-data') {
      const kept = keepInXmp(new TextDecoder().decode(copyOfBlob(image, name)), groups);
      if (kept === null) image.remove(name);
      else image.setBlob(name, new TextEncoder().encode(kept));
    } else if (name === 'iptc-data') {
      const kept = keepInIptc(copyOfBlob(image, name), groups);
      if (kept === null) image.remove(name);
      else image.setBlob(name, kept);
    } else if (name.startsWith('png-comment-')) {
      const keyword = name.replace(/^png-comment-\d+-/, '');
      if (!groups.has(groupOfPngText(keyword))) image.remove(name);
    } else if (name === 'image-description') {
      if (!groups.has('description')) image.remove(name);
    } else if (name !== 'exif-data' && !ownFields.test(name)) {
      image.remove(name);
    }
  }
  if (!tells) {
    for (const name of names) {
      if (name.startsWith('exif-')) image.remove(name);
    }
  } else if (!groups.has('maker-notes') && !groups.has('other')) {
    // Written anew from the tags that stay, so that nothing that libvips has no name for slips by.
    image.remove('exif-data');
  }
}

/**
 * Returns a metadata field's bytes as our own. What libvips hands out lies in memory that is shared
 * and growable, which decoders of text refuse in browsers.
 */
const copyOfBlob = (image: Vips.Image, name: string): Uint8Array => image.getBlob(name).slice();

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
function refreshXmp(image: Vips.Image): void {
  const before = new TextDecoder().decode(copyOfBlob(image, 'xmp-data'));
  if (before.includes('http://ns.adobe.com/hdr-gain-map/')) {
    // It describes a gain map that is not there any more, and readers would look for it.
    image.remove('xmp-data');
    return;
  }
  const after = ['xmp', 'xap']
    .reduce((text, prefix) => withoutElements(text, `${prefix}:Thumbnails`), before)
    .replace(/(tiff:Orientation(?:\s*=\s*["']|>))[2-8]/gu, `$1${upright}`);
  if (after !== before) image.setBlob('xmp-data', new TextEncoder().encode(after));
}
