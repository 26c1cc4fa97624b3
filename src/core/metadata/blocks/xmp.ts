import { DOMParser, type Element, XMLSerializer } from '@xmldom/xmldom';
import type { MetadataGroup } from '../groups';
import { groupOfXmp } from '../tag-groups';
import { xmpElement, xmpPacket } from './xmp-packet';
import { isModestXmp } from './xmp-shape';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlns = 'http://www.w3.org/2000/xmlns/';

/** Name spaces of what the source had beside its picture: gain maps, and packets in further segments. */
export const staleSpaces: readonly string[] = [
  'http://ns.adobe.com/hdr-gain-map/1.0/',
  'http://ns.google.com/photos/1.0/container/',
  'http://ns.adobe.com/xmp/note/',
];

/** Returns whether a packet speaks of what is not there any more, and readers would look for. */
export const speaksOfStale = (packet: string): boolean =>
  staleSpaces.some((space) => packet.includes(space));

/**
 * Returns an XMP packet with only the properties of the groups that stay; null when none does or
 * when the packet cannot be read, since what is not understood might hold anything.
 */
export function keepInXmp(packet: string, groups: ReadonlySet<MetadataGroup>): string | null {
  const text = xmpElement(packet);
  // A document type could define entities; XMP has none.
  if (text === null || text.includes('<!') || !isModestXmp(text)) return null;
  try {
    const document = new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml');
    let kept = 0;
    for (const description of [...document.getElementsByTagNameNS(rdf, 'Description')]) {
      // Only the outermost hold properties; those inside are values of a property.
      const { parentNode: parent } = description;
      if (parent?.namespaceURI !== rdf || parent.localName !== 'RDF') continue;
      kept += prune(description, groups);
    }
    if (kept === 0) return null;
    return xmpPacket(new XMLSerializer().serializeToString(document));
  } catch {
    return null;
  }
}

function refuse(level: string, message: string): void {
  if (level !== 'warning') throw new SyntaxError(message);
}

/** Removes the properties that go; returns how many stay. */
function prune(description: Element, groups: ReadonlySet<MetadataGroup>): number {
  const stays = (space: string | null, name: string): boolean =>
    !staleSpaces.includes(space ?? '') && groups.has(groupOfXmp(name));
  let kept = 0;
  for (const attribute of [...description.attributes]) {
    const { namespaceURI, localName } = attribute;
    if (namespaceURI === xmlns || namespaceURI === rdf || localName === null) continue;
    if (stays(namespaceURI, localName)) kept += 1;
    else description.removeAttributeNode(attribute);
  }
  for (const child of [...description.childNodes]) {
    const name = child.nodeType === child.ELEMENT_NODE ? child.localName : null;
    if (name !== null && stays(child.namespaceURI, name)) kept += 1;
    else description.removeChild(child);
  }
  return kept;
}
