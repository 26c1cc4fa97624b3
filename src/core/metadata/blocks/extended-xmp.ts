import { type Document, DOMParser, type Element, type Node, XMLSerializer } from '@xmldom/xmldom';
import { embeddedPipelineSpace } from '../embedded-pipeline-space';
import { md5 } from './md5';
import { xmpElement, xmpPacket } from './xmp-packet';
import { isModestXmp } from './xmp-shape';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlns = 'http://www.w3.org/2000/xmlns/';
/** Of the property that names the packet in further segments. */
const note = 'http://ns.adobe.com/xmp/note/';
const noteName = 'HasExtendedXMP';
const empty = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}"></rdf:RDF></x:xmpmeta>`;

/** XMP as it goes into a JPEG: what every reader finds, and what stands in further segments. */
export interface SplitXmp {
  readonly main: Uint8Array;
  readonly extension: Uint8Array;
  /** By which the first names the second: its MD5 (XMP part 3, 1.1.3.1). */
  readonly name: string;
}

interface Tree {
  readonly document: Document;
  readonly root: Element;
}

/** Returns XMP as a tree, and its RDF; null when it is not read. */
function treeOf(packet: string): Tree | null {
  const text = xmpElement(packet);
  if (text === null || text.includes('<!') || !isModestXmp(text)) return null;
  try {
    const document = new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml');
    const [root] = document.getElementsByTagNameNS(rdf, 'RDF');
    return root ? { document, root } : null;
  } catch {
    return null;
  }
}

function refuse(level: string, message: string): void {
  if (level !== 'warning') throw new SyntaxError(message);
}

const textOf = (node: Node): string => new XMLSerializer().serializeToString(node);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const descriptionsIn = (root: Element): readonly Element[] =>
  [...root.getElementsByTagNameNS(rdf, 'Description')].filter(
    ({ parentNode }) => parentNode === root,
  );

/** Returns the name of the packet in further segments, as the first one says it; null for none. */
export const extensionName = (packet: string): string | null =>
  /:HasExtendedXMP\s*(?:=\s*["']|>)\s*([\dA-Fa-f]{32})/u.exec(packet)?.[1] ?? null;

/** Returns both packets of a JPEG as one; null when one of them cannot be read. */
export function joinXmp(main: string, extension: string): string | null {
  const [first, second] = [treeOf(main), treeOf(extension)];
  if (first === null || second === null) return null;
  for (const one of descriptionsIn(first.root)) {
    one.removeAttributeNS(note, noteName);
    for (const child of [...one.getElementsByTagNameNS(note, noteName)]) {
      child.parentNode?.removeChild(child);
    }
  }
  for (const one of descriptionsIn(second.root)) {
    first.root.appendChild(first.document.importNode(one, true));
  }
  return xmpPacket(textOf(first.document));
}

/** A property of the picture, and at least how many bytes it takes. */
interface Property {
  readonly bytes: number;
  /** Puts it into a description of the other packet. */
  move(to: Element): void;
}

function propertiesOf(description: Element): readonly Property[] {
  const attributes = [...description.attributes].flatMap((one): readonly Property[] => {
    const { namespaceURI, name, value } = one;
    if (namespaceURI === xmlns || namespaceURI === rdf) return [];
    const move = (to: Element): void => {
      description.removeAttributeNode(one);
      to.setAttributeNS(namespaceURI, name, value);
    };
    return [{ bytes: bytesOf(name + value).length, move }];
  });
  const elements = [...description.childNodes].flatMap((one): readonly Property[] => {
    if (one.nodeType !== one.ELEMENT_NODE) return [];
    // By itself it says names of spaces that it has from around it.
    const text = textOf(one).replaceAll(/\sxmlns(?::[\w.-]+)?="[^"]*"/gu, '');
    const move = (to: Element): void => {
      description.removeChild(one);
      const copy = to.ownerDocument?.importNode(one, true);
      if (copy) to.appendChild(copy);
    };
    return [{ bytes: bytesOf(text).length, move }];
  });
  return [...attributes, ...elements];
}

/** What naming the other packet takes in the first one, in bytes, and more. */
const noteBytes = 400;

/**
 * Returns a packet as two, the first of at most `max` bytes: the longest properties go into the
 * second. A pipeline stays in the first. Null when the packet cannot be read or does not fit so.
 */
export function splitXmp(packet: string, max: number): SplitXmp | null {
  const tree = treeOf(packet);
  const other = treeOf(empty);
  if (tree === null || other === null) return null;
  const { document, root } = tree;
  const movable = descriptionsIn(root)
    .filter(
      ({ attributes }) => ![...attributes].some(({ value }) => value === embeddedPipelineSpace),
    )
    .flatMap((from) => {
      const to = other.document.createElementNS(rdf, 'rdf:Description');
      to.setAttributeNS(rdf, 'rdf:about', from.getAttributeNS(rdf, 'about') ?? '');
      other.root.appendChild(to);
      return propertiesOf(from).map((property) => ({ property, to }));
    })
    .sort((left, right) => right.property.bytes - left.property.bytes);
  let left = bytesOf(packet).length - (max - noteBytes);
  for (const { property, to } of movable) {
    if (left <= 0) break;
    property.move(to);
    left -= property.bytes;
  }
  const extension = bytesOf(textOf(other.document));
  const name = md5(extension);
  const saying = document.createElementNS(rdf, 'rdf:Description');
  saying.setAttributeNS(rdf, 'rdf:about', '');
  saying.setAttributeNS(xmlns, 'xmlns:xmpNote', note);
  saying.setAttributeNS(note, `xmpNote:${noteName}`, name);
  root.appendChild(saying);
  const main = bytesOf(xmpPacket(textOf(document)));
  return main.length > max ? null : { main, extension, name };
}
