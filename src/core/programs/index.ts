import { cluster } from './cluster/index';
import { javascript } from './javascript/index';
import type { ProgramLanguage } from './language';
import { python } from './python/index';

const all = [python, javascript, cluster] as const;

/** A language's id. */
export type LanguageId = (typeof all)[number]['id'];

/** What a program is called that a pipeline came from. */
export type ProgramName = (typeof all)[number]['program'];

/** Every language, in the order in which the Pipeline tab shows them. */
export const programLanguages: readonly (ProgramLanguage & {
  readonly id: LanguageId;
  readonly program: ProgramName;
})[] = all;

/** What the Pipeline tab shows first, and archives take along. */
export const firstLanguage = all[0];
