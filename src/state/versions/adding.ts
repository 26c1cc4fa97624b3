import { sha256 } from '../../core/assets/asset';
import type { CarriedHistory, SmallPictures } from '../../core/documents/project/history-text';
import { ok, type Result } from '../../core/base/result';
import type { AddedVersions } from '../../core/pipeline/versions/added';
import type { Version, VersionHead } from '../../core/pipeline/versions/version';
import type { KnownVersions } from './known-versions.svelte';
import type { VersionStore } from './ports';

/**
 * A clock that goes ahead would keep versions for ever, and its names above all later ones: what it
 * says is of the moment when it came, and its names are as old as their versions.
 */
function notAhead(version: Version, now: number): Version {
  const { label } = version;
  const at = Math.min(version.at, now);
  return label && label.at > now ? { ...version, at, label: { ...label, at } } : { ...version, at };
}

/** What a version that is here says stays as it is; only what is said about it is joined. */
function asKnown(version: Version, head: VersionHead): Version {
  const { label, picture, carriedBy, pipeline, settings } = version;
  const { label: _label, picture: own, ...facts } = head;
  const shown = own ?? picture;
  return {
    ...facts,
    ...(label ? { label } : {}),
    ...(shown ? { picture: shown } : {}),
    carriedBy,
    pipeline,
    settings,
  };
}

/** Small pictures that are what their hash says. */
async function trueOnes(pictures: SmallPictures): Promise<SmallPictures> {
  const checked = await Promise.all(
    [...pictures].map(async ([hash, picture]) =>
      (await sha256(picture.bytes)) === hash ? hash : '',
    ),
  );
  const hashes = new Set(checked);
  return new Map([...pictures].filter(([hash]) => hashes.has(hash)));
}

/**
 * Adds a history from outside to what is here: nothing here is lost for it, and what is here already is
 * there once. Call it when all that is known was read.
 * @param now in milliseconds since 1970
 */
export async function addHistory(
  { versions, traces, pictures }: CarriedHistory,
  store: Pick<VersionStore, 'keep'>,
  known: KnownVersions,
  now: number,
): Promise<Result<AddedVersions>> {
  const here = known.byId;
  const came = [...new Map(versions.map((version) => [version.id, version])).values()];
  const joined = versions.map((version) => {
    const head = here.get(version.id);
    const sane = notAhead(version, now);
    return head ? asKnown(sane, head) : sane;
  });
  const fresh = came.filter(({ id }) => !here.has(id));
  const kept = await store.keep(
    { versions: joined, traces, pictures: await trueOnes(pictures) },
    // What is brought makes room for itself among what it came with.
    new Set(here.keys()),
  );
  if (!(await known.done(kept)) || !kept.ok) return kept.ok ? ok(nothing) : kept;
  const added = fresh.filter(({ id }) => known.byId.has(id)).length;
  return ok({ added, known: came.length - fresh.length, thinned: fresh.length - added });
}

const nothing: AddedVersions = { added: 0, known: 0, thinned: 0 };
