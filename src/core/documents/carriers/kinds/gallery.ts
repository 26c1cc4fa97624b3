import type { Carrier } from '../carrier';

/** What is kept here; nothing comes from outside. */
export const gallery = {
  from: 'gallery',
  endings: [],
  words: {
    where: (name) => (name === null ? 'from the gallery' : `from ${name} in the gallery`),
    nameless: 'pasted text',
  },
  readText: null,
  readZip: null,
} as const satisfies Carrier;
