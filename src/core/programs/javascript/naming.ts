import { limits } from '../../base/limits';
import { type Helper, helper } from '../print/helper';

/** How JavaScript programs name their results; the same as core/naming in the browser. */
export const javascriptNaming: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    safe_name: helper(`
/** The name of a picture's file without its extension. */
function stemOf(name) {
  return name.replace(/\\.(?:jpe?g|jpe|jfif|png|apng|webp|tiff?|gif|avif|hei[cf]|jxl|svg)$/iu, '');
}

/** A file name that every system can have, of at most ${limits.fileNameBytes} bytes. */
function safeName(text, tail = '') {
  // Forbidden on some system, or not to be seen.
  const unsafe =
    /[<>:"/\\\\|?*\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u206f\\ufeff]/gu;
  const edges = /^[.\\p{Zs}]+|[.\\p{Zs}]+$/gu;
  const devices =
    /^(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9\\xb9\\xb2\\xb3])\\p{Zs}*(?:\\.|$)/iu;
  let stem = stemOf(text).normalize('NFC').replace(unsafe, '').normalize('NFC');
  stem = stem.replace(edges, '') || 'image';
  if (devices.test(stem + EXTENSION)) stem = \`_\${stem}\`;
  let letters = [...stem];
  while (Buffer.byteLength(stem + tail + EXTENSION) > ${limits.fileNameBytes}) {
    letters = letters.slice(0, -1);
    stem = letters.join('').replace(edges, '');
  }
  return stem + tail + EXTENSION;
}

/** Compares paths as people count: IMG_2 before IMG_10, small and capital letters alike. */
function inNaturalOrder(one, other) {
  const byCodePoint = (a, b) => {
    let at = 0;
    while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
    return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
  };
  const bare = (digits) => digits.replace(/^0+/u, '');
  const byNumber = (a, b) => bare(a).length - bare(b).length || byCodePoint(bare(a), bare(b));
  const pieces = (name) => stemOf(name).normalize('NFC').toLowerCase().split(/([0-9]+)/u);
  const byPieces = (a, b) => {
    const orders = a.map((piece, at) => {
      if (at >= b.length) return 1;
      return at % 2 === 1 ? byNumber(piece, b[at]) : byCodePoint(piece, b[at]);
    });
    return orders.find((order) => order !== 0) ?? a.length - b.length;
  };
  const [a, b] = [one, other].map((path) => path.split(/[/\\\\]/u).map(pieces));
  const orders = a.map((names, at) => (at < b.length ? byPieces(names, b[at]) : 1));
  const order = orders.find((found) => found !== 0) ?? a.length - b.length;
  return order || byCodePoint(one, other);
}

/** The name, with a number when another result has it: letter case tells nothing apart. */
function unique(name, taken) {
  const keyOf = (text) => text.normalize('NFKC').toUpperCase().toLowerCase();
  let given = name;
  for (let count = 2; taken.has(keyOf(given)); count += 1) {
    given = safeName(name.slice(0, -EXTENSION.length), \` (\${count})\`);
  }
  taken.add(keyOf(given));
  return given;
}`),
    plain_name: helper(
      `
/** The name of the result of a source: its own. */
function nameFor(source) {
  return safeName(stemOf(source));
}`,
      'safe_name',
    ),
    pattern_name: helper(
      `
const TOKENS =
  'name pipeline preset index step operation width height format quality date time ' +
  'exif.date exif.camera exif.lens exif.iso exif.author';

/** The name of the result of a source, by the pattern NAME. Known by then is what was made. */
function nameFor(source, number, total, made, started) {
  const facts = new Map(TOKENS.split(' ').map((token) => [token, null]));
  const known = { ...NAME_FACTS, name: stemOf(source), index: number, format: EXTENSION.slice(1) };
  for (const all of [known, made, { date: started, time: started }]) {
    for (const [token, value] of Object.entries(all)) facts.set(token, value);
  }
  const name = NAME.replace(/\\{\\{|\\}\\}|\\{([^}]*)\\}/gu, (found, inside) => {
    if (inside === undefined) return found[0];
    let text = '';
    const filters = [];
    for (const piece of inside.split('|').map((one) => one.trim())) {
      const [token, form = ''] = piece.split(/:(.*)/su);
      const usual = { time: 'hh-mm-ss', index: String(total).length }[token];
      if (facts.has(token)) text ||= written(facts.get(token), form, usual);
      else if (FILTERS.has(piece)) filters.push(FILTERS.get(piece));
      else text ||= piece;
    }
    return filters.reduce((changed, change) => change(changed), text);
  });
  // A slash in a value, such as in a camera's name, must not become a folder.
  const flat = name.replace(/[/\\\\:]+/gu, '-');
  return safeName(flat.trim() === '' ? stemOf(source) : flat);
}

/** A fact as text; a number's form is its least number of digits, a moment's like YYYY-MM-DD. */
function written(value, form, usual) {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).padStart(Number(form || usual || 1), '0');
  if (!(value instanceof Date)) return value;
  const parts = {
    YYYY: [value.getFullYear(), 4],
    YY: [value.getFullYear() % 100, 2],
    MM: [value.getMonth() + 1, 2],
    DD: [value.getDate(), 2],
    hh: [value.getHours(), 2],
    mm: [value.getMinutes(), 2],
    ss: [value.getSeconds(), 2],
  };
  return (form || usual || 'YYYY-MM-DD').replace(/YYYY|YY|MM|DD|hh|mm|ss/gu, (part) => {
    const [number, digits] = parts[part];
    return String(number).padStart(digits, '0');
  });
}

const FILTERS = new Map([
  ['lower', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['slug', slug],
]);

/** Small letters and digits with dashes between. */
function slug(text) {
  const bare = text.normalize('NFKD').replace(/\\p{M}+/gu, '').toLowerCase();
  return bare.replace(/[^\\p{L}\\p{N}]+/gu, '-').replace(/^-+|-+$/gu, '');
}`,
      'safe_name',
    ),
    camera_of: helper(`
/** What the camera wrote into a picture, for names. */
function cameraOf(image) {
  // libvips writes values as "value (value, type, n components, n bytes)".
  const field = (name) => {
    const text = image.getTypeof(name) === 0 ? '' : image.getString(name);
    const found = /^(.*?) \\(.*, \\w+, \\d+ components?, \\d+ bytes?\\)$/su.exec(text)?.[1] ?? '';
    return found.replace(/\\p{Cc}+/gu, ' ').trim().slice(0, 120) || null;
  };
  const taken = field('exif-ifd2-DateTimeOriginal') ?? field('exif-ifd0-DateTime') ?? '';
  const numbers = /^(\\d{4}):(\\d\\d):(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)/.exec(taken)?.slice(1).map(Number);
  const isKnown = numbers !== undefined && numbers[1] > 0 && numbers[2] > 0;
  const [year, month, ...rest] = numbers ?? [];
  const maker = field('exif-ifd0-Make')?.split(' ')[0] ?? '';
  const model = field('exif-ifd0-Model');
  // Most models name their maker already: "NIKON D90" of "NIKON CORPORATION".
  const repeats = model?.toLowerCase().startsWith(maker.toLowerCase()) ?? true;
  return {
    'exif.date': isKnown ? new Date(year, month - 1, ...rest) : null,
    'exif.camera': repeats ? model : \`\${maker} \${model}\`,
    'exif.lens': field('exif-ifd2-LensModel'),
    'exif.iso': field('exif-ifd2-ISOSpeedRatings') ?? field('exif-ifd2-PhotographicSensitivity'),
    'exif.author': field('exif-ifd0-Artist'),
  };
}`),
  }),
);
