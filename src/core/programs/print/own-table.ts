import type { OwnDoing } from '../own-pictures';
import type { PlannedOwn, ProgramPlan } from '../plan';
import type { OwnFunction } from './parts';

/** Declarations and files of the runtime, by their names with underscores. */
type Needs = Set<string>;

const refusals = { alike: 'refuse_alike', many: 'refuse_many' } as const;

/** Notes what of the runtime a program needs that does something else to some pictures. */
export function needOwn({ own, format, metadata }: ProgramPlan, needs: Needs): void {
  if (!own) return;
  needs.add(metadata.carriesPipeline ? 'own/telling' : 'own/silent');
  if (format.animates) needs.add('flickers_of');
  for (const { does } of own.table) {
    if (does === 'alike' || does === 'many') needs.add(refusals[does]);
  }
}

/** Returns the name of the function that does it, before a language spells it. */
const functionFor = (does: Exclude<OwnDoing, number>): string =>
  does === 'shared' ? 'pipeline' : refusals[does];

/** What one table of a program says, as text of its language. */
interface OwnRows {
  /** What is done to a file, by its name. */
  readonly own: readonly (readonly [path: string, name: string])[];
  /** Why animations are refused, by the function that they would flicker in. */
  readonly flickers: readonly (readonly [name: string, why: string])[];
  /** Documents, by the names of functions. */
  readonly documents: readonly (readonly [name: string, document: unknown])[];
}

/**
 * Returns the rows of the tables of pictures with values of their own.
 * @param spell returns a name as the language spells it
 */
export function ownRows(
  { table, pipelines }: PlannedOwn,
  functions: readonly OwnFunction[],
  spell: (name: string) => string,
): OwnRows {
  const nameOf = (index: number): string => functions[index]?.name ?? spell('pipeline');
  return {
    own: table.map(({ path, does }) => [
      path,
      typeof does === 'number' ? nameOf(does) : spell(functionFor(does)),
    ]),
    flickers: pipelines.flatMap(({ flickers }, index) =>
      flickers === null ? [] : [[nameOf(index), flickers] as const],
    ),
    documents: pipelines.map(({ document }, index) => [nameOf(index), document]),
  };
}

/** What stands above the table of a program, in a comment. */
export const ownWords =
  'Pictures with values of their own: what is done to any file of that name, in any folder.';
