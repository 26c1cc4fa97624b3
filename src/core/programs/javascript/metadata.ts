import { staleSpaces } from '../../metadata/blocks/xmp';
import { type Helper, helper } from '../print/helper';
import { javascriptLiterals } from '../print/literals';
import { metadataTables } from '../metadata-tables';
import { wrapWords } from '../print/wrap-words';

/** Returns the tables by which metadata are told apart, as JavaScript. */
export const javascriptTables = (): string =>
  metadataTables
    .map(({ name, comment, rows }) => {
      const lines = rows.map(([group, words]) => {
        const parts = wrapWords(words.split(' '), 82).map((line, index, all) =>
          javascriptLiterals.text(index === all.length - 1 ? line : `${line} `),
        );
        const [only = "''", ...more] = parts;
        const head = `  ${/^\w+$/.test(group) ? group : javascriptLiterals.text(group)}:`;
        if (more.length === 0 && head.length + only.length < 98) return `${head} ${only},`;
        return `${head}\n${parts.map((part) => `    ${part}`).join(' +\n')},`;
      });
      return `// ${comment}\nconst ${name} = {\n${lines.join('\n')}\n};`;
    })
    .join('\n');

/** How JavaScript programs treat metadata; the same as metadata/fresh.ts in the browser. */
export const javascriptMetadata: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    fresh: helper(
      `
// What describes the file that a picture came from, and that savers would go by.
const STALE_FIELDS = [
  /^(?:gainmap|icc-profile-data$|n-pages|page-height|loop|delay|gif-|heif-primary)/,
  /^(?:heif-compression|jpeg-multiscan)/,
];

/** A copy that savers write as it is: upright, and of no other file. */
function fresh(image) {
  const copy = image.copy();
  for (const name of [...copy.getFields()]) {
    if (STALE_FIELDS.some((pattern) => pattern.test(name))) copy.remove(name);
  }
  if (copy.getTypeof('orientation') > 0) copy.setInt('orientation', 1);
  return copy;
}

/** What is told of a picture as it is written. */
function freshlyTold({ exif, xmp, iptc, texts }, width, height) {
  return {
    exif: exif && HOLDS_EXIF ? keptExif(withoutName(exif), width, height) : null,
    xmp: xmp && freshXmp(xmpText(xmp)),
    iptc: iptc && freshIptc(withoutThumbnails(iptc)),
    texts: texts && HOLDS_TEXTS ? keptTexts(texts) : null,
  };
}

/** XMP as text: it may be UTF-16. */
function xmpText(data) {
  const isWide = (data[0] === 0xfe && data[1] === 0xff) || (data[0] === 0 && data[1] === 0x3c);
  const isLittle = (data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0x3c && data[1] === 0);
  return new TextDecoder(isWide ? 'utf-16be' : isLittle ? 'utf-16le' : 'utf-8').decode(data);
}

// Name spaces of gain maps, and of packets in further segments, which are not there any more.
const STALE_SPACES = [
${staleSpaces.map((space) => `  '${space}',`).join('\n')}
];

/** XMP of the groups that stay, without small pictures and turns that are no more; or null. */
function freshXmp(packet) {
  const now = ['xmp', 'xap']
    .reduce((text, prefix) => withoutElements(text, \`\${prefix}:Thumbnails\`), packet)
    .replace(/(tiff:Orientation(?:\\s*=\\s*["']|>))[2-8]/gu, '$11');
  if (!KEEPS_ALL || STALE_SPACES.some((space) => now.includes(space))) return keptXmp(now);
  const element = xmpElement(now);
  return element === null ? now : xmpPacket(element);
}

/** A text without the elements of a name; from one that does not end on, it stays. */
function withoutElements(text, name) {
  const closes = \`</\${name}>\`;
  const kept = [];
  let from = 0;
  for (let at = text.indexOf(\`<\${name}>\`); at >= 0; at = text.indexOf(\`<\${name}>\`, from)) {
    const end = text.indexOf(closes, at);
    if (end < 0) break;
    kept.push(text.slice(from, at));
    from = end + closes.length;
  }
  return kept.join('') + text.slice(from);
}

/** The one element of XMP, whatever it was called and even where RDF stands alone; or null. */
function xmpElement(packet) {
  const element = (start) => {
    const found = start.exec(packet);
    const tag = found && \`</\${found[0].slice(1)}>\`;
    const end = tag ? packet.lastIndexOf(tag) : -1;
    return found === null || end < found.index ? null : packet.slice(found.index, end + tag.length);
  };
  const found = element(/<([\\w-]+:)?(?:xmpmeta|xapmeta)(?=[\\s>])/u);
  if (found !== null) {
    const named = found.replace(/^<([\\w-]+:)?xapmeta/u, '<$1xmpmeta');
    return named.replace(/xapmeta>$/u, 'xmpmeta>');
  }
  const rdf = element(/<([\\w-]+:)?RDF(?=[\\s>])/u);
  return rdf && \`<x:xmpmeta xmlns:x="adobe:ns:meta/">\${rdf}</x:xmpmeta>\`;
}

function xmpPacket(element) {
  return \`<?xpacket begin="\\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\${element}<?xpacket end="w"?>\`;
}

/** Photoshop's image resources ("Photoshop File Formats", Adobe). */
function resourcesIn(data) {
  const found = [];
  let at = data.indexOf('8BIM');
  while (at >= 0 && at + 12 <= data.length && data.toString('latin1', at, at + 4) === '8BIM') {
    const place = at + 6 + ((data[at + 6] + 2) & ~1);
    if (place + 4 > data.length) break;
    const size = data.readUInt32BE(place);
    const end = Math.min(data.length, place + 4 + size + (size % 2));
    const content = data.subarray(place + 4, place + 4 + size);
    found.push({ number: data.readUInt16BE(at + 4), content, start: at, end });
    at = end;
  }
  return found;
}

/** Photoshop's image resources without small pictures of the original. */
function withoutThumbnails(data) {
  const found = resourcesIn(data);
  if (found.length === 0) return data;
  const kept = found.filter(({ number }) => number !== 0x0409 && number !== 0x040c);
  return Buffer.concat([
    data.subarray(0, found[0].start),
    ...kept.map(({ start, end }) => data.subarray(start, end)),
    data.subarray(found.at(-1).end),
  ]);
}

// Reads and writes XMP. Where it is not installed, results have no XMP.
const xmldom = await import('@xmldom/xmldom').catch(() => null);
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const PASSPORT = 'urn:pipette:passport:1';

/** XMP as a tree; null when it cannot be read or holds a document type, which XMP never does. */
function xmpTree(packet) {
  const text = xmpElement(packet);
  if (xmldom === null || text === null || text.includes('<!')) return null;
  const onError = (level, message) => {
    if (level !== 'warning') throw new SyntaxError(message);
  };
  try {
    return new xmldom.DOMParser({ onError }).parseFromString(text, 'text/xml');
  } catch {
    return null;
  }
}

const packetOf = (tree) => xmpPacket(new xmldom.XMLSerializer().serializeToString(tree));

/** XMP that tells how the picture was made, without what its source told of that; or null. */
function stamped(before, passport) {
  if (passport === null && !before?.includes(PASSPORT)) return before;
  const empty = \`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="\${RDF}"></rdf:RDF></x:xmpmeta>\`;
  const tree = xmpTree(before ?? empty) ?? xmpTree(empty);
  if (tree === null) {
    if (passport !== null) throw new Error('npm install @xmldom/xmldom to carry the pipeline');
    return null;
  }
  for (const one of [...tree.getElementsByTagNameNS(RDF, 'Description')]) {
    const found = [...one.attributes];
    if (found.some((each) => [each.namespaceURI, each.value].includes(PASSPORT))) {
      one.parentNode.removeChild(one);
    }
  }
  const [root] = tree.getElementsByTagNameNS(RDF, 'RDF');
  if (passport !== null) {
    const made = tree.createElementNS(RDF, 'rdf:Description');
    made.setAttributeNS(RDF, 'rdf:about', '');
    made.setAttributeNS(XMLNS, 'xmlns:pipette', PASSPORT);
    for (const [name, value] of Object.entries(passport)) {
      made.setAttributeNS(PASSPORT, \`pipette:\${name}\`, value);
    }
    root.appendChild(made);
  }
  return root.firstChild === null ? null : packetOf(tree);
}`,
      'besides',
      'keep_groups',
    ),
    passport_of: helper(`
/** What a file tells of its making: the pipeline, and the hash of the finished pixels. */
function passportOf(image) {
  const document = JSON.parse(PIPELINE);
  // How the file was written, the file shows itself.
  delete document.export;
  // What XML takes for the end of a line, or refuses.
  const text = JSON.stringify(document).replaceAll(
    /[\\x85\\u2028\\u2029\\ufffe\\uffff]/g,
    (one) => \`\\\\u\${one.charCodeAt(0).toString(16).padStart(4, '0')}\`,
  );
  return { Pipeline: text, Pixels: hashOf(image) };
}`),
    keep_groups: helper(
      `
function groupIn(table, name) {
  const found = Object.entries(table).find(([, names]) => names.split(' ').includes(name));
  return found?.[0] ?? 'other';
}

const wordsOf = (part) =>
  Object.fromEntries(
    Object.entries(EXIF_GROUPS).map(([group, text]) => [
      group,
      text.split(' ').map((word) => word.split(':')[part]).join(' '),
    ]),
  );
const [EXIF_NAMES, EXIF_NUMBERS] = [wordsOf(0), wordsOf(1)];

function groupOfExif(tag) {
  return groupIn(EXIF_NUMBERS, tag.toString(16).padStart(4, '0'));
}

function groupOfXmp(name) {
  if (/gps|latitude|longitude|altitude/i.test(name)) return 'location';
  if (/serial|uniqueid|guid/i.test(name)) return 'identifiers';
  const own = groupIn(XMP_GROUPS, name);
  return own === 'other' ? groupIn(EXIF_NAMES, name) : own;
}

/** Texts of a PNG of the groups that stay, each as it was; or null. */
function keptTexts(texts) {
  const kept = [...textChunks(texts, 0)].filter(({ keyword }) =>
    KEEP.includes(groupIn(PNG_GROUPS, keyword.toLowerCase().replace(' ', '-'))),
  );
  return kept.length > 0 ? Buffer.concat(kept.map(({ whole }) => whole)) : null;
}

/** XMP with the properties of the groups that stay; null when none does. */
function keptXmp(packet) {
  const tree = xmpTree(packet);
  if (tree === null) return null;
  const stays = ({ namespaceURI, localName }) =>
    !STALE_SPACES.includes(namespaceURI) && KEEP.includes(groupOfXmp(localName));
  let kept = 0;
  for (const one of [...tree.getElementsByTagNameNS(RDF, 'Description')]) {
    // Only the outermost hold properties; those inside are values of a property.
    const { parentNode: parent } = one;
    if (parent?.namespaceURI !== RDF || parent.localName !== 'RDF') continue;
    for (const each of [...one.attributes]) {
      if ([XMLNS, RDF].includes(each.namespaceURI) || each.localName === null) continue;
      if (stays(each)) kept += 1;
      else one.removeAttributeNode(each);
    }
    for (const child of [...one.childNodes]) {
      const isElement = child.nodeType === child.ELEMENT_NODE;
      if (isElement && stays(child)) kept += 1;
      else one.removeChild(child);
    }
  }
  return kept > 0 ? packetOf(tree) : null;
}

/** The bare IPTC datasets of the groups that stay, or null. */
function keptIptc(data) {
  const block = bareIptc(data);
  const kept = [];
  let informs = false;
  let at = 0;
  while (at + 5 <= block.length && block[at] === 0x1c) {
    const [record, dataset, size] = [block[at + 1], block[at + 2], block.readUInt16BE(at + 3)];
    const end = at + 5 + size;
    // A set bit means a size of more bytes, which no text needs.
    if (size >= 0x8000 || end > block.length) break;
    const stays = record === 2 && KEEP.includes(groupIn(IPTC_GROUPS, String(dataset)));
    const isEncoding = record === 1 && dataset === 90;
    const isVersion = record === 2 && dataset === 0;
    informs ||= stays;
    if (stays || isEncoding || isVersion) kept.push(block.subarray(at, end));
    at = end;
  }
  return informs ? Buffer.concat(kept) : null;
}`,
      'bare_iptc',
    ),
  }),
);
