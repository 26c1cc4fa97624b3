import { fail, ok, type Result } from '../../base/result';
import { readFields } from '../fields';
import { parsePipeline } from '../parse';
import type { Pipeline } from '../pipeline';
import { mismatch } from '../tolerance';
import { joinVersions, makeVersion } from './make-version';
import { byText } from './same';
import type { Version, VersionReason } from './version';

// Before there was a graph, versions were a flat list of records: when, why, and the pipeline.

/** The reasons of the list, in today's codes. */
const reasons: ReadonlyMap<unknown, VersionReason> = new Map([
  ['asked', 'asked'],
  ['exported', 'export'],
  ['replaced', 'replaced'],
  ['branch', 'left'],
]);

/** A record of the list. */
export interface OldVersion {
  readonly at: number;
  readonly reason: VersionReason;
  readonly pipeline: Pipeline;
}

/** Reads a record of the list; strictly, as it always was. */
export function parseOldVersion(input: unknown): Result<OldVersion> {
  const fields = readFields(input, 'version');
  if (!fields.ok) return fields;
  const at = fields.value.get('at');
  if (typeof at !== 'number' || !Number.isFinite(at)) {
    return fail(mismatch('at', 'milliseconds since 1970', at));
  }
  const came = fields.value.get('reason');
  const reason = reasons.get(came);
  if (reason === undefined) return fail(mismatch('reason', 'a known reason', came));
  const pipeline = parsePipeline(fields.value.get('pipeline'));
  if (!pipeline.ok) return pipeline;
  return ok({ at: Math.max(0, Math.round(at)), reason, pipeline: pipeline.value });
}

/** Ids that readers made from places say nothing of which pipeline a step is from. */
const tellingIds = ({ steps }: Pipeline): readonly string[] =>
  steps.map(({ id }) => id).filter((id) => !/^step-\d+$/.test(id));

/** Returns the records of each pipeline together: those that share a step or their beginning. */
function byPipeline(list: readonly OldVersion[]): readonly (readonly OldVersion[])[] {
  const groupOf = new Map<string, OldVersion[]>();
  const groups = new Set<OldVersion[]>();
  for (const one of list) {
    const { created } = one.pipeline;
    const marks = [
      ...tellingIds(one.pipeline).map((id) => `step ${id}`),
      ...(created === undefined ? [] : [`created ${created}`]),
    ];
    const found = new Set(marks.flatMap((mark) => groupOf.get(mark) ?? []));
    const met = [...groups].filter((group) => group.some((member) => found.has(member)));
    const joined = [...met.flat(), one];
    for (const group of met) groups.delete(group);
    groups.add(joined);
    for (const { pipeline } of joined) {
      for (const id of tellingIds(pipeline)) groupOf.set(`step ${id}`, joined);
      if (pipeline.created !== undefined) groupOf.set(`created ${pipeline.created}`, joined);
    }
    for (const mark of marks) groupOf.set(mark, joined);
  }
  return [...groups];
}

const inTime = (one: OldVersion, other: OldVersion): number =>
  one.at - other.at || byText(JSON.stringify(one.pipeline), JSON.stringify(other.pipeline));

/**
 * Resolves to the versions that the records of the old list become, always the same for the same
 * records, in any order and however often they come. Those of one pipeline follow one another in time;
 * a branch that was left is one beside. What the list called kept by the person keeps no name, for there
 * were none, and stays for ever.
 */
export async function versionsOfOld(list: readonly OldVersion[]): Promise<readonly Version[]> {
  const versions = new Map<string, Version>();
  const unique = new Map(list.map((one) => [JSON.stringify(one), one]));
  for (const group of byPipeline([...unique.values()].sort(inTime))) {
    let lineage: string | null = null;
    let before: string | null = null;
    for (const { at, reason, pipeline } of [...group].sort(inTime)) {
      const facts = { at, reason, parents: before === null ? [] : [before] };
      const contents = { pipeline, settings: null };
      const made = await makeVersion(contents, { ...facts, lineage: lineage ?? '' });
      lineage ??= made.id;
      const version = { ...made, lineage };
      const known = versions.get(made.id);
      versions.set(made.id, known ? joinVersions(known, version) : version);
      if (reason !== 'left') before = made.id;
    }
  }
  return [...versions.values()];
}
