/** Returns an XMP packet as text: it may be UTF-8, or UTF-16 in either byte order (XMP part 1, 7.1). */
export function xmpText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isWide = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const encoding = isWide ? 'utf-16be' : isLittle ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** What may be around RDF; the second is its name before XMP was called so. */
const envelope = /<([\w-]+:)?(?:xmpmeta|xapmeta)(?=[\s>])/u;
const bareRdf = /<([\w-]+:)?RDF(?=[\s>])/u;

/** Returns an element by how it begins, up to its last end tag; null when there is none. */
function elementIn(packet: string, start: RegExp): string | null {
  const found = start.exec(packet);
  if (found === null) return null;
  const endTag = `</${found[0].slice(1)}>`;
  const end = packet.lastIndexOf(endTag);
  return end < found.index ? null : packet.slice(found.index, end + endTag.length);
}

/**
 * Returns the XML of an XMP packet as one element `xmpmeta`, whatever it was called and even where
 * RDF stands alone; null when there is none.
 */
export function xmpElement(packet: string): string | null {
  const found = elementIn(packet, envelope);
  if (found !== null) {
    return found.replace(/^<([\w-]+:)?xapmeta/u, '<$1xmpmeta').replace(/xapmeta>$/u, 'xmpmeta>');
  }
  const rdf = elementIn(packet, bareRdf);
  return rdf && `<x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta>`;
}

/** Returns an element `xmpmeta` as the packet that stands in files. */
export const xmpPacket = (element: string): string =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>${element}<?xpacket end="w"?>`;
