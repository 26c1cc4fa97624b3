import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import { contentsText, makeVersion } from '../../core/pipeline/versions/make-version';
import type { Version, VersionContents, VersionTrace } from '../../core/pipeline/versions/version';
import { noPlace, type VersionPlace } from '../work/undoable-work.svelte';
import type { KnownVersions } from './known-versions.svelte';

type Known = Pick<KnownVersions, 'byId' | 'traces'>;

/** What is said of something that is new here. */
export interface Fresh {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** The lineage of what belongs to none that is known. */
  readonly lineage: string;
  /** What it came in, such as a file's name. */
  readonly about?: string | undefined;
}

/** Where what arrives belongs, and the trace that has to be kept for it. */
export interface Arrival {
  readonly place: VersionPlace;
  readonly traces: readonly VersionTrace[];
}

const lineageOf = ({ byId, traces }: Known, id: string): string | undefined =>
  byId.get(id)?.lineage ?? traces.find((trace) => trace.id === id)?.lineage;

/**
 * Returns where a pipeline belongs that says which version it is. One that is not known here is kept as
 * a trace, so that what is made of it goes back to where the other device knows it.
 */
export function arrivalOf(
  version: CarriedVersion | null,
  known: Known,
  { at, lineage }: Fresh,
): Arrival {
  if (!version) return { place: noPlace(), traces: [] };
  const { id, parents } = version;
  const own = lineageOf(known, id);
  if (own !== undefined) return { place: { lineage: own, head: id }, traces: [] };
  const [of = lineage] = parents.flatMap((parent) => lineageOf(known, parent) ?? []);
  return { place: { lineage: of, head: id }, traces: [{ id, lineage: of, parents, at }] };
}

/**
 * Resolves to the version that another one's pipeline is, for a merge: the known one where it is just
 * that, else a new one, which comes from what it says of itself.
 */
export async function theirVersion(
  theirs: VersionContents,
  carried: CarriedVersion | null,
  known: Known & Pick<KnownVersions, 'version'>,
  fresh: Fresh,
): Promise<{ readonly version: Version; readonly traces: readonly VersionTrace[] }> {
  const here = carried && (await known.version(carried.id));
  if (here && contentsText({ ...here, settings: theirs.settings }) === contentsText(theirs)) {
    return { version: here, traces: [] };
  }
  const { place, traces } = arrivalOf(carried, known, fresh);
  const parents = place.head === null ? [] : [place.head];
  const { at, about } = fresh;
  const lineage = place.lineage ?? fresh.lineage;
  const facts = { lineage, parents, at, reason: 'import', ...(about && { about }) } as const;
  return { version: await makeVersion(theirs, facts), traces };
}
