import { outputName, stemOf } from '../../../../naming/safe-file-name.ts';
import { EXTENSION, NAME, NAME_FACTS } from '../program.mjs';

export const TOKENS =
  'name pipeline preset index step operation width height format quality date time ' +
  'exif.date exif.camera exif.lens exif.iso exif.author';

/** The name of the result of a source, by the pattern NAME. Known by then is what was made. */
export function nameFor(source, number, total, made, started) {
  const facts = new Map(TOKENS.split(' ').map((token) => [token, null]));
  const known = { ...NAME_FACTS, name: stemOf(source), index: number, format: EXTENSION.slice(1) };
  for (const all of [known, made, { date: started, time: started }]) {
    for (const [token, value] of Object.entries(all)) facts.set(token, value);
  }
  const name = NAME.replace(/\{\{|\}\}|\{([^}]*)\}/gu, (found, inside) => {
    if (inside === undefined) return found[0];
    let text = '';
    const filters = [];
    for (const piece of inside.split('|').map((one) => one.trim())) {
      const [token, form = ''] = piece.split(/:(.*)/su);
      const usual = { time: 'hh-mm-ss', index: String(total).length }[token];
      if (facts.has(token)) text ||= asText(facts.get(token), form, usual);
      else if (FILTERS.has(piece)) filters.push(FILTERS.get(piece));
      else text ||= piece;
    }
    return filters.reduce((changed, change) => change(changed), text);
  });
  // A slash in a value, such as in a camera's name, must not become a folder.
  const flat = name.replace(/[/\\:]+/gu, '-');
  return outputName(flat.trim() === '' ? stemOf(source) : flat, EXTENSION.slice(1));
}

/** A fact as text; a number's form is its least number of digits, a moment's like YYYY-MM-DD. */
export function asText(value, form, usual) {
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

export const FILTERS = new Map([
  ['lower', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['slug', slug],
]);

/** Small letters and digits with dashes between. */
export function slug(text) {
  const bare = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/gu, '');
}
