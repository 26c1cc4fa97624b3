import type { VipsBinding } from './binding';
import { textureOf } from './testing';

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
