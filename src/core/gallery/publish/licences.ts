/** Under which terms pictures are published. */
export interface Licence {
  /** Its short name: "CC BY 4.0". Empty for none. */
  readonly name: string;
  /** Where its text stands. */
  readonly address?: string;
  /** What it means, in a sentence for the foot of the page. */
  readonly sentence: string;
}

const creativeCommons = (id: string, name: string, sentence: string): Licence => ({
  name,
  address: `https://creativecommons.org/${id}/`,
  sentence,
});

/** The licences on offer; a person may also write their own. */
export const licences: readonly Licence[] = [
  { name: 'All rights reserved', sentence: 'Ask before you use these pictures.' },
  creativeCommons(
    'licenses/by/4.0',
    'CC BY 4.0',
    'You may share and change these pictures if you name the author.',
  ),
  creativeCommons(
    'licenses/by-sa/4.0',
    'CC BY-SA 4.0',
    'You may share and change these pictures if you name the author and keep this licence.',
  ),
  creativeCommons(
    'licenses/by-nc/4.0',
    'CC BY-NC 4.0',
    'You may share and change these pictures, but not commercially, if you name the author.',
  ),
  creativeCommons(
    'licenses/by-nd/4.0',
    'CC BY-ND 4.0',
    'You may share these pictures unchanged if you name the author.',
  ),
  creativeCommons(
    'licenses/by-nc-sa/4.0',
    'CC BY-NC-SA 4.0',
    'You may share and change these pictures, but not commercially, if you name the author and keep this licence.',
  ),
  creativeCommons(
    'licenses/by-nc-nd/4.0',
    'CC BY-NC-ND 4.0',
    'You may share these pictures unchanged, but not commercially, if you name the author.',
  ),
  creativeCommons(
    'publicdomain/zero/1.0',
    'CC0 1.0',
    'You may do with these pictures whatever you like.',
  ),
];

/** Returns the licence of a name: one of those on offer, or a person's own. */
export const licenceOf = (name: string): Licence =>
  licences.find((one) => one.name === name) ?? { name, sentence: '' };
