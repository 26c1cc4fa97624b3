import { xmpLimits } from '../../base/limits';

/** What ends what begins with `<!` or `<?`; types of documents and entities are none of these. */
const ends: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** Elements inside of which nodes are taken out one by one: the packet's, RDF, and descriptions. */
const prunedDepth = 3;

/** Returns where a tag ends and how many attributes it has; null when it does not end. */
function tagAt(text: string, from: number): { end: number; attributes: number } | null {
  let quote = '';
  let attributes = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      attributes += 1;
    } else if (letter === '>') return { end: at + 1, attributes };
    else if (letter === '<') return null;
  }
  return null;
}

/** Returns where a comment, an instruction or a stretch of plain text ends; null for anything else. */
function asideEnd(text: string, from: number): number | null {
  const found = ends.find(([start]) => text.startsWith(start, from));
  const end = found ? text.indexOf(found[1], from + found[0].length) : -1;
  return !found || end < 0 ? null : end + found[1].length;
}

/**
 * Returns whether a packet of XMP is one that our parser reads in little time: it takes the square
 * of some numbers, of attributes in a tag, names in scope, and nodes that are taken out. No packet
 * that a program wrote comes near these limits (`xmpLimits`). Looks at every letter once.
 */
export function isModestXmp(text: string): boolean {
  const { nodes: maxNodes, depth: maxDepth, attributes: maxAttributes } = xmpLimits;
  let nodes = 0;
  let pruned = 0;
  let depth = 0;
  let at = text.indexOf('<');
  while (at >= 0) {
    const isEnd = text.startsWith('</', at);
    if (isEnd) depth -= 1;
    else {
      nodes += 1;
      if (depth <= prunedDepth) pruned += 1;
    }
    if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
      const end = asideEnd(text, at);
      if (end === null) return false;
      at = text.indexOf('<', end);
    } else {
      const tag = tagAt(text, at + 1);
      if (!tag || tag.attributes > maxAttributes) return false;
      if (!isEnd && text[tag.end - 2] !== '/') depth += 1;
      at = text.indexOf('<', tag.end);
    }
    if (depth < 0 || depth > maxDepth || nodes > maxNodes) return false;
    if (pruned > xmpLimits.properties) return false;
  }
  return text.split('xmlns', xmpLimits.names + 2).length <= xmpLimits.names + 1;
}
