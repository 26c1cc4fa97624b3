import { type AppError, appError } from '../errors';
import { limits } from '../limits';
import type { Operation, Values } from '../operations/define';
import { operationsById } from '../operations/index';
import type { ParameterValue } from '../operations/parameters';
import { fail, ok, type Result } from '../result';
import { documentVersion, type Pipeline, type Step } from './pipeline';

const untouched = 'Nothing was changed.';

/** Field names that could reach an object's prototype; never allowed anywhere in a document. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Returns a short, safe description of a value for an error message: never more than 40 characters. */
export function describeValue(value: unknown): string {
  const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return shorten(JSON.stringify(value));
    case 'number':
    case 'boolean':
    case 'bigint':
      return shorten(String(value));
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
    default:
      return `a ${typeof value}`;
  }
}

const mismatch = (path: string, expected: string, came: unknown): AppError =>
  appError('CFG-SHAPE', `${path}: expected ${expected}, but found ${describeValue(came)}.`, {
    path,
    safe: untouched,
  });

type Fields = ReadonlyMap<string, unknown>;

function readFields(input: unknown, path: string): Result<Fields> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail(mismatch(path, 'an object', input));
  }
  const fields = new Map<string, unknown>(Object.entries(input));
  for (const name of fields.keys()) {
    if (forbidden.has(name)) {
      return fail(
        appError('CFG-KEY', `${path}: this has a field named "${name}", which is never allowed.`, {
          path,
          safe: untouched,
        }),
      );
    }
  }
  return ok(fields);
}

function readText(value: unknown, path: string, longest: number): Result<string> {
  if (typeof value !== 'string') return fail(mismatch(path, 'text', value));
  return value.length <= longest
    ? ok(value)
    : fail(mismatch(path, `text of at most ${longest} characters`, value));
}

/**
 * Returns the values of an operation read from `input`: every parameter of the operation once,
 * absent ones at their initial value. A field that is not a parameter is an error that names it.
 */
export function parseValues(
  operation: Pick<Operation, 'parameters'>,
  input: unknown,
  path: string,
): Result<Values> {
  const fields = readFields(input ?? {}, path);
  if (!fields.ok) return fields;
  for (const name of fields.value.keys()) {
    if (!operation.parameters.has(name)) {
      const known = [...operation.parameters.keys()].join(', ');
      return fail(mismatch(path, `only ${known || 'no fields'}`, name));
    }
  }
  const values: [string, ParameterValue][] = [];
  for (const [name, parameter] of operation.parameters) {
    if (!fields.value.has(name)) {
      values.push([name, parameter.initial]);
      continue;
    }
    const came = fields.value.get(name);
    const parsed = parameter.parse(came);
    if (!parsed.ok) return fail(mismatch(`${path}.${name}`, parsed.expected, came));
    values.push([name, parsed.value]);
  }
  return ok(Object.fromEntries(values));
}

function depthOf(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (most === 0) return 1;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, most - 1));
  return deepest + 1;
}

/** Returns an object without forbidden keys at any level, or the error that names the key. */
function firstForbidden(value: unknown, path: string): AppError | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) {
    const fields = readFields(value, path);
    if (!fields.ok) return fields.error;
  }
  for (const [name, item] of Object.entries(value)) {
    const found = firstForbidden(item, `${path}.${name}`);
    if (found) return found;
  }
  return null;
}

function parseStep(input: unknown, path: string): Result<Step> {
  const fields = readFields(input, path);
  if (!fields.ok) return fields;
  const { value: map } = fields;
  const id = readText(map.get('id'), `${path}.id`, 64);
  if (!id.ok) return id;
  if (!/^[\w-]+$/.test(id.value)) {
    return fail(mismatch(`${path}.id`, 'letters, digits, - and _', id.value));
  }
  const operation = readText(map.get('operation'), `${path}.operation`, limits.document.nameLength);
  if (!operation.ok) return operation;
  const enabled = map.get('enabled') ?? true;
  if (typeof enabled !== 'boolean') {
    return fail(mismatch(`${path}.enabled`, 'true or false', enabled));
  }
  let name: string | undefined;
  if (map.has('name')) {
    const read = readText(map.get('name'), `${path}.name`, limits.document.nameLength);
    if (!read.ok) return read;
    name = read.value;
  }
  const common = {
    id: id.value,
    operation: operation.value,
    ...(name === undefined ? {} : { name }),
  };
  const known = operationsById.get(operation.value);
  const placeholder = (reason: string): Result<Step> => {
    const bad = firstForbidden(input, path);
    if (bad) return fail(bad);
    return ok({
      ...common,
      kind: 'placeholder',
      enabled: false,
      original: JSON.stringify(input),
      reason,
    });
  };
  if (!known) {
    return placeholder(
      `This version does not know the operation ${describeValue(operation.value)}. The step is kept but does nothing.`,
    );
  }
  const parameters = map.get('parameters');
  const unknownName = unknownParameter(known, parameters);
  if (unknownName !== null) {
    return placeholder(
      `This version of ${known.label} does not know the setting ${describeValue(unknownName)}. The step is kept but does nothing.`,
    );
  }
  const values = parseValues(known, parameters, `${path}.parameters`);
  if (!values.ok) return values;
  return ok({ ...common, kind: 'known', enabled, values: values.value });
}

function unknownParameter(operation: Operation, input: unknown): string | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  return (
    Object.keys(input).find((name) => !operation.parameters.has(name) && !forbidden.has(name)) ??
    null
  );
}

/**
 * Reads a pipeline document from anything: parsed JSON or YAML, a message, a record from storage.
 * Builds a new object field by field and never copies one it does not know, except in
 * placeholder steps, which are kept as text. Errors carry the path, what was expected and what came.
 */
export function parsePipeline(input: unknown): Result<Pipeline> {
  if (depthOf(input, limits.document.depth) > limits.document.depth) {
    return fail(
      appError('CFG-SIZE', `This document is nested deeper than ${limits.document.depth} levels.`, {
        safe: untouched,
      }),
    );
  }
  const fields = readFields(input, 'document');
  if (!fields.ok) return fields;
  const version = fields.value.get('pipette');
  if (typeof version === 'number' && Number.isInteger(version) && version > documentVersion) {
    return fail(
      appError(
        'CFG-VERSION',
        `This pipeline was written by a newer Pipette (document version ${version}; this one reads up to ${documentVersion}).`,
        { path: 'pipette', safe: untouched, advice: 'Reload the page to get the newest version.' },
      ),
    );
  }
  if (version !== documentVersion) {
    return fail(mismatch('pipette', `the document version, ${documentVersion}`, version));
  }
  const name = readText(fields.value.get('name'), 'name', limits.document.nameLength);
  if (!name.ok) return name;
  const list = fields.value.get('steps');
  if (!Array.isArray(list)) return fail(mismatch('steps', 'a list of steps', list));
  if (list.length > limits.document.steps) {
    return fail(mismatch('steps', `at most ${limits.document.steps} steps`, list));
  }
  const steps: Step[] = [];
  const ids = new Set<string>();
  for (const [index, item] of list.entries()) {
    const step = parseStep(item, `steps[${index}]`);
    if (!step.ok) return step;
    if (ids.has(step.value.id)) {
      return fail(mismatch(`steps[${index}].id`, 'an id that no other step has', step.value.id));
    }
    ids.add(step.value.id);
    steps.push(step.value);
  }
  return ok({ name: name.value, steps });
}

/** Reads a pipeline document from JSON text; see parsePipeline. */
export function parsePipelineText(text: string): Result<Pipeline> {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > limits.document.bytes) {
    return fail(
      appError(
        'CFG-SIZE',
        `This document has ${bytes.toLocaleString('en')} bytes; at most ${limits.document.bytes.toLocaleString('en')} are read.`,
        { safe: untouched },
      ),
    );
  }
  try {
    return parsePipeline(JSON.parse(text));
  } catch (error) {
    return fail(
      appError('CFG-SHAPE', 'This is not a JSON document.', {
        safe: untouched,
        detail: error instanceof Error ? error.message : String(error),
      }),
    );
  }
}
