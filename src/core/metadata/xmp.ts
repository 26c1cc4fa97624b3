import { DOMParser, type Element, XMLSerializer } from '@xmldom/xmldom';
import { groupOfXmp, type MetadataGroup } from './groups';
import { isModestXmp } from './xmp-shape';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlns = 'http://www.w3.org/2000/xmlns/';

/**
 * Returns an XMP packet with only the properties of the groups that stay; null when none does or
 * when the packet cannot be read, since what is not understood might hold anything.
 */
export function keepInXmp(packet: string, groups: ReadonlySet<MetadataGroup>): string | null {
  const start = packet.indexOf('<x:xmpmeta');
  const end = packet.lastIndexOf('</x:xmpmeta>');
  if (start < 0 || end < 0) return null;
  const text = packet.slice(start, end + '</x:xmpmeta>'.length);
  // A document type could define entities; XMP has none.
  if (text.includes('<!') || !isModestXmp(text)) return null;
  try {
    const document = new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml');
    let kept = 0;
    for (const description of [...document.getElementsByTagNameNS(rdf, 'Description')]) {
      // Only the outermost hold properties; those inside are values of a property.
      if (description.parentNode?.nodeName !== 'rdf:RDF') continue;
      kept += prune(description, groups);
    }
    if (kept === 0) return null;
    const written = new XMLSerializer().serializeToString(document);
    return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>${written}<?xpacket end="w"?>`;
  } catch {
    return null;
  }
}

function refuse(level: string, message: string): void {
  if (level !== 'warning') throw new SyntaxError(message);
}

/** Removes the properties that go; returns how many stay. */
function prune(description: Element, groups: ReadonlySet<MetadataGroup>): number {
  let kept = 0;
  for (const attribute of [...description.attributes]) {
    const { namespaceURI, localName } = attribute;
    if (namespaceURI === xmlns || namespaceURI === rdf || localName === null) continue;
    if (groups.has(groupOfXmp(localName))) kept += 1;
    else description.removeAttributeNode(attribute);
  }
  for (const child of [...description.childNodes]) {
    const name = child.nodeType === child.ELEMENT_NODE ? child.localName : null;
    if (name !== null && groups.has(groupOfXmp(name))) kept += 1;
    else description.removeChild(child);
  }
  return kept;
}
