import { readCollection } from '../../core/documents/collection';
import { parseJson } from '../../core/documents/carriers/json';
import type { Preset } from '../../core/documents/preset';
import { limits } from '../../core/base/limits';

/** Where the community's presets lie, relative to the page. */
const folder = './presets/';

/** Files of the index that are read at most. */
const maxFiles = 200;

async function textOf(name: string): Promise<string | null> {
  try {
    const response = await fetch(folder + name);
    return response.ok ? await response.text() : null;
  } catch (error) {
    console.info(`Pipette: ${folder}${name} could not be fetched.`, error);
    return null;
  }
}

/** Returns the file names in the text of an index; none for what is no index. */
export function filesOfIndex(text: string): readonly string[] {
  const parsed = parseJson(text);
  const list = parsed.ok ? parsed.value : null;
  if (typeof list !== 'object' || list === null || !('files' in list)) return [];
  const { files } = list;
  return (Array.isArray(files) ? files : [])
    .filter((name): name is string => typeof name === 'string' && /^[a-z0-9-]+\.json$/.test(name))
    .slice(0, maxFiles);
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
  const index = await textOf('index.json');
  if (index === null) return [];
  const lists = await Promise.all(
    filesOfIndex(index).map(async (name) => presetsOfFile(name, (await textOf(name)) ?? '')),
  );
  return lists.flat().slice(0, limits.preset.kept);
}
