import { readCollection } from '../../core/documents/collection';
import { parseJson } from '../../core/documents/carriers/json';
import type { Preset } from '../../core/documents/preset';
import { publishedList } from '../../core/documents/published';
import { limits } from '../../core/base/limits';
import { readRecord } from '../../core/base/read-record';
import { ok } from '../../core/base/result';
import { type OpenedGallery, readUnpacked } from '../../core/gallery/publish/read-published';

/** Where the community's presets and pictures lie, relative to the page. */
const folders = { presets: './presets/', pictures: './gallery/' } as const;

/** Names of the index that are read at most. */
const maxNames = 200;

/** Resolves to what a file of the site holds; null where it cannot be had, whole. */
async function fetched<Body>(
  path: string,
  read: (response: Response) => Promise<Body>,
): Promise<Body | null> {
  try {
    const response = await fetch(path);
    return response.ok ? await read(response) : null;
  } catch (error) {
    console.info(`Pipette: ${path} could not be fetched.`, error);
    return null;
  }
}

const textOf = (path: string): Promise<string | null> =>
  fetched(path, (response) => response.text());

const bytesOf = (path: string): Promise<ArrayBuffer | null> =>
  fetched(path, (response) => response.arrayBuffer());

/** What an index names, by its field, and how such names are. */
const kinds = { files: /^[a-z0-9-]+\.json$/, folders: /^[a-z0-9-]+$/ } as const;

/** Returns the names in the text of an index; none for what is no index. */
export function namesOfIndex(text: string, kind: keyof typeof kinds): readonly string[] {
  const parsed = parseJson(text);
  return readRecord(parsed.ok ? parsed.value : null)
    .list(kind)
    .filter((name): name is string => typeof name === 'string' && kinds[kind].test(name))
    .slice(0, maxNames);
}

/** What the site has of the community. */
export interface Found<Value> {
  readonly found: readonly Value[];
  /** Whether all that the index names could be had. */
  readonly complete: boolean;
}

/** Reads what an index names, all at once. */
async function allOf<Value>(
  folder: string,
  kind: keyof typeof kinds,
  read: (text: string, name: string) => readonly Value[],
  pathOf: (name: string) => string,
): Promise<Found<Value>> {
  const index = await textOf(`${folder}index.json`);
  if (index === null) return { found: [], complete: false };
  const names = namesOfIndex(index, kind);
  const texts = await Promise.all(names.map((name) => textOf(folder + pathOf(name))));
  const found = texts.flatMap((text, at) => (text === null ? [] : read(text, names[at] ?? '')));
  return { found, complete: !texts.includes(null) };
}

/** Returns the presets in the text of a community file; those that cannot be read are left out. */
export function presetsOfFile(name: string, text: string): readonly Preset[] {
  const parsed = parseJson(text);
  const read = parsed.ok ? readCollection(parsed.value) : null;
  if (!read?.ok) return [];
  const stem = name.replace(/\.json$/, '').slice(0, 40);
  return read.value.presets.map(({ preset }, index) => ({
    ...preset,
    id: `community:${stem}${index === 0 ? '' : `-${index + 1}`}`,
  }));
}

/** Returns the community's presets as the site serves them; fewer, or none, where it cannot be reached. */
export async function communityPresets(): Promise<readonly Preset[]> {
  const { found } = await allOf(
    folders.presets,
    'files',
    (text, name) => presetsOfFile(name, text),
    (name) => name,
  );
  return found.slice(0, limits.preset.kept);
}

/** Returns the community's pictures as the site serves them; fewer, or none, where it cannot be reached. */
export const communityGalleries = (): Promise<Found<OpenedGallery>> =>
  allOf(
    folders.pictures,
    'folders',
    (list, name) => {
      const opened = readUnpacked(list, async (path) => {
        const bytes = await bytesOf(`${folders.pictures}${name}/${path}`);
        return ok(bytes && new Uint8Array(bytes));
      });
      return opened.ok ? [opened.value] : [];
    },
    (name) => `${name}/${publishedList}`,
  );
