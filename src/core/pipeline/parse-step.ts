import { limits } from '../base/limits';
import type { Operation } from '../operations/define';
import { operations, operationsById } from '../operations/index';
import { fail, ok, type Result } from '../base/result';
import {
  type Fields,
  forbiddenNames,
  readFields,
  readOptionalText,
  readText,
  wellFormedJson,
} from './fields';
import { didYouMean, perhapsMeant } from '../base/nearest-name';
import { firstForbidden } from './forbidden-fields';
import { parseValues } from './parse-values';
import { pathInside } from './path';
import type { PlaceholderStep, Step } from './pipeline';
import { spokenSwitch } from '../base/spoken-switch';
import { describeValue, type Tolerance } from './tolerance';

/** What a step of the current document may have. */
const stepFields = new Set(['step', 'id', 'operation', 'name', 'note', 'enabled', 'parameters']);

/** What a placeholder has beside what it keeps as it came. */
const ownFields = new Set(['step', 'id', 'name', 'note']);

const usableId = /^[\w-]{1,64}$/;

/** Returns the step's id; one made from its place where it has none and that is tolerated. */
function readId(
  fields: Fields,
  path: string,
  taken: ReadonlySet<string>,
  tolerance: Tolerance,
): Result<string> {
  let made = `step-${taken.size + 1}`;
  for (let next = taken.size + 2; taken.has(made); next += 1) made = `step-${next}`;
  const came = fields.get('id');
  // People who write documents by hand need no ids.
  if (came === undefined && tolerance.isLenient) return ok(made);
  const expected =
    typeof came !== 'string'
      ? 'text'
      : came.length > 64
        ? 'text of at most 64 characters'
        : !usableId.test(came)
          ? 'letters, digits, - and _'
          : taken.has(came)
            ? 'an id that no other step has'
            : null;
  if (expected === null && typeof came === 'string') return ok(came);
  return tolerance.recover(`${path}.id`, expected ?? 'text', came, made, `the id ${made}`);
}

function readEnabled(fields: Fields, path: string, tolerance: Tolerance): Result<boolean> {
  const enabled = fields.get('enabled') ?? true;
  if (typeof enabled === 'boolean') return ok(enabled);
  const kept = spokenSwitch(enabled) ?? true;
  const inWords = kept ? 'the step is on' : 'the step is off';
  return tolerance.recover(`${path}.enabled`, 'true or false', enabled, kept, inWords);
}

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Earlier operations first where two are called alike. */
const byOldName: ReadonlyMap<string, Operation> = new Map(
  operations
    .toReversed()
    .flatMap((one) => [one.id, one.label].map((name) => [plainName(name), one] as const)),
);

/**
 * Returns the operation of the older shape, which wrote names more freely, such as
 * `gaussian_blur` or "Gaussian blur".
 */
export const operationOfOldName = (name: string): Operation | undefined =>
  operationsById.get(name) ??
  (name.length > limits.document.nameLength ? undefined : byOldName.get(plainName(name)));

function unknownParameter(operation: Operation, input: unknown): string | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  return (
    Object.keys(input).find(
      (name) => !operation.parameters.has(name) && !forbiddenNames.has(name),
    ) ?? null
  );
}

/**
 * Reads one step of a document of the current version. A step whose operation or setting is not
 * known comes back as a placeholder that keeps it unchanged.
 * @param taken ids of the steps before it
 */
export function parseStep(
  input: unknown,
  path: string,
  taken: ReadonlySet<string>,
  tolerance: Tolerance,
): Result<Step> {
  const fields = readFields(input, path);
  if (!fields.ok) return fields;
  const { value: map } = fields;
  const id = readId(map, path, taken, tolerance);
  if (!id.ok) return id;
  const operation = readText(
    map.get('operation'),
    `${path}.operation`,
    limits.document.nameLength,
    tolerance,
    'unknown',
  );
  if (!operation.ok) return operation;
  const enabled = readEnabled(map, path, tolerance);
  if (!enabled.ok) return enabled;
  const { nameLength, stringLength } = limits.document;
  const name = readOptionalText(map, 'name', `${path}.`, nameLength, tolerance);
  if (!name.ok) return name;
  const note = readOptionalText(map, 'note', `${path}.`, stringLength, tolerance);
  if (!note.ok) return note;
  const common = {
    id: id.value,
    operation: operation.value,
    ...(name.value === undefined ? {} : { name: name.value }),
    ...(note.value === undefined ? {} : { note: note.value }),
  };
  const placeholder = (reason: string): Result<PlaceholderStep> => {
    // As it came, but for what was recovered: what stands here is read again, and strictly.
    const recovered = new Map<string, unknown>([['operation', operation.value]]);
    if (map.has('enabled')) recovered.set('enabled', enabled.value);
    const rest = [...map].filter(([field]) => !ownFields.has(field) && !recovered.has(field));
    const original = wellFormedJson(Object.fromEntries([...recovered, ...rest]));
    const own = JSON.stringify([...ownFields].map((field) => map.get(field)));
    const bad = firstForbidden(input, path, original + own);
    if (bad) return fail(bad);
    return ok({ ...common, kind: 'placeholder', enabled: false, original, reason });
  };
  const known = operationsById.get(operation.value);
  if (!known) {
    return placeholder(
      `This version does not know the operation ${describeValue(operation.value)}.${didYouMean(operation.value, operationsById.keys())} The step is kept but does nothing.`,
    );
  }
  const parameters = map.get('parameters');
  const unknownName = unknownParameter(known, parameters);
  if (unknownName !== null) {
    return placeholder(
      `This version of ${known.label} does not know the setting ${describeValue(unknownName)}.${didYouMean(unknownName, known.parameters.keys())} The step is kept but does nothing.`,
    );
  }
  const values = parseValues(known, parameters, `${path}.parameters`, tolerance);
  if (!values.ok) return values;
  if (tolerance.isLenient) noteUnknownFields(map, path, tolerance);
  return ok({ ...common, kind: 'known', enabled: enabled.value, values: values.value });
}

function noteUnknownFields(fields: Fields, path: string, tolerance: Tolerance): void {
  const known = [...stepFields].join(', ');
  for (const [name, value] of fields) {
    if (stepFields.has(name)) continue;
    if (tolerance.isFull) return;
    const expected = `only ${known}${perhapsMeant(name, stepFields)}`;
    tolerance.recover(pathInside(path, name), expected, value, null, 'left out');
  }
}
