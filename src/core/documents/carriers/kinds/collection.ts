import { ok } from '../../../base/result';
import { collectionField } from '../../collection';
import type { Carrier } from '../carrier';

/** How a collection of presets begins, which may be larger than a document. */
const head = new RegExp(
  `^\\ufeff?\\s*\\{\\s*(?:"\\$schema"\\s*:\\s*"[^"]*"\\s*,\\s*)?"${collectionField}"`,
  'u',
);

export const collection = {
  from: 'collection',
  endings: [],
  words: null,
  readText: (came) => {
    const isOne =
      head.test(came.text) || (came.object && Object.hasOwn(came.object, collectionField));
    return isOne ? ok({ kind: 'collection', text: came.text }) : null;
  },
  readZip: null,
} as const satisfies Carrier;
