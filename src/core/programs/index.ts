import { cluster } from './cluster/index';
import { javascript } from './javascript/index';
import type { ProgramLanguage } from './language';
import { python } from './python/index';

const all = [python, javascript, cluster] as const;

type Any = (typeof all)[number];

/** A language's id. */
export type LanguageId = Any['id'];

/** Every language, in the order in which the Pipeline tab shows them. */
export const programLanguages: readonly (ProgramLanguage &
  Pick<Any, 'id' | 'program' | 'extension'>)[] = all;

/** What the Pipeline tab shows first, and archives take along. */
export const firstLanguage = all[0];
