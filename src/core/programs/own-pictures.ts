import type { Pipeline } from '../pipeline/pipeline';
import { isNothingOwn, layOver, type NamedOwn } from '../set/own-values';

/** Different pipelines of single pictures that a program has room for. */
export const maxOwnPipelines = 100;

/**
 * What a program does to a picture: one of the pipelines of single pictures, by its number from 0, that of
 * the set, or nothing, for it cannot tell which picture it is, or has no room for what counts for it.
 */
export type OwnDoing = number | 'shared' | 'alike' | 'many';

/** A picture that a program knows. */
export interface OwnPicture {
  /** Its file's name, with the folder before it where pictures in several folders are called alike. */
  readonly path: string;
  readonly does: OwnDoing;
}

/** The pictures of a set whose values are not those of all. */
export interface SortedOwn {
  /** What is done to them, each once. */
  readonly pipelines: readonly Pipeline[];
  readonly table: readonly OwnPicture[];
  /** How many pictures have values of their own. */
  readonly pictures: number;
  /** How many pictures are refused because others have their very path, or for want of room. */
  readonly alike: number;
  readonly many: number;
}

interface Sorted {
  readonly name: string;
  readonly path: string;
  readonly does: Exclude<OwnDoing, 'alike'>;
}

function groupedBy(pictures: readonly Sorted[], key: 'name' | 'path'): readonly Sorted[][] {
  const groups = new Map<string, Sorted[]>();
  for (const picture of pictures) {
    const group = groups.get(picture[key]);
    if (group) group.push(picture);
    else groups.set(picture[key], [picture]);
  }
  return [...groups.values()];
}

const agree = (pictures: readonly Sorted[]): boolean =>
  pictures.every(({ does }) => does === pictures[0]?.does);

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Returns the pictures that have nothing of their own, but whose names differ from those of others in case
 * only: programs look for files without regard to case where they know none of that very name.
 */
function toldByCase(table: readonly OwnPicture[], names: readonly string[]): OwnPicture[] {
  const known = new Set(table.map(({ path }) => lastPart(path).toLowerCase()));
  return names
    .filter((name) => known.has(name.toLowerCase()))
    .map((path) => ({ path, does: 'shared' }));
}

/**
 * Sorts the pictures of a set by what is done to them, for a program that knows them by the names of their
 * files; null where all have the pipeline of the set. Names are in NFC, as programs compare them. One whose
 * values a program cannot tell or hold is refused there: else it would get those of others.
 * @param pictures all of the set
 */
export function sortOwn(pipeline: Pipeline, pictures: readonly NamedOwn[]): SortedOwn | null {
  const keyOf = ({ steps }: Pipeline): string => JSON.stringify(steps);
  const usual = keyOf(pipeline);
  const pipelines = new Map<string, Pipeline>();
  const doingOf = ({ own }: NamedOwn): Sorted['does'] => {
    const laid = isNothingOwn(own) ? pipeline : layOver(pipeline, own);
    const key = laid === pipeline ? usual : keyOf(laid);
    if (key === usual) return 'shared';
    if (!pipelines.has(key) && pipelines.size === maxOwnPipelines) return 'many';
    pipelines.set(key, pipelines.get(key) ?? laid);
    return [...pipelines.keys()].indexOf(key);
  };
  const sorted = pictures.map((picture): Sorted => {
    const name = picture.name.normalize('NFC');
    const path = `${picture.folder}${picture.name}`.normalize('NFC');
    return { name, path, does: doingOf(picture) };
  });
  if (pipelines.size === 0) return null;
  let alike = 0;
  const table: OwnPicture[] = [];
  const usualNames: string[] = [];
  for (const named of groupedBy(sorted, 'name')) {
    const [{ name, does } = { name: '', does: 'shared' as const }] = named;
    if (agree(named)) {
      if (does === 'shared') usualNames.push(name);
      else table.push({ path: name, does });
      continue;
    }
    for (const same of groupedBy(named, 'path')) {
      const [first] = same;
      if (!first) continue;
      if (!agree(same)) alike += same.length;
      table.push({ path: first.path, does: agree(same) ? first.does : 'alike' });
    }
    // Out of its folder nobody can tell which of them it is.
    if (named.every(({ path }) => path !== name)) table.push({ path: name, does: 'alike' });
  }
  return {
    pipelines: [...pipelines.values()],
    table: [...table, ...toldByCase(table, usualNames)],
    pictures: sorted.filter(({ does }) => does !== 'shared').length,
    alike,
    many: sorted.filter(({ does }) => does === 'many').length,
  };
}
