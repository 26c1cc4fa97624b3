import { limits } from '../../../base/limits';
import { linkIn, readLink } from '../../share-link';
import { type Carrier, inside } from '../carrier';
import { linkWords } from './link-words';

/** Texts longer than this, in characters, are no messages. */
const maxMessage = 2 * limits.link.hashLength;

/** A link, alone or in a message around it. */
export const link = {
  from: 'link',
  endings: ['txt'],
  words: linkWords,
  readText: (came) => {
    if (came.json !== null || came.text.length > maxMessage) return null;
    const found = linkIn(came.text.trim());
    return found === null ? null : inside(readLink(found));
  },
  readZip: null,
} as const satisfies Carrier;
