import { type Helper, helper } from '../print/helper';

/** What JavaScript programs find in files besides what libvips hands out; the same as metadata/sources. */
export const javascriptSources: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    raw_profile: helper(`
/** The bytes of a profile that stands in a text in hex digits; null for other texts. */
function profileOf({ kind, content }) {
  const most = 4 * 1024 * 1024;
  let text = kind === 'tEXt' && content.length <= 3 * most ? content : null;
  if (kind === 'zTXt' && content[0] === 0) {
    try {
      text = zlib.inflateSync(content.subarray(1), {
        maxOutputLength: 2 * most,
        finishFlush: zlib.constants.Z_SYNC_FLUSH,
      });
    } catch {
      return null;
    }
  }
  const found = /^\\n[^\\n]{1,40}\\n\\s*(\\d{1,8})\\n([\\da-f\\s]*)$/i.exec(text?.toString('latin1') ?? '');
  const digits = found?.[2].replaceAll(/\\s/g, '') ?? '';
  if (found === null || digits.length < 2 * Number(found[1])) return null;
  return Buffer.from(digits.slice(0, 2 * Number(found[1])), 'hex');
}`),
    besides: helper(
      `
/** What a PNG or a TIFF tells that libvips does not hand out, or hands out spoilt. */
function toldBesides(data) {
  if (data.toString('latin1', 0, 8) === '\\x89PNG\\r\\n\\x1a\\n') return toldByPng(data);
  const isTiff = ['II*\\0', 'MM\\0*'].includes(data.toString('latin1', 0, 4));
  const most = 4 * 1024 * 1024;
  const block = isTiff ? readExif(data, (tag) => !STALE.has(tag), most) : null;
  if (block === null) return {};
  const found = readExif(data, (tag) => tag === 0x83bb || tag === 0x8649, most);
  const valueOf = (wanted) => found.main.find(({ tag }) => tag === wanted)?.value;
  let iptc = valueOf(0x83bb);
  if (iptc && iptc[0] !== 0x1c && iptc[3] === 0x1c) {
    // Turned around with the byte order of the file.
    iptc = Buffer.from(iptc.subarray(0, iptc.length - (iptc.length % 4))).swap32();
  }
  iptc ??= valueOf(0x8649);
  // Places in this file have no meaning in a block.
  const whole = { ...block, exif: block.exif.map((one) => ({ ...one, at: 0 })) };
  const exif = withoutOrientation(writeExif(whole));
  return iptc ? { exif, iptc } : { exif };
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Chunks of text of a PNG: kind, keyword, what follows it, and all of it. */
function* textChunks(data, from) {
  for (let at = from; at + 12 <= data.length; ) {
    const end = at + 12 + data.readUInt32BE(at);
    if (end > data.length) return;
    const kind = data.toString('latin1', at + 4, at + 8);
    if (['tEXt', 'zTXt', 'iTXt'].includes(kind)) {
      const body = data.subarray(at + 8, end - 4);
      const length = body.subarray(0, 80).indexOf(0);
      const isWhole = crc32(data.subarray(at + 4, end - 4)) === data.readUInt32BE(end - 4);
      if (length > 0 && isWhole) {
        const keyword = body.toString('latin1', 0, length);
        yield { kind, keyword, content: body.subarray(length + 1), whole: data.subarray(at, end) };
      }
    }
    at = end;
  }
}

function toldByPng(data) {
  const told = {};
  const texts = [];
  const head = Buffer.from('http://ns.adobe.com/xap/1.0/\\0', 'latin1');
  for (const chunk of textChunks(data, 8)) {
    if (chunk.keyword.startsWith('Raw profile type ')) {
      const profile = profileOf(chunk);
      const about = chunk.keyword.slice(17).toLowerCase();
      if (profile === null) continue;
      const isXmp = profile.subarray(0, head.length).equals(head);
      if (about === 'xmp' || isXmp) told.xmp = isXmp ? profile.subarray(head.length) : profile;
      else if (about === 'exif' || about === 'app1') told.exif = withoutOrientation(profile);
      else if (about === 'iptc' || about === '8bim') told.iptc = profile;
    } else if (chunk.keyword !== 'XML:com.adobe.xmp') texts.push(chunk.whole);
  }
  if (texts.length > 0) told.texts = Buffer.concat(texts);
  return told;
}

const FIELDS = { exif: 'exif-data', xmp: 'xmp-data', iptc: 'iptc-data', texts: 'pipette-texts' };

/** A copy of a picture that was read from a file, with all that the file tells. */
function tellingAll(image, data) {
  const copy = image.copy();
  for (const [name, value] of Object.entries(toldBesides(data))) {
    const wins = name === 'iptc' || name === 'texts';
    if (wins || copy.getTypeof(FIELDS[name]) === 0) copy.setBlob(FIELDS[name], value);
  }
  return copy;
}

function toldBy(image) {
  const found = Object.entries(FIELDS).map(([name, field]) => [
    name,
    image.getTypeof(field) > 0 ? Buffer.from(image.getBlob(field)) : null,
  ]);
  return Object.fromEntries(found);
}`,
      'exif',
      'raw_profile',
    ),
  }),
);
