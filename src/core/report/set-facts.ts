import { operationsById } from '../operations/index';
import { effectivePipeline, ownValuesOf, pipelineOfSet, type SetWork } from '../set/going';
import { ownOf } from '../set/own-values';
import type { SetEntry } from '../set/set';
import type { ReportOwnStep, ReportSet } from './model';
import { parameterFacts } from './parameters';

/** Pictures at most that a report says something of. */
export const maxReported = 200;

/** Returns what a picture has of the steps otherwise than the set. */
function ownSteps(work: SetWork, entry: SetEntry): ReportOwnStep[] {
  const own = ownValuesOf(work, entry);
  const shared = pipelineOfSet(work).steps;
  return effectivePipeline(work, entry).steps.flatMap((step, index) => {
    const usual = shared[index];
    const operation = operationsById.get(step.operation);
    if (step.kind !== 'known' || usual?.kind !== 'known' || !operation) return [];
    if (!ownOf(own, step)) return [];
    const differ = ({ name }: { readonly name: string }): boolean =>
      JSON.stringify(step.values[name]) !== JSON.stringify(usual.values[name]);
    const parameters = parameterFacts(operation.parameters, step.values).filter(differ);
    return parameters.length === 0
      ? []
      : [
          {
            number: index + 1,
            id: step.id,
            operation: step.operation,
            name: step.name ?? null,
            label: operation.label,
            parameters,
          },
        ];
  });
}

/**
 * Returns what a report says of a set: the pictures that somebody judged or that have values of their
 * own, in the order of the set.
 * @param named whether files are named; their folders are only where files are called alike
 */
export function setFacts(work: SetWork, named: boolean): ReportSet {
  const { entries, current } = work.set;
  const times = new Map<string, number>();
  for (const { name } of entries) times.set(name, (times.get(name) ?? 0) + 1);
  const nameOf = ({ name, folder }: SetEntry): string =>
    times.get(name) === 1 ? name : folder + name;
  const all = entries
    .map((entry, index) => ({
      number: index + 1,
      name: named ? nameOf(entry) : null,
      isOpen: entry.id === current,
      rating: entry.rating,
      flag: entry.flag,
      steps: ownSteps(work, entry),
    }))
    .filter(({ rating, flag, steps }) => rating > 0 || flag !== 'none' || steps.length > 0);
  return {
    size: entries.length,
    pictures: all.slice(0, maxReported),
    leftOut: Math.max(0, all.length - maxReported),
  };
}
