import type { Pipeline } from '../pipeline/pipeline';
import {
  isNothingOwn,
  layOver,
  type NamedOwn,
  nothingOwn,
  ownOf,
  type OwnValues,
  takenFrom,
  withoutStep,
} from './own-values';
import { entryOf, type PictureSet, type SetEntry } from './set';

/** A set with the pipeline of its current picture. */
export interface SetWork {
  readonly set: PictureSet;
  readonly pipeline: Pipeline;
}

/** Returns the pipeline of the set, which all pictures have that have no values of their own. */
export const pipelineOfSet = ({ set, pipeline }: SetWork): Pipeline =>
  layOver(pipeline, set.shared);

/** Returns what counts for one picture only. */
export const ownValuesOf = ({ set, pipeline }: SetWork, entry: SetEntry): OwnValues =>
  entry.id === set.current ? takenFrom(pipeline, set.shared) : entry.own;

/** Returns all pictures with what counts for each only. */
export const namedOwn = (work: SetWork): readonly NamedOwn[] =>
  work.set.entries.map((entry) => {
    const { name, folder } = entry;
    return { name, folder, own: ownValuesOf(work, entry) };
  });

/** Returns whether a picture has values of its own for a step of the pipeline. */
export const hasOwn = (work: SetWork, entry: SetEntry): boolean =>
  entry.id === work.set.current
    ? work.pipeline.steps.some((step) => ownOf(work.set.shared, step))
    : work.pipeline.steps.some((step) => ownOf(entry.own, step));

/** Returns the pipeline of one picture: that of the set with the picture's own values laid over. */
export const effectivePipeline = (work: SetWork, entry: SetEntry): Pipeline =>
  entry.id === work.set.current ? work.pipeline : layOver(pipelineOfSet(work), entry.own);

/** Returns the set with another current picture, and that one's pipeline; null where it is not in the set. */
export function goTo(work: SetWork, id: string): SetWork | null {
  const { set } = work;
  const next = entryOf(set, id);
  if (!next) return null;
  if (id === set.current) return work;
  const pipeline = pipelineOfSet(work);
  const given = (entry: SetEntry, own: OwnValues): SetEntry =>
    isNothingOwn(own) && isNothingOwn(entry.own) ? entry : { ...entry, own };
  const entries = set.entries.map((entry) => {
    if (entry.id === id) return given(entry, nothingOwn);
    return entry.id === set.current ? given(entry, ownValuesOf(work, entry)) : entry;
  });
  return {
    pipeline: layOver(pipeline, next.own),
    set: { ...set, entries, current: id, shared: takenFrom(pipeline, next.own) },
  };
}

/** Returns a set under its pipeline with a picture as the current one, where no picture is that yet. */
export function beginAt(set: PictureSet, pipeline: Pipeline, id: string): SetWork {
  const own = entryOf(set, id)?.own ?? nothingOwn;
  return {
    pipeline: layOver(pipeline, own),
    set: {
      ...set,
      current: id,
      shared: takenFrom(pipeline, own),
      entries: isNothingOwn(own)
        ? set.entries
        : set.entries.map((entry) => (entry.id === id ? { ...entry, own: nothingOwn } : entry)),
    },
  };
}

/** Returns whether the current picture has values of its own for a step. */
export const isOwn = (set: PictureSet, step: { readonly id: string; readonly operation: string }) =>
  ownOf(set.shared, step) !== undefined;

/** Gives the current picture its own values of a step, which begin as they are. */
export function makeOwn(work: SetWork, stepId: string): SetWork {
  const step = work.pipeline.steps.find(({ id }) => id === stepId);
  if (step?.kind !== 'known') return work;
  const { operation, values } = step;
  const here = new Set(work.pipeline.steps.map(({ id }) => id));
  // Of steps that are gone nothing is left to come back to.
  const kept = Object.entries(work.set.shared).filter(([id]) => here.has(id));
  const shared = { ...Object.fromEntries(kept), [stepId]: { operation, values } };
  return { ...work, set: { ...work.set, shared } };
}

/** Has the current picture take over the set's values of a step again. */
export function backToShared({ set, pipeline }: SetWork, stepId: string): SetWork {
  const shared = withoutStep(set.shared, stepId);
  const back = set.shared[stepId];
  return {
    pipeline: back ? layOver(pipeline, { [stepId]: back }) : pipeline,
    set: { ...set, shared },
  };
}

/** Gives the values that the current picture has of a step to all, also in place of values of their own. */
export const giveToAll = ({ set, pipeline }: SetWork, stepId: string): SetWork => ({
  pipeline,
  set: {
    ...set,
    shared: withoutStep(set.shared, stepId),
    entries: set.entries.map((entry) =>
      stepId in entry.own ? { ...entry, own: withoutStep(entry.own, stepId) } : entry,
    ),
  },
});
