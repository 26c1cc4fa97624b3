import type { History, SmallPictures } from '../../core/documents/project/history-text';
import { ancestorsOf } from '../../core/pipeline/versions/graph';
import { readSmallPicture } from '../../core/pipeline/versions/small-picture';
import type { VersionHead } from '../../core/pipeline/versions/version';
import type { KnownVersions } from './known-versions.svelte';
import type { VersionStore } from './ports';

/** So many are read at once. */
const atOnce = 100;

/** Resolves to what `read` makes of each, without asking for thousands at once. */
async function each<Item, Value>(
  list: readonly Item[],
  read: (item: Item) => Promise<Value | null>,
): Promise<readonly Value[]> {
  const found: Value[] = [];
  for (let at = 0; at < list.length; at += atOnce) {
    const part = await Promise.all(list.slice(at, at + atOnce).map(read));
    found.push(...part.filter((one) => one !== null));
  }
  return found;
}

async function picturesOf(
  heads: readonly VersionHead[],
  store: Pick<VersionStore, 'picture'>,
): Promise<SmallPictures> {
  const hashes = [...new Set(heads.flatMap(({ picture }) => picture?.hash ?? []))];
  const found = await each(hashes, async (hash) => {
    const read = await store.picture(hash);
    if (!read.ok || !read.value) return null;
    const bytes = new Uint8Array(await read.value.arrayBuffer());
    const picture = readSmallPicture({ type: read.value.type, bytes });
    return picture && ([hash, picture] as const);
  });
  return new Map(found);
}

/**
 * Resolves to the history of some versions, to be handed over: with them all that they come from, and
 * traces of what was let go of. What cannot be read is left out.
 */
export async function gatherHistory(
  heads: readonly VersionHead[],
  known: KnownVersions,
  store: Pick<VersionStore, 'picture'>,
): Promise<History> {
  const lineages = new Set(heads.map(({ lineage }) => lineage));
  const ancestors = ancestorsOf(
    known.graph,
    heads.map(({ id }) => id),
  );
  const wanted = known.heads.filter(({ id }) => ancestors.has(id));
  return {
    versions: await each(wanted, ({ id }) => known.version(id)),
    traces: known.traces.filter(({ id, lineage }) => ancestors.has(id) || lineages.has(lineage)),
    pictures: await picturesOf(wanted, store),
  };
}
