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

async function fetched(path: string): Promise<Response | null> {
  try {
    const response = await fetch(path);
    return response.ok ? response : null;
  } catch (error) {
    console.info(`Pipette: ${path} could not be fetched.`, error);
    return null;
  }
}

const textOf = async (path: string): Promise<string | null> =>
  (await fetched(path))?.text() ?? null;

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

/** Reads what an index names, all at once; none where it cannot be reached. */
async function allOf<Value>(
  folder: string,
  kind: keyof typeof kinds,
  read: (name: string) => Promise<readonly Value[]>,
): Promise<readonly Value[]> {
  const index = await textOf(`${folder}index.json`);
  if (index === null) return [];
  return (await Promise.all(namesOfIndex(index, kind).map(read))).flat();
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
  const presets = await allOf(folders.presets, 'files', async (name) =>
    presetsOfFile(name, (await textOf(folders.presets + name)) ?? ''),
  );
  return presets.slice(0, limits.preset.kept);
}

/** Returns the community's pictures as the site serves them; fewer, or none, where it cannot be reached. */
export const communityGalleries = (): Promise<readonly OpenedGallery[]> =>
  allOf(folders.pictures, 'folders', async (name) => {
    const folder = `${folders.pictures}${name}/`;
    const list = await textOf(folder + publishedList);
    const opened = readUnpacked(list ?? '', async (path) => {
      const file = await fetched(folder + path);
      return ok(file && new Uint8Array(await file.arrayBuffer()));
    });
    return opened.ok ? [opened.value] : [];
  });
