import { momentOf } from '../../base/moment';
import { readFields } from '../fields';
import { parsePipeline } from '../parse';
import type { Pipeline } from '../pipeline';
import { makeVersion } from './make-version';
import type { Version, VersionReason } from './version';

/** A record of the list of versions that there was before there were graphs of them. */
export interface ListedVersion {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly reason: VersionReason;
  readonly pipeline: Pipeline;
}

/** What the reasons of that list are called now. */
const reasons: ReadonlyMap<unknown, VersionReason> = new Map<unknown, VersionReason>([
  ['asked', 'asked'],
  ['exported', 'export'],
  ['replaced', 'replaced'],
  ['branch', 'left'],
]);

/** Reads such a record; null for what is none. */
export function readListed(input: unknown): ListedVersion | null {
  const fields = readFields(input, 'version');
  if (!fields.ok) return null;
  const at = momentOf(fields.value.get('at'));
  const reason = reasons.get(fields.value.get('reason'));
  const pipeline = parsePipeline(fields.value.get('pipeline'));
  if (at === null) return null;
  return reason && pipeline.ok ? { at, reason, pipeline: pipeline.value } : null;
}

/** Returns records in groups that share steps, each in the order of time: one pipeline a group. */
function byPipeline(list: readonly ListedVersion[]): readonly (readonly ListedVersion[])[] {
  const groups: { readonly steps: Set<string>; readonly list: ListedVersion[] }[] = [];
  for (const one of list.toSorted((before, after) => before.at - after.at)) {
    const ids = one.pipeline.steps.map(({ id }) => id);
    // The newest that shares a step: a copy that went its own way does not join two into one.
    const own = groups.findLast(({ steps }) => ids.some((id) => steps.has(id)));
    if (own) {
      own.list.push(one);
      for (const id of ids) own.steps.add(id);
    } else groups.push({ steps: new Set(ids), list: [one] });
  }
  return groups.map((group) => group.list);
}

/**
 * Resolves to what the list's records are as versions: those that share steps are versions of one
 * pipeline, each from the one before it in time, for the list did not know better. The same records
 * make the same versions, whoever does it and however often.
 */
export async function versionsOfList(list: readonly ListedVersion[]): Promise<readonly Version[]> {
  const versions: Version[] = [];
  for (const group of byPipeline(list)) {
    let lineage = '';
    let parents: readonly string[] = [];
    for (const { at, reason, pipeline } of group) {
      const contents = { pipeline, settings: null };
      const carriedBy = reason === 'export' ? [{ kind: 'export', at } as const] : [];
      const made = await makeVersion(contents, { lineage, parents, at, reason, carriedBy });
      if (lineage === '') lineage = made.id;
      parents = [made.id];
      versions.push({ ...made, lineage });
    }
  }
  return versions;
}
