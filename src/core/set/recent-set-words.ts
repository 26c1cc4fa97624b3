import { momentInWords } from '../base/moment-words';
import { count } from '../base/words';
import type { RecentSet } from './recent-set';

/** Returns what tells a set from others of its name. */
export const recentSetInWords = ({ pictures, savedAt }: RecentSet): string =>
  `${count(pictures, 'picture')} · ${momentInWords(new Date(savedAt))}`;
