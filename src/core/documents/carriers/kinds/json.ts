import { type Carrier, inSight } from '../carrier';
import { readJson } from '../json';

export const json = {
  from: 'JSON',
  endings: ['json'],
  words: {
    where: (name) => (name === null ? 'from pasted JSON' : `from the JSON file ${name}`),
    nameless: 'pasted text',
  },
  readText: (came) => (came.isJsonDocument ? inSight(readJson(came.text, came.json)) : null),
  readZip: null,
} as const satisfies Carrier;
