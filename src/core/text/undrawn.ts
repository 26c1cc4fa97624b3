import { listed } from '../base/words';

/** Scripts of today that no font here has, by their names in Unicode. */
const scripts = [
  'Bamum',
  'Batak',
  'Buginese',
  'Chakma',
  'Coptic',
  'Hanifi_Rohingya',
  'Kayah_Li',
  'Lepcha',
  'Limbu',
  'Lisu',
  'Miao',
  'Newa',
  'Osage',
  'Pahawh_Hmong',
  'Rejang',
  'Samaritan',
  'Saurashtra',
  'Syloti_Nagri',
  'Tagalog',
  'Tai_Tham',
  'Tai_Viet',
  'Wancho',
  'Warang_Citi',
  'Yi',
  'Han',
] as const;

/** More characters than this say no more. */
const maxNamed = 5;

/** Returns what a person is told of characters that no font here has; null for none. */
export function undrawnInWords(characters: string): string | null {
  if (characters === '') return null;
  const all = [...characters];
  const names = scripts.filter((script) =>
    all.some((one) => new RegExp(`\\p{Script=${script}}`, 'u').test(one)),
  );
  const named = listed(
    names.map((name) => (name === 'Han' ? 'rare Chinese' : name.replace('_', ' '))),
  );
  const some = all.slice(0, maxNamed).join(' ') + (all.length > maxNamed ? ' …' : '');
  return `No font here has ${named === '' ? 'these characters' : `these letters (${named})`}: ${some}. Boxes stand in their place.`;
}
