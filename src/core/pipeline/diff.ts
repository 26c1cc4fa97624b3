import { operationsById } from '../operations/index';
import type { KnownStep, Pipeline, Step } from './pipeline';

const labelOf = (step: Step): string =>
  step.name ?? operationsById.get(step.operation)?.label ?? step.operation;

function changedValues(before: KnownStep, after: KnownStep): string[] {
  const parameters = operationsById.get(after.operation)?.parameters ?? new Map<string, never>();
  return [...parameters].flatMap(([name, parameter]) => {
    const [from, to] = [before.values[name], after.values[name]];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    const [was, is] = [parameter.parse(from), parameter.parse(to)];
    if (!was.ok || !is.ok) return [`${labelOf(after)}: ${parameter.label} changed`];
    // Each value was just parsed by its own parameter, which the union of kinds cannot express.
    const inWords = (value: typeof was.value): string =>
      (parameter.format as (value: unknown) => string)(value);
    const [first, second] = [inWords(was.value), inWords(is.value)];
    // Areas and curves may look alike in words though they differ.
    return first === second
      ? [`${labelOf(after)}: ${parameter.label} changed`]
      : [`${labelOf(after)}: ${parameter.label} ${first} → ${second}`];
  });
}

function changedStep(before: Step, after: Step): string[] {
  const changes: string[] = [];
  if (before.enabled !== after.enabled) {
    changes.push(`${labelOf(after)} switched ${after.enabled ? 'on' : 'off'}`);
  }
  if (before.name !== after.name) changes.push(`${labelOf(before)} renamed ${labelOf(after)}`);
  if (before.note !== after.note) changes.push(`${labelOf(after)}: note changed`);
  if (before.kind === 'known' && after.kind === 'known' && before.operation === after.operation) {
    return [...changes, ...changedValues(before, after)];
  }
  return changes;
}

/** Returns the ids of the longest run of `after` that stands in the same order in `before`. */
function inOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  // The longest ascending run of places, by dynamic programming: documents have a few hundred steps.
  const places = after.map((id) => before.indexOf(id));
  const best: { length: number; from: number }[] = [];
  for (const [index, place] of places.entries()) {
    let entry = { length: 1, from: -1 };
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1;
      if ((places[earlier] ?? 0) < place && length > entry.length)
        entry = { length, from: earlier };
    }
    best.push(entry);
  }
  let at = best.reduce(
    (max, { length }, index) => (length > (best[max]?.length ?? 0) ? index : max),
    0,
  );
  const kept = new Set<string>();
  while (at >= 0 && after[at] !== undefined) {
    kept.add(after[at] ?? '');
    at = best[at]?.from ?? -1;
  }
  return kept;
}

/**
 * Returns what makes `after` of `before`, in words, a line a change, in the order of `after`; empty
 * when nothing that a person would notice is different.
 */
export function differences(before: Pipeline, after: Pipeline): readonly string[] {
  const changes: string[] = [];
  if (before.name !== after.name)
    changes.push(`Called “${after.name}” instead of “${before.name}”`);
  if (before.description !== after.description) changes.push('Description changed');
  const earlier = new Map(before.steps.map((step) => [step.id, step]));
  const later = new Map(after.steps.map((step) => [step.id, step]));
  for (const step of before.steps) {
    if (!later.has(step.id)) changes.push(`${labelOf(step)} removed`);
  }
  const common = after.steps.map(({ id }) => id).filter((id) => earlier.has(id));
  const stays = inOrder(
    before.steps.map(({ id }) => id).filter((id) => later.has(id)),
    common,
  );
  for (const [index, step] of after.steps.entries()) {
    const was = earlier.get(step.id);
    if (!was) {
      changes.push(`${labelOf(step)} added as step ${index + 1}`);
      continue;
    }
    if (!stays.has(step.id)) changes.push(`${labelOf(step)} moved to step ${index + 1}`);
    changes.push(...changedStep(was, step));
  }
  return changes;
}
