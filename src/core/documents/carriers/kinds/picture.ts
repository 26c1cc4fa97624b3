import type { Carrier } from '../carrier';

/** Read by the engine, which hands over the text inside. */
export const picture = {
  from: 'picture',
  endings: [],
  words: {
    where: (name) => (name === null ? 'inside a picture' : `inside the picture ${name}`),
    nameless: 'pasted text',
  },
  readText: null,
  readZip: null,
} as const satisfies Carrier;
