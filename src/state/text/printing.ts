import { type LanguageId, programLanguages } from '../../core/programs/index';
import type { Printer } from '../../core/programs/language';
import type { SortedOwn } from '../../core/programs/own-pictures';

/** The printers and what they need, fetched when the first program is shown. */
export type Printing = Pick<typeof import('../../core/programs/plan'), 'planProgram'> &
  Pick<typeof import('../../core/programs/own-pictures'), 'sortOwn'> &
  Pick<typeof import('../../core/programs/resources-in'), 'resourcesOf'> & {
    readonly printers: ReadonlyMap<LanguageId, Printer>;
  };

/** Fetches them. */
export async function fetchPrinting(): Promise<Printing> {
  const [{ planProgram }, { sortOwn }, { resourcesOf }, ...printers] = await Promise.all([
    import('../../core/programs/plan'),
    import('../../core/programs/own-pictures'),
    import('../../core/programs/resources-in'),
    ...programLanguages.map(async ({ id, printer }) => [id, await printer()] as const),
  ]);
  return { planProgram, sortOwn, resourcesOf, printers: new Map(printers) };
}

/** What is shown of a program. */
export interface Shown {
  /** Empty while there is none. */
  readonly text: string;
  /** Why there is none, or none that verifies itself, in words; empty otherwise. */
  readonly problem: string;
  readonly verified: boolean;
  /** The pictures that have values of their own; null where none has. */
  readonly own: SortedOwn | null;
}
