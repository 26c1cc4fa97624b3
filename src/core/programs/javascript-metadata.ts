import { type Helper, helper } from './helper';
import { javascriptLiterals } from './literals';
import { metadataTables } from './metadata-tables';
import { wrapWords } from './wrap-words';

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

/** How JavaScript programs treat metadata; the same as workers/metadata.ts in the browser. */
export const javascriptMetadata: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    fresh: helper(
      `
// What describes the file that a picture came from, or shows it as it was.
const STALE = [
  /^(?:jpeg-thumbnail-data|icc-profile-data|photoshop-data|exif-ifd2-Padding)$/,
  /^exif-ifd0-(?:ImageWidth|ImageLength|BitsPerSample|SamplesPerPixel|PhotometricInterpretation)$/,
  /^exif-ifd0-(?:Compression|StripOffsets|StripByteCounts|RowsPerStrip|Padding)$/,
  /^(?:exif-ifd1-|gainmap|n-pages|page-height|loop|delay|gif-|heif-primary|heif-compression)/,
  /^jpeg-multiscan/,
];

/** A copy whose metadata fit what is written: upright, and without the picture as it was. */
function fresh(image) {
  const copy = image.copy();
  for (const name of [...copy.getFields()]) {
    if (STALE.some((pattern) => pattern.test(name))) copy.remove(name);
  }
  if (copy.getTypeof('orientation') > 0) copy.setInt('orientation', 1);
  if (copy.getTypeof('iptc-data') > 0) {
    copy.setBlob('iptc-data', withoutThumbnails(Buffer.from(copy.getBlob('iptc-data'))));
  }
  if (copy.getTypeof('xmp-data') > 0) setXmp(copy, freshXmp(xmpOf(copy)));
  return copy;
}

/** Says the colour space in EXIF too, where some viewers look for it first. */
function saySrgb(image) {
  if (![...image.getFields()].some((name) => name.startsWith('exif-'))) return;
  image.setString('exif-ifd2-ColorSpace', '1 (sRGB, Short, 1 components, 2 bytes)');
}

function xmpOf(image) {
  return Buffer.from(image.getBlob('xmp-data')).toString();
}

function setXmp(image, packet) {
  if (packet !== null) image.setBlob('xmp-data', Buffer.from(packet));
  else if (image.getTypeof('xmp-data') > 0) image.remove('xmp-data');
}

/** XMP without small pictures, turns and gain maps that are no more. */
function freshXmp(packet) {
  if (packet.includes('http://ns.adobe.com/hdr-gain-map/')) return null;
  return packet
    .replace(/<(xmp|xap):Thumbnails>.*?<\\/\\1:Thumbnails>/gsu, '')
    .replace(/(tiff:Orientation(?:\\s*=\\s*["']|>))[2-8]/gu, '$11');
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
  const start = packet.indexOf('<x:xmpmeta');
  const end = packet.lastIndexOf('</x:xmpmeta>');
  const text = packet.slice(start, end + '</x:xmpmeta>'.length);
  if (xmldom === null || start < 0 || end < 0 || text.includes('<!')) return null;
  const onError = (level, message) => {
    if (level !== 'warning') throw new SyntaxError(message);
  };
  try {
    return new xmldom.DOMParser({ onError }).parseFromString(text, 'text/xml');
  } catch {
    return null;
  }
}

function xmpPacket(tree) {
  const text = new xmldom.XMLSerializer().serializeToString(tree);
  return \`<?xpacket begin="\\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\${text}<?xpacket end="w"?>\`;
}

/** Tells in XMP how the picture was made, or removes what its source told of that. */
function stamp(image, passport) {
  const before = image.getTypeof('xmp-data') > 0 ? xmpOf(image) : null;
  if (passport === null && !before?.includes(PASSPORT)) return;
  const empty = \`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="\${RDF}"></rdf:RDF></x:xmpmeta>\`;
  const tree = xmpTree(before ?? empty) ?? xmpTree(empty);
  if (tree === null) {
    if (passport !== null) throw new Error('npm install @xmldom/xmldom to carry the pipeline');
    setXmp(image, null);
    return;
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
  setXmp(image, root.firstChild === null ? null : xmpPacket(tree));
}`,
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

function groupOfExif(tag) {
  return tag.startsWith('GPS') ? 'location' : groupIn(EXIF_GROUPS, tag);
}

function groupOfXmp(name) {
  if (/gps|latitude|longitude|altitude/i.test(name)) return 'location';
  if (/serial|uniqueid|guid/i.test(name)) return 'identifiers';
  const own = groupIn(XMP_GROUPS, name);
  const group = own === 'other' ? groupIn(EXIF_GROUPS, name) : own;
  return group === 'structure' ? 'other' : group;
}

// What libvips says of the picture itself, and nobody else.
const OWN_FIELDS = (
  'width height bands format coding interpretation xoffset yoffset xres yres filename ' +
  'vips-loader vips-sequential orientation resolution-unit icc-profile-data palette ' +
  'palette-bit-depth bits-per-sample background concurrency sequential exif-data'
).split(' ');

/** Removes what is not of the groups in KEEP, and everything that is not understood. */
function keepGroups(image) {
  let tells = false;
  const names = [...image.getFields()];
  for (const name of names) {
    const tag = /^exif-ifd\\d-(.+)$/.exec(name)?.[1];
    if (tag !== undefined) {
      if (KEEP.includes(groupOfExif(tag))) tells = true;
      else if (!EXIF_GROUPS.structure.split(' ').includes(tag)) image.remove(name);
    } else if (name === 'xmp-data') {
      setXmp(image, keptXmp(xmpOf(image)));
    } else if (name === 'iptc-data') {
      const kept = keptIptc(Buffer.from(image.getBlob(name)));
      if (kept === null) image.remove(name);
      else image.setBlob(name, kept);
    } else if (name.startsWith('png-comment-')) {
      const keyword = name.replace(/^png-comment-\\d+-/, '').toLowerCase().replace(' ', '-');
      if (!KEEP.includes(groupIn(PNG_GROUPS, keyword))) image.remove(name);
    } else if (name === 'image-description') {
      if (!KEEP.includes('description')) image.remove(name);
    } else if (!OWN_FIELDS.includes(name)) {
      image.remove(name);
    }
  }
  if (!tells) {
    for (const name of names) if (name.startsWith('exif-')) image.remove(name);
  } else if (!KEEP.includes('maker-notes') && !KEEP.includes('other')) {
    // Written anew from the tags that stay, so that nothing unknown slips by.
    image.remove('exif-data');
  }
}

/** XMP with the properties of the groups that stay; null when none does. */
function keptXmp(packet) {
  const tree = xmpTree(packet);
  if (tree === null) return null;
  let kept = 0;
  for (const one of [...tree.getElementsByTagNameNS(RDF, 'Description')]) {
    // Only the outermost hold properties; those inside are values of a property.
    if (one.parentNode?.nodeName !== 'rdf:RDF') continue;
    for (const each of [...one.attributes]) {
      if ([XMLNS, RDF].includes(each.namespaceURI) || each.localName === null) continue;
      if (KEEP.includes(groupOfXmp(each.localName))) kept += 1;
      else one.removeAttributeNode(each);
    }
    for (const child of [...one.childNodes]) {
      const isElement = child.nodeType === child.ELEMENT_NODE;
      if (isElement && KEEP.includes(groupOfXmp(child.localName))) kept += 1;
      else one.removeChild(child);
    }
  }
  return kept > 0 ? xmpPacket(tree) : null;
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
