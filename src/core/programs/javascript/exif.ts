import { pointers, typeBytes } from '../../metadata/blocks/exif-block';
import { readingTags, staleTags } from '../../metadata/blocks/keep-in-exif';
import { type Helper, helper } from '../print/helper';
import { wrapWords } from '../print/wrap-words';

const words = (text: string): string =>
  wrapWords(text.split(' '), 82)
    .map((line, index, all) => `  '${line}${index === all.length - 1 ? "'" : " ' +"}`)
    .join('\n');
const sizes = Object.entries(typeBytes).map(([type, bytes]) => `${type}: ${bytes}`);

/**
 * How JavaScript programs keep EXIF; the same as metadata/blocks/exif-block.ts and keep-in-exif.ts in the
 * browser.
 */
export const javascriptExif: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    exif: helper(`
const tagsIn = (text) => new Set(text.split(' ').map((word) => Number.parseInt(word, 16)));

// Tags that say how to read the rest: they stay with whatever stays.
const READING = tagsIn(
${words(readingTags)},
);
// What describes the file that a picture came from, or shows it as it was.
const STALE = tagsIn(
${words(staleTags)},
);
// Bytes of a value by type (TIFF 6.0, section 2).
const TYPE_BYTES = { ${sizes.join(', ')} };
const POINTERS = [${Object.values(pointers).join(', ')}];
const [EXIF, GPS, INTEROP] = POINTERS;
const MAKER_NOTE = 0x927c;

function withoutName(block) {
  return block.toString('latin1', 0, 6) === 'Exif\\0\\0' ? block.subarray(6) : block;
}

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The byte order and the directories of EXIF, or of a TIFF; null when it is neither. What points
 * outside is passed over.
 */
function readExif(named, wanted = () => true, most = 2 * named.length) {
  const block = withoutName(named);
  const order = block.toString('latin1', 0, 2);
  if (block.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const [little, view] = [order === 'II', viewOf(block)];
  if (view.getUint16(2, little) !== 42) return null;
  let left = most;
  const directory = (from, reads) => {
    const found = [];
    if (from < 8 || from + 2 > block.length) return found;
    const end = from + 2 + 12 * Math.min(view.getUint16(from, little), 1000);
    for (let place = from + 2; place < end && place + 12 <= block.length; place += 12) {
      const [tag, type] = [view.getUint16(place, little), view.getUint16(place + 2, little)];
      const count = view.getUint32(place + 4, little);
      const size = count * (TYPE_BYTES[type] ?? 0);
      const at = size > 4 ? view.getUint32(place + 8, little) : place + 8;
      const isKnown = type in TYPE_BYTES && reads(tag);
      if (!isKnown || at + size > block.length || size > left) continue;
      left -= size;
      found.push({ tag, type, count, value: block.subarray(at, at + size), at });
    }
    return found;
  };
  const inner = (within, pointer) => {
    const found = within.find(({ tag, value }) => tag === pointer && value.length === 4);
    return found ? directory(viewOf(found.value).getUint32(0, little), () => true) : [];
  };
  const main = directory(
    view.getUint32(4, little),
    (tag) => POINTERS.includes(tag) || wanted(tag),
  );
  const exif = inner(main, EXIF);
  const others = (entries) => entries.filter(({ tag }) => !POINTERS.includes(tag));
  const [gps, interop] = [others(inner(main, GPS)), others(inner(exif, INTEROP))];
  return { little, main: others(main), exif: others(exif), gps, interop };
}

function numberEntry(tag, number, little) {
  const short = number < 0x10000;
  const value = Buffer.alloc(short ? 2 : 4);
  if (short) viewOf(value).setUint16(0, number, little);
  else viewOf(value).setUint32(0, number, little);
  return { tag, type: short ? 3 : 4, count: 1, value, at: 0 };
}

/** Directories as they stand from a place in a file, and where the first one begins. */
function layOut({ little, main, exif, gps, interop }, start) {
  // The maker's note stays where it was: most point into themselves by places in the block.
  const note = exif.find(({ tag }) => tag === MAKER_NOTE);
  const fixed = note && note.at >= start && note.value.length > 4 ? note : null;
  let end = start;
  const place = (size) => {
    let at = end + (end % 2);
    if (fixed && at < fixed.at + fixed.value.length && at + size > fixed.at) {
      at = fixed.at + fixed.value.length;
      at += at % 2;
    }
    end = at + size;
    return at;
  };
  const parts = [];
  const write = (entries) => {
    const bytes = Buffer.alloc(2 + 12 * entries.length + 4);
    const at = place(bytes.length);
    const view = viewOf(bytes);
    view.setUint16(0, entries.length, little);
    [...entries].sort((left, right) => left.tag - right.tag).forEach((entry, index) => {
      const to = 2 + 12 * index;
      view.setUint16(to, entry.tag, little);
      view.setUint16(to + 2, entry.type, little);
      view.setUint32(to + 4, entry.count, little);
      if (entry.value.length <= 4) bytes.set(entry.value, to + 8);
      else {
        const lies = entry === fixed ? entry.at : place(entry.value.length);
        view.setUint32(to + 8, lies, little);
        parts.push({ at: lies, bytes: entry.value });
      }
    });
    parts.push({ at, bytes });
    return at;
  };
  const pointing = (tag, entries) => {
    if (entries.length === 0) return [];
    const value = Buffer.alloc(4);
    viewOf(value).setUint32(0, write(entries), little);
    return [{ tag, type: 4, count: 1, value, at: 0 }];
  };
  const whole = [...exif, ...pointing(INTEROP, interop)];
  const first = write([...main, ...pointing(EXIF, whole), ...pointing(GPS, gps)]);
  const bytes = Buffer.alloc(Math.max(...parts.map((part) => part.at + part.bytes.length)) - start);
  for (const part of parts) bytes.set(part.bytes, part.at - start);
  return { bytes, first };
}

function writeExif(block) {
  const { first, bytes } = layOut(block, 8);
  const head = Buffer.from(block.little ? 'II\\0\\0\\0\\0\\0\\0' : 'MM\\0\\0\\0\\0\\0\\0', 'latin1');
  viewOf(head).setUint16(2, 42, block.little);
  viewOf(head).setUint32(4, first, block.little);
  return Buffer.concat([head, bytes]);
}

/** EXIF that does not say how the picture is to be turned. */
function withoutOrientation(data) {
  const block = readExif(data);
  if (block === null) return data;
  return writeExif({ ...block, main: block.main.filter(({ tag }) => tag !== 0x0112) });
}

/** EXIF of the groups that stay, of a picture that is upright, sRGB and so large; or null. */
function keptExif(data, width, height) {
  const block = readExif(data);
  if (block === null) return null;
  const { little } = block;
  const now = new Map([[0x0112, 1], [0xa002, width], [0xa003, height]]);
  const kept = (entries) =>
    entries
      .filter(({ tag }) => !STALE.has(tag) && (READING.has(tag) || KEEP.includes(groupOfExif(tag))))
      .map((one) => (now.has(one.tag) ? numberEntry(one.tag, now.get(one.tag), little) : one));
  const [main, exif] = [kept(block.main), kept(block.exif)];
  const gps = KEEP.includes('location') ? block.gps : [];
  if (gps.length === 0 && [...main, ...exif].every(({ tag }) => READING.has(tag))) return null;
  const srgb = { tag: 1, type: 2, count: 4, value: Buffer.from('R98\\0'), at: 0 };
  return writeExif({
    little,
    main,
    exif: [...exif.filter(({ tag }) => tag !== 0xa001), numberEntry(0xa001, 1, little)],
    gps,
    interop: block.interop.filter(({ tag }) => tag <= 2).map((one) => (one.tag === 1 ? srgb : one)),
  });
}`),
    exif_within: helper(
      `
/** EXIF of at most so many bytes: the maker's note goes first, then the longest values. */
function exifWithin(data, most) {
  const block = data.length > most ? readExif(data) : null;
  if (block === null) return data;
  const size = ({ tag, value }) => (tag === MAKER_NOTE ? Infinity : value.length);
  const limit = Math.max(0, ...[...block.main, ...block.exif].map(size));
  const shorter = (entries) => entries.filter((one) => size(one) < limit);
  const { main, exif } = block;
  const result = writeExif({ ...block, main: shorter(main), exif: shorter(exif) });
  return result.length < data.length ? exifWithin(result, most) : data;
}`,
      'exif',
    ),
  }),
);
