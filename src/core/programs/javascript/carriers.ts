import { type Helper, helper } from '../print/helper';

/** How JavaScript programs put metadata into files; the same as metadata/carriers in the browser. */
export const javascriptCarriers: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    words: helper(`
/** Numbers of 16 or 32 bits as bytes, the highest first. */
function words(size, ...numbers) {
  const bytes = Buffer.alloc(size * numbers.length);
  numbers.forEach((number, index) => bytes.writeUIntBE(number, size * index, size));
  return bytes;
}

function box(kind, ...content) {
  const body = Buffer.concat(content);
  return Buffer.concat([words(4, 8 + body.length), Buffer.from(kind, 'latin1'), body]);
}`),
    tell_jpeg: helper(
      `
/** A JPEG with what is told, in the segments in which readers look. */
function tell(data, told) {
  const segment = (marker, name, content) => {
    const length = 2 + name.length + (content?.length ?? 0);
    if (content === null || length > 0xffff) return Buffer.alloc(0);
    const head = Buffer.concat([Buffer.from([0xff, marker]), words(2, length)]);
    return Buffer.concat([head, Buffer.from(name, 'latin1'), content]);
  };
  const hasJfif = data[2] === 0xff && data[3] === 0xe0;
  const at = hasJfif ? 4 + data.readUInt16BE(4) : 2;
  return Buffer.concat([
    data.subarray(0, at),
    segment(0xe1, 'Exif\\0\\0', told.exif && exifWithin(told.exif, 65527)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\\0', told.xmp),
    segment(0xed, '', told.iptc),
    data.subarray(at),
  ]);
}`,
      'exif_within',
      'words',
    ),
    tell_png: helper(
      `
/** A PNG with what is told. */
function tell(data, { exif, xmp, iptc, texts }) {
  const chunk = (kind, ...content) => {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), ...content]);
    return Buffer.concat([words(4, named.length - 4), named, words(4, crc32(named))]);
  };
  const parts = [data.subarray(0, 33)];
  if (exif) parts.push(chunk('eXIf', exif));
  if (xmp) parts.push(chunk('iTXt', Buffer.from('XML:com.adobe.xmp\\0\\0\\0\\0\\0'), xmp));
  if (iptc) {
    const lines = iptc.toString('hex').match(/.{1,72}/g).join('\\n');
    const text = \`\\niptc\\n\${String(iptc.length).padStart(8)}\\n\${lines}\\n\`;
    parts.push(chunk('zTXt', Buffer.from('Raw profile type iptc\\0\\0'), zlib.deflateSync(text)));
  }
  return Buffer.concat([...parts, texts ?? Buffer.alloc(0), data.subarray(33)]);
}`,
      'words',
    ),
    tell_webp: helper(`
/** A WebP with what is told, in chunks at its end. */
function tell(data, { exif, xmp }) {
  if (exif === null && xmp === null) return data;
  if (data.toString('latin1', 12, 16) !== 'VP8X') throw new Error('a WebP without VP8X');
  const chunk = (kind, content) => {
    if (content === null) return Buffer.alloc(0);
    const head = Buffer.from(\`\${kind}    \`, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const result = Buffer.concat([data, chunk('EXIF', exif), chunk('XMP ', xmp)]);
  result[20] |= (exif ? 8 : 0) | (xmp ? 4 : 0);
  result.writeUInt32LE(result.length - 8, 4);
  return result;
}`),
    tell_jxl: helper(
      `
/** A JPEG XL file with what is told, in boxes behind the picture. */
function tell(data, { exif, xmp }) {
  if (exif === null && xmp === null) return data;
  const latin = (text) => Buffer.from(text, 'latin1');
  const isBare = data[0] === 0xff && data[1] === 0x0a;
  const head = [box('JXL ', latin('\\r\\n\\x87\\n')), box('ftyp', latin('jxl \\0\\0\\0\\0jxl '))];
  const parts = isBare ? [...head, box('jxlc', data)] : [data];
  if (exif) parts.push(box('Exif', words(4, 0), exif));
  if (xmp) parts.push(box('xml ', xmp));
  return Buffer.concat(parts);
}`,
      'words',
    ),
    tell_tiff: helper(
      `
/** A TIFF with what is told: its first directory is written anew at its end. */
function tell(data, { exif: block, xmp, iptc }) {
  if (block === null && xmp === null && iptc === null) return data;
  const own = readExif(data, () => true, data.length);
  const told = block && readExif(block);
  const turned = (entry) => {
    const size = { 2: 1, 5: 4, 7: 1, 10: 4 }[entry.type] ?? TYPE_BYTES[entry.type];
    // Places in the block have no meaning in this file.
    if (told.little === own.little) return { ...entry, at: 0 };
    const value = Buffer.from(entry.value);
    for (let at = 0; at < value.length; at += size) value.subarray(at, at + size).reverse();
    return { ...entry, value, at: 0 };
  };
  const fitting = (entries) => entries?.map(turned) ?? [];
  const main = fitting(told?.main);
  if (iptc) {
    const value = Buffer.concat([iptc, Buffer.alloc((4 - (iptc.length % 4)) % 4)]);
    main.push({ tag: 0x83bb, type: 4, count: value.length / 4, value, at: 0 });
  }
  if (xmp) main.push({ tag: 0x02bc, type: 1, count: xmp.length, value: xmp, at: 0 });
  const taken = new Set(own.main.map(({ tag }) => tag));
  const all = {
    little: own.little,
    main: [...own.main, ...main.filter(({ tag }) => !taken.has(tag))],
    exif: fitting(told?.exif),
    gps: fitting(told?.gps),
    interop: fitting(told?.interop),
  };
  const start = data.length + (data.length % 2);
  const { first, bytes } = layOut(all, start);
  const result = Buffer.concat([data, Buffer.alloc(start - data.length), bytes]);
  viewOf(result).setUint32(4, first, own.little);
  return result;
}`,
      'exif',
    ),
    tell_avif: helper(
      `
function boxesIn(data) {
  const found = [];
  for (let at = 0; at + 8 <= data.length; ) {
    const size = data.readUInt32BE(at) || data.length - at;
    if (size < 8 || at + size > data.length) throw new Error('an AVIF of other boxes');
    const kind = data.toString('latin1', at + 4, at + 8);
    found.push({ kind, bytes: data.subarray(at, at + size) });
    at += size;
  }
  return found;
}

/** An AVIF with what is told, as items beside the picture (ISO/IEC 23008-12, annex A). */
function tell(data, { exif, xmp }) {
  if (exif === null && xmp === null) return data;
  const top = boxesIn(data);
  const meta = top.find(({ kind }) => kind === 'meta').bytes;
  const inner = boxesIn(meta.subarray(12));
  const part = (wanted) => inner.find(({ kind }) => kind === wanted)?.bytes;
  const [iloc, iinf] = [part('iloc'), part('iinf')];
  const picture = part('pitm').readUInt16BE(12);
  const [version, base] = [iloc[8], iloc[13] >> 4];
  if (version > 1 || iloc[12] !== 0x44) throw new Error('an AVIF whose iloc is of another kind');
  const [places, ids] = [[], []];
  let place = 16;
  for (let left = iloc.readUInt16BE(14); left > 0; left -= 1) {
    ids.push(iloc.readUInt16BE(place));
    // Data inside meta itself does not move.
    const inFile = version === 0 || (iloc.readUInt16BE(place + 2) & 15) === 0;
    place += (version === 0 ? 4 : 6) + base;
    const extents = iloc.readUInt16BE(place);
    place += 2;
    for (let extent = 0; extent < extents; extent += 1, place += 8) if (inFile) places.push(place);
  }
  const items = [];
  if (exif) items.push({ type: 'Exif\\0', content: Buffer.concat([words(4, 0), exif]) });
  if (xmp) items.push({ type: 'mime\\0application/rdf+xml\\0', content: xmp });
  const first = Math.max(...ids) + 1;
  const counted = (bytes, at, size) => {
    bytes.writeUInt32BE(bytes.length, 0);
    bytes.writeUIntBE(bytes.readUIntBE(at, size) + items.length, at, size);
    return bytes;
  };
  const written = (moved, from) => {
    const [info, links, located] = [[], [], []];
    let at = from;
    items.forEach(({ type, content }, index) => {
      const id = first + index;
      info.push(box('infe', words(4, 0x02000000), words(2, id, 0), Buffer.from(type)));
      links.push(box('cdsc', words(2, id, 1, picture)));
      const between = Buffer.alloc((version === 0 ? 2 : 4) + base);
      located.push(words(2, id), between, words(2, 1), words(4, at, content.length));
      at += content.length;
    });
    const where = counted(Buffer.concat([iloc, ...located]), 14, 2);
    for (const one of places) where.writeUInt32BE(where.readUInt32BE(one) + moved, one);
    const body = Buffer.concat([
      ...inner.filter(({ kind }) => !['iloc', 'iinf', 'iref'].includes(kind)).map((one) => one.bytes),
      counted(Buffer.concat([iinf, ...info]), 12, iinf[8] > 0 ? 4 : 2),
      box('iref', part('iref')?.subarray(8) ?? words(4, 0), ...links),
      where,
    ]);
    return Buffer.concat([words(4, 12 + body.length), meta.subarray(4, 12), body]);
  };
  const moved = written(0, 0).length - meta.length;
  const now = written(moved, data.length + moved + 8);
  return Buffer.concat([
    ...top.map(({ kind, bytes }) => (kind === 'meta' ? now : bytes)),
    box('mdat', ...items.map(({ content }) => content)),
  ]);
}`,
      'words',
    ),
  }),
);
