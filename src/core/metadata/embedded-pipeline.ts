import { DOMParser, type Document, XMLSerializer } from '@xmldom/xmldom';
import { embeddedPipelineSpace } from './embedded-pipeline-space';
import { xmpElement, xmpPacket } from './blocks/xmp-packet';
import { isModestXmp } from './blocks/xmp-shape';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlns = 'http://www.w3.org/2000/xmlns/';

/** What a file tells of its making, when asked to. */
export interface EmbeddedPipeline {
  /** The pipeline as a JSON document (documents/document.ts). */
  readonly pipeline: string;
  /**
   * SHA-256 in hex of the finished picture: `WIDTHxHEIGHTxBANDS FORMAT ` and its pixels, before the
   * format's own needs; null when it was too large to be kept.
   */
  readonly pixels: string | null;
}

const bare = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}"></rdf:RDF></x:xmpmeta>`;

/**
 * Returns JSON in which what readers of XML take for the end of a line (XML 1.1, section 2.11), or
 * refuse, is escaped: it means the same.
 */
const safeInXml = (json: string): string =>
  json.replaceAll(
    /[\u0085\u2028\u2029\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function parsed(packet: string): Document {
  const text = xmpElement(packet) ?? bare;
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') throw new SyntaxError(message);
  };
  if (!isModestXmp(text)) throw new SyntaxError('more XMP than is read');
  return new DOMParser({ onError }).parseFromString(text, 'text/xml');
}

/**
 * Returns an XMP packet with this passport in place of any that it had; without one when `embeddedPipeline`
 * is null. A packet that cannot be read is replaced. Null when nothing is left to say.
 */
export function setEmbeddedPipeline(
  packet: string | null,
  embeddedPipeline: EmbeddedPipeline | null,
): string | null {
  if (embeddedPipeline === null && !packet?.includes(embeddedPipelineSpace)) return packet;
  let document: Document;
  try {
    document = parsed(packet ?? '');
  } catch {
    document = parsed('');
  }
  for (const description of [...document.getElementsByTagNameNS(rdf, 'Description')]) {
    const hasOne = [...description.attributes].some(
      ({ namespaceURI, value }) =>
        namespaceURI === embeddedPipelineSpace || value === embeddedPipelineSpace,
    );
    if (hasOne) description.parentNode?.removeChild(description);
  }
  let [root] = document.getElementsByTagNameNS(rdf, 'RDF');
  if (embeddedPipeline !== null) {
    if (root === undefined) {
      // Some programs leave a frame with nothing in it.
      root = document.createElementNS(rdf, 'rdf:RDF');
      document.documentElement?.appendChild(root);
    }
    const description = document.createElementNS(rdf, 'rdf:Description');
    description.setAttributeNS(rdf, 'rdf:about', '');
    description.setAttributeNS(xmlns, 'xmlns:pipette', embeddedPipelineSpace);
    description.setAttributeNS(
      embeddedPipelineSpace,
      'pipette:Pipeline',
      safeInXml(embeddedPipeline.pipeline),
    );
    if (embeddedPipeline.pixels !== null) {
      description.setAttributeNS(embeddedPipelineSpace, 'pipette:Pixels', embeddedPipeline.pixels);
    }
    root.appendChild(description);
  }
  if (root?.firstChild === null) return null;
  return xmpPacket(new XMLSerializer().serializeToString(document));
}

/** Returns how many bytes of XMP a pipeline takes by itself. */
export const embeddedPipelineBytes = (embeddedPipeline: EmbeddedPipeline): number =>
  new TextEncoder().encode(setEmbeddedPipeline(null, embeddedPipeline) ?? '').length;

/** Returns the passport in an XMP packet; null when there is none that can be read. */
export function embeddedPipelineIn(packet: string): EmbeddedPipeline | null {
  if (!packet.includes(embeddedPipelineSpace)) return null;
  try {
    for (const description of parsed(packet).getElementsByTagNameNS(rdf, 'Description')) {
      const pipeline = description.getAttributeNS(embeddedPipelineSpace, 'Pipeline');
      if (!pipeline) continue;
      const pixels = description.getAttributeNS(embeddedPipelineSpace, 'Pixels');
      return { pipeline, pixels: pixels && /^[0-9a-f]{64}$/.test(pixels) ? pixels : null };
    }
  } catch (error) {
    console.info('Pipette: the pipeline inside a file could not be read.', error);
  }
  return null;
}
