import { createHash } from 'node:crypto';
import { bigEndian, joinBytes, latinBytes } from '../../src/core/base/join-bytes';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const segment = (marker: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const body = joinBytes(...content);
  return joinBytes([0xff, marker], bigEndian(body.length + 2, 2), body);
};

function inParts(content: Uint8Array, size: number): readonly Uint8Array[] {
  const count = Math.ceil(content.length / size);
  return Array.from({ length: count }, (_, at) => content.subarray(at * size, (at + 1) * size));
}

/** What only the second packet says: too long for a segment, and names that stay by default. */
const further = `<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:far="http://example.org/far/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="" far:Long="${'Secret'.repeat(20_000)}"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Größe ${'wide '.repeat(15_000)}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;

/** Photoshop's resource of a number, with this in it. */
const resource = (number: number, content: Uint8Array): Uint8Array =>
  joinBytes(
    latinBytes('8BIM'),
    bigEndian(number, 2),
    [0, 0],
    bigEndian(content.length, 4),
    content,
    content.length % 2 ? [0] : [],
  );

/**
 * Returns a JPEG with XMP and Photoshop's resources that go on over several segments, the parts of
 * the second packet in the wrong order.
 * @param file a JPEG that tells nothing
 * @param xmp the packet that every reader finds
 * @param iptc one resource
 */
export function longJpeg(file: Uint8Array, xmp: string, iptc: Uint8Array): Uint8Array {
  const second = utf8(further);
  const name = createHash('md5').update(second).digest('hex').toUpperCase();
  const first = xmp.replace(
    ' own:Thing=',
    ` xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${name}" own:Thing=`,
  );
  const parts = inParts(second, 60_000).map((part, at) =>
    segment(
      0xe1,
      latinBytes(`http://ns.adobe.com/xmp/extension/\0${name}`),
      bigEndian(second.length, 4),
      bigEndian(at * 60_000, 4),
      part,
    ),
  );
  const resources = joinBytes(resource(0x07d0, new Uint8Array(70_000).fill(7)), iptc);
  return joinBytes(
    file.subarray(0, 2),
    segment(0xe1, latinBytes('http://ns.adobe.com/xap/1.0/\0'), utf8(first)),
    ...parts.toReversed(),
    ...inParts(resources, 65_000).map((part) => segment(0xed, latinBytes('Photoshop 3.0\0'), part)),
    file.subarray(2),
  );
}
