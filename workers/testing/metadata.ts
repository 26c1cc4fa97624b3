import { tell } from '../../src/core/metadata/carriers/index';
import { zlibSync } from 'fflate';
import { crc32 } from '../../src/core/base/crc32';
import {
  type ExifEntry,
  layOut,
  numberEntry,
  readExif,
  writeExif,
} from '../../src/core/metadata/blocks/exif-block';
import { bigEndian, joinBytes, latinBytes, latinText } from '../../src/core/base/join-bytes';
import { nothingTold, type Told } from '../../src/core/metadata/told';
import type { VipsBinding } from '../runtime/binding';
import { textureOf } from './index';
import { longJpeg } from './long-metadata';
import { packedJxl } from './packed-jxl';

// Help for tests only: a picture with metadata of every kind.

/** What must not be found where only harmless things stay. */
export const secret = 'Secret';

const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:own="http://example.org/own/" exif:GPSLatitude="${secret}Lat" aux:SerialNumber="${secret}Serial" photoshop:City="${secret}City" own:Thing="${secret}Own" xmp:CreatorTool="KeptTool" xmp:Rating="4"><dc:creator><rdf:Seq><rdf:li>KeptAuthor</rdf:li></rdf:Seq></dc:creator><dc:subject><rdf:Bag><rdf:li>KeptWord</rdf:li></rdf:Bag></dc:subject><own:Deep><rdf:Description own:inner="${secret}Inner"/></own:Deep></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** One dataset of IPTC's record 2. */
const dataset = (number: number, text: string): number[] => [
  0x1c,
  2,
  number,
  0,
  text.length,
  ...new TextEncoder().encode(text),
];

function iptc(): Uint8Array {
  const block = [
    ...dataset(80, 'KeptByline'),
    ...dataset(90, `${secret}Town`),
    ...dataset(120, 'KeptCaption'),
    ...dataset(187, `${secret}Guid`),
  ];
  const head = [
    // Readers look for this name at the start of the segment; libvips writes what it is given.
    ...new TextEncoder().encode('Photoshop 3.0\0'),
    ...new TextEncoder().encode('8BIM'),
    ...[4, 4, 0, 0, 0, 0, 0, block.length],
  ];
  return new Uint8Array([...head, ...block, ...(block.length % 2 ? [0] : [])]);
}

/** Returns a JPEG that tells everything that a picture can tell, lying on its side. */
export function tellingEverything(vips: VipsBinding): Uint8Array {
  const image = textureOf(vips, 64, 48).copy();
  const ascii = (name: string, text: string): void => {
    const n = text.length + 1;
    image.setString(name, `${text} (${text}, ASCII, ${n} components, ${n} bytes)`);
  };
  ascii('exif-ifd0-Make', 'KeptMake');
  ascii('exif-ifd0-Model', 'KeptModel');
  ascii('exif-ifd0-Artist', 'KeptArtist');
  ascii('exif-ifd0-ImageDescription', 'KeptDescription');
  ascii('exif-ifd0-Software', 'KeptSoftware');
  ascii('exif-ifd2-DateTimeOriginal', '2020:01:02 03:04:05');
  ascii('exif-ifd2-ImageUniqueID', `${secret}Unique`);
  ascii('exif-ifd2-BodySerialNumber', `${secret}Body`);
  ascii('exif-ifd3-GPSLatitudeRef', 'N');
  image.setString(
    'exif-ifd3-GPSLatitude',
    '43/1 28/1 2/1 (43, 28, 2, Rational, 3 components, 24 bytes)',
  );
  image.setString('exif-ifd2-ColorSpace', '65535 (Uncalibrated, Short, 1 components, 2 bytes)');
  image.setInt('orientation', 6);
  image.setBlob('xmp-data', new TextEncoder().encode(xmp));
  image.setBlob('iptc-data', iptc());
  image.setBlob('jpeg-thumbnail-data', textureOf(vips, 16, 12).jpegsaveBuffer({ keep: 'none' }));
  return image.jpegsaveBuffer({ Q: 90 });
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Returns text as EXIF keeps it, in UTF-8, as most programs write it. */
export const textEntry = (tag: number, text: string): ExifEntry => {
  const value = joinBytes(utf8(text), [0]);
  return { tag, type: 2, count: value.length, value, at: 0 };
};

/** Returns bytes whose meaning EXIF leaves to the tag. */
export const bytesEntry = (tag: number, value: Uint8Array): ExifEntry => ({
  tag,
  type: 7,
  count: value.length,
  value,
  at: 0,
});

/** Names in letters that are not ASCII; the comment is UTF-16, which its first bytes say. */
function names(little: boolean): Uint8Array {
  const comment = joinBytes(...[...'Grüße'].map((letter) => utf16(letter, little)));
  return writeExif({
    little,
    main: [
      textEntry(0x013b, 'Zoë Müller'),
      textEntry(0x010e, '王小明'),
      textEntry(0x8298, 'Привет'),
      textEntry(0x013c, 'Кёльн'),
      numberEntry(0x0112, 6, little),
    ],
    exif: [bytesEntry(0x9286, joinBytes(utf8('UNICODE\0'), comment))],
    gps: [],
    interop: [],
  });
}

const utf16 = (letter: string, little: boolean): readonly number[] => {
  const [low, high] = [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8];
  return little ? [low, high] : [high, low];
};

export const namesTold = (): Uint8Array => names(true);
export const bigNames = (): Uint8Array => names(false);

const chunkOf = (kind: string, content: Uint8Array): Uint8Array => {
  const named = joinBytes(latinBytes(kind), content);
  return joinBytes(bigEndian(content.length, 4), named, bigEndian(crc32(named), 4));
};

/** Returns a text of a PNG that is Latin-1, or UTF-8 where its kind is `iTXt`. */
export const textChunk = (kind: 'tEXt' | 'iTXt', keyword: string, text: string): Uint8Array =>
  chunkOf(
    kind,
    kind === 'tEXt'
      ? latinBytes(`${keyword}\0${text}`)
      : joinBytes(latinBytes(`${keyword}\0\0\0\0\0`), utf8(text)),
  );

/** Returns a block as ImageMagick puts it into a PNG: packed, in hex digits. */
export function rawProfile(kind: string, content: Uint8Array): Uint8Array {
  const hex = Buffer.from(content)
    .toString('hex')
    .replaceAll(/(.{72})/g, '$1\n');
  const text = utf8(`\n${kind}\n${String(content.length).padStart(8)}\n${hex}\n`);
  return chunkOf('zTXt', joinBytes(latinBytes(`Raw profile type ${kind}\0\0`), zlibSync(text)));
}

/** Returns a PNG with what it tells behind its pixels, where some programs append it. */
function tellingLate(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [early, late]: [Uint8Array[], Uint8Array[]] = [[file.subarray(0, 8)], []];
  let end = file.subarray(0, 0);
  for (let at = 8; at < file.length;) {
    const whole = file.subarray(at, at + 12 + view.getUint32(at));
    const kind = latinText(whole.subarray(4, 8));
    if (kind === 'IEND') end = whole;
    else (['eXIf', 'tEXt', 'zTXt', 'iTXt'].includes(kind) ? late : early).push(whole);
    at += whole.length;
  }
  return joinBytes(...early, ...late, end);
}

/** What tells a workflow, as ComfyUI writes it. */
export const workflow = '{"nodes":[{"id":1,"type":"Größe → 大小"}]}';

/** Returns a small PNG with texts of both kinds, and with EXIF and IPTC as ImageMagick puts them. */
export const pngTelling = (vips: VipsBinding): Uint8Array =>
  tell('png', textureOf(vips, 16, 12).pngsaveBuffer({ keep: 'none' }).slice(), {
    ...nothingTold,
    texts: joinBytes(
      textChunk('tEXt', 'Author', 'Zo\u00eb'),
      textChunk('iTXt', 'Description', '王小明'),
      textChunk('tEXt', 'Creation Time', 'May 2020'),
      textChunk('iTXt', 'workflow', workflow),
      rawProfile('exif', joinBytes(latinBytes('Exif\0\0'), namesTold())),
      rawProfile('iptc', iptc().subarray('Photoshop 3.0\0'.length)),
    ),
  });

/** Returns a small TIFF that begins with its highest bytes, with EXIF and IPTC in its own tags. */
export function tiffTelling(vips: VipsBinding): Uint8Array {
  const image = textureOf(vips, 16, 12);
  const pixels = new Uint8Array(image.writeToMemory().slice().buffer);
  const head = joinBytes(latinBytes('MM'), bigEndian(42, 2), bigEndian(0, 4), pixels);
  const bare = iptc().subarray('Photoshop 3.0\0'.length + 12);
  const block = readExif(bigNames());
  if (block === null) throw new Error('no EXIF');
  const number = (tag: number, value: number): ExifEntry => numberEntry(tag, value, false);
  const { bytes, first } = layOut(
    {
      ...block,
      main: [
        ...block.main.filter(({ tag }) => tag !== 0x0112),
        ...[number(0x100, 16), number(0x101, 12), number(0x106, 2), number(0x115, 3)],
        ...[number(0x102, 8), number(0x103, 1), number(0x111, 8), number(0x116, 12)],
        ...[number(0x117, pixels.length), textEntry(0x010f, 'KeptMake')],
        { tag: 0x83bb, type: 7, count: bare.length, value: bare, at: 0 },
      ],
    },
    head.length,
  );
  const file = joinBytes(head, bytes);
  new DataView(file.buffer).setUint32(4, first);
  return file;
}

/** Returns a small JPEG that tells this, and nothing else. */
export const jpegTelling = (vips: VipsBinding, told: Partial<Told>): Uint8Array =>
  tell('jpeg', textureOf(vips, 16, 12).jpegsaveBuffer({ keep: 'none' }).slice(), {
    ...nothingTold,
    ...told,
  });

/** EXIF of a camera, with what identifies it and where it was. */
function cameraTold(little: boolean): Uint8Array {
  const block = readExif(names(little));
  if (block === null) throw new Error('no EXIF');
  const degrees = new Uint8Array(24);
  const view = new DataView(degrees.buffer);
  [43, 1, 28, 1, 2, 1].forEach((number, at) => view.setUint32(4 * at, number, little));
  return writeExif({
    ...block,
    main: [
      ...block.main,
      textEntry(0x010f, 'KeptMake'),
      textEntry(0x0132, '2020:01:02 03:04:05'),
      numberEntry(0x0100, 4000, little),
    ],
    exif: [
      ...block.exif,
      textEntry(0x9003, '2020:01:02 03:04:05'),
      textEntry(0xa431, `${secret}Body`),
      textEntry(0xa420, `${secret}Unique`),
      textEntry(0xa434, 'KeptLens'),
      numberEntry(0xa002, 4000, little),
    ],
    gps: [textEntry(1, 'N'), { tag: 2, type: 5, count: 3, value: degrees, at: 0 }],
  });
}

const rdfOf = (packet: string): string =>
  packet.replace(/^.*?(?=<rdf:RDF)|<\/x:xmpmeta>.*$/gsu, '');

const gainMap = xmp.replace(
  'own:Thing=',
  'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="2" own:Thing=',
);

const utf16Packet = (packet: string): Uint8Array => {
  const bytes = new Uint8Array(2 * packet.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < packet.length; at += 1) view.setUint16(2 * at, packet.charCodeAt(at));
  return bytes;
};

/** What most of the pictures tell: EXIF and XMP. */
export const cameraAndPacket = (): Told => ({
  ...nothingTold,
  exif: cameraTold(true),
  xmp: utf8(xmp),
});

/** Returns small pictures of every kind in which metadata come, by names of their own. */
export function sourcesTelling(vips: VipsBinding): Readonly<Record<string, Uint8Array>> {
  const image = textureOf(vips, 16, 12);
  const told = cameraAndPacket();
  const withXmp = (packet: Uint8Array): Uint8Array => jpegTelling(vips, { xmp: packet });
  const bare = iptc().subarray('Photoshop 3.0\0'.length + 12);
  const keep = 'icc' as const;
  const texts = joinBytes(
    textChunk('tEXt', 'Author', 'Zo\u00eb'),
    textChunk('iTXt', 'Comment', '王小明'),
    textChunk('iTXt', 'workflow', workflow),
  );
  const jxl = tell('jxl', image.jxlsaveBuffer({ keep, effort: 1 }).slice(), told);
  const png = tell('png', image.pngsaveBuffer({ keep }).slice(), { ...told, texts });
  return {
    jpeg: jpegTelling(vips, { ...told, iptc: iptc() }),
    names: jpegTelling(vips, { exif: bigNames() }),
    xapmeta: withXmp(utf8(xmp.replaceAll('x:xmpmeta', 'x:xapmeta'))),
    utf16: withXmp(utf16Packet(xmp)),
    'bare-rdf': withXmp(utf8(rdfOf(xmp))),
    'gain-map': withXmp(utf8(gainMap)),
    'jpeg-long': longJpeg(jpegTelling(vips, {}), xmp, iptc().subarray('Photoshop 3.0\0'.length)),
    'png-texts': pngTelling(vips),
    png,
    'png-late': tellingLate(png),
    webp: tell('webp', image.webpsaveBuffer({ keep, profile: 'srgb' }).slice(), told),
    avif: tell('avif', image.heifsaveBuffer({ keep, compression: 'av1', effort: 0 }).slice(), told),
    jxl,
    'jxl-packed': packedJxl(jxl),
    'tiff-big': tiffTelling(vips),
    'tiff-little': tell('tiff', image.tiffsaveBuffer({ keep }).slice(), { ...told, iptc: bare }),
  };
}
