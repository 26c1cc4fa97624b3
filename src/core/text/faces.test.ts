import { expect, it } from 'vitest';
import { facesFor } from './faces';

const firstOf = (character: string, text: string): string | undefined =>
  facesFor(character.codePointAt(0) ?? 0, text)[0]?.family;

/** Returns the families whose files are asked first for the characters of a text. */
const firstFamilies = (text: string): Set<string | undefined> =>
  new Set(Array.from(text, (character) => firstOf(character, text)));

it('keeps the fonts of old texts, though fonts that were added hold their signs as well', () => {
  const signs = {
    inter: '‰‡―⁉⁈',
    'noto-sans-symbols': '①♰',
    'noto-sans-symbols-2': '\u0302',
    'noto-sans-sc': '、。〈〉《》「」˙\u030c',
  };
  for (const [family, text] of Object.entries(signs)) {
    expect([...firstFamilies(text)], family).toEqual([family]);
  }
});

it('asks the font of a script first for its letters', () => {
  const scripts = {
    'noto-sans-oriya': 'ଓଡ଼ିଆ',
    'noto-sans-ol-chiki': 'ᱥᱟᱱᱛᱟᱲᱤ',
    'noto-sans-meetei-mayek': 'ꯃꯤꯇꯩ',
    'noto-sans-thaana': 'ދިވެހި',
    'noto-sans-syriac': 'ܣܘܪܝܝܐ',
    'noto-sans-nko': 'ߒߞߏ',
    'noto-sans-adlam': '𞤆𞤵𞤤𞤢𞤪',
    'noto-sans-vai': 'ꕙꔤ',
    'noto-sans-tifinagh': 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
    'noto-serif-tibetan': 'བོད་སྐད',
    'noto-sans-mongolian': 'ᠮᠣᠩᠭᠣᠯ',
    'noto-sans-javanese': 'ꦗꦮ',
    'noto-sans-balinese': 'ᬩᬮᬶ',
    'noto-sans-sundanese': 'ᮞᮥᮔ᮪ᮓ',
    'noto-sans-cham': 'ꨌꩌ',
    'noto-sans-tai-le': 'ᥖᥭᥰ',
    'noto-sans-new-tai-lue': 'ᦺᦑ',
    'noto-sans-cherokee': 'ᏣᎳᎩ',
    'noto-sans-canadian-aboriginal': 'ᐃᓄᒃᑎᑐᑦ',
  };
  for (const [family, text] of Object.entries(scripts)) {
    expect([...firstFamilies(text)], family).toEqual([family]);
  }
});
