import { appError } from '../base/errors';
import { limits } from '../base/limits';
import { fail, ok, type Result } from '../base/result';
import { depthOf, type Fields, readFields, readOptionalText, readText } from './fields';
import { parseStep } from './parse-step';
import { emptyPipeline, type Pipeline, type PresetOrigin, type Step } from './pipeline';
import { mismatch, Tolerance } from './tolerance';
import { type Upgraded, upgradeDocument } from './upgrade';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

function readCreated(fields: Fields, tolerance: Tolerance): Result<string | undefined> {
  const came = fields.get('created');
  if (came === undefined) return ok(undefined);
  if (typeof came === 'string' && moment.test(came) && !Number.isNaN(Date.parse(came))) {
    return ok(came);
  }
  const expected = 'a moment in UTC such as "2026-11-26T17:30:00Z"';
  return tolerance.recover('created', expected, came, undefined, 'no moment');
}

function readOrigin(fields: Fields, tolerance: Tolerance): Result<PresetOrigin | undefined> {
  const came = fields.get('origin');
  if (came === undefined) return ok(undefined);
  const read = readFields(came, 'origin');
  if (read.ok) {
    const [id, name, fingerprint] = ['id', 'name', 'fingerprint'].map((key) => read.value.get(key));
    if (
      typeof id === 'string' &&
      /^[\w:.-]{1,64}$/.test(id) &&
      typeof name === 'string' &&
      name.length <= limits.document.nameLength &&
      typeof fingerprint === 'string' &&
      /^[0-9a-f]{8}$/.test(fingerprint)
    ) {
      return ok({ id, name: name.toWellFormed(), fingerprint });
    }
  } else if (read.error.code === 'CFG-KEY') return read;
  return tolerance.recover(
    'origin',
    'a preset’s id, name and fingerprint',
    came,
    undefined,
    'none',
  );
}

function readSteps(
  { fields, list: name }: Upgraded,
  tolerance: Tolerance,
): Result<readonly Step[]> {
  const list = fields.get('operations');
  if (!Array.isArray(list)) return fail(mismatch(name, 'a list of steps', list));
  const max = limits.document.steps;
  if (list.length > max) return fail(mismatch(name, `at most ${max} steps`, list));
  const steps: Step[] = [];
  const ids = new Set<string>();
  for (const [index, item] of list.entries()) {
    const path = `${name}[${index}]`;
    if (tolerance.isLenient && (typeof item !== 'object' || item === null || Array.isArray(item))) {
      tolerance.recover(path, 'a step', item, null, 'left out');
      continue;
    }
    const step = parseStep(item, path, ids, tolerance);
    if (!step.ok) return step;
    ids.add(step.value.id);
    steps.push(step.value);
  }
  return ok(steps);
}

/**
 * Reads a pipeline document of any version from anything: parsed JSON or YAML, a message, a record
 * from storage. Builds a new object field by field and never copies one it does not know, except in
 * placeholder steps, which are kept as text. Returns the fields of the document too, upgraded, for
 * what stands in it beside the pipeline. Errors carry the path, what was expected and what came.
 * @param depth how deep it is nested, where that is known
 */
export function readPipeline(
  input: unknown,
  tolerance: Tolerance,
  depth = depthOf(input, limits.document.depth),
): Result<{ readonly pipeline: Pipeline; readonly fields: Fields }> {
  if (depth > limits.document.depth) {
    return fail(
      appError('CFG-SIZE', `This document is nested deeper than ${limits.document.depth} levels.`, {
        safe: 'Nothing was changed.',
      }),
    );
  }
  const read = readFields(input, 'document');
  if (!read.ok) return read;
  const upgraded = upgradeDocument(read.value, tolerance);
  if (!upgraded.ok) return upgraded;
  const { fields } = upgraded.value;
  const isNameless = fields.get('name') === undefined && tolerance.isLenient;
  const { nameLength, stringLength } = limits.document;
  const name = isNameless
    ? ok(emptyPipeline.name)
    : readText(fields.get('name'), 'name', nameLength, tolerance, emptyPipeline.name);
  if (!name.ok) return name;
  const description = readOptionalText(fields, 'description', '', stringLength, tolerance);
  if (!description.ok) return description;
  const created = readCreated(fields, tolerance);
  if (!created.ok) return created;
  const origin = readOrigin(fields, tolerance);
  if (!origin.ok) return origin;
  const steps = readSteps(upgraded.value, tolerance);
  if (!steps.ok) return steps;
  const pipeline: Pipeline = {
    name: name.value,
    ...(description.value === undefined ? {} : { description: description.value }),
    ...(created.value === undefined ? {} : { created: created.value }),
    ...(origin.value === undefined ? {} : { origin: origin.value }),
    steps: steps.value,
  };
  return ok({ pipeline, fields });
}

/** Reads a pipeline from our own records: the first thing that does not fit is the failure. */
export function parsePipeline(input: unknown): Result<Pipeline> {
  const read = readPipeline(input, Tolerance.strict());
  return read.ok ? ok(read.value.pipeline) : read;
}
