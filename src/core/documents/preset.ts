import { number } from '../base/words';
import { appError } from '../base/errors';
import { crc32 } from '../base/crc32';
import { limits } from '../base/limits';
import { operationsById } from '../operations/index';
import { type Fields, readFields, readOptionalText, readText } from '../pipeline/fields';
import { readPipeline } from '../pipeline/parse';
import { pathInside } from '../pipeline/path';
import type { Pipeline } from '../pipeline/pipeline';
import { mismatch, type Problem, Tolerance } from '../pipeline/tolerance';
import { fail, ok, type Result } from '../base/result';
import { fingerprint, writeDocument } from './document';
import { tooLarge } from './carriers/text';

/** A parameter that the person is asked for whenever the preset is applied. */
export interface Ask {
  /** The id of a step of the preset's own pipeline. */
  readonly step: string;
  readonly parameter: string;
}

/** A pipeline to be used again, and what there is to say about it. Texts may be empty, not the name. */
export interface Preset {
  /** Own presets have random ones; those that came along begin with `builtin:` or `community:`. */
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly description: string;
  readonly author: string;
  /** Such as "CC0" or "CC BY 4.0". */
  readonly licence: string;
  readonly pipeline: Pipeline;
  readonly asks: readonly Ask[];
  /** ISO 8601 in UTC; empty when nobody knows. */
  readonly created: string;
  readonly changed: string;
}

/** A preset from outside, as far as it was understood. */
export interface ReadPreset {
  readonly preset: Preset;
  readonly problems: readonly Problem[];
}

/** Returns the preset as a plain, JSON-able record; empty texts are left out. */
export function writePreset(preset: Preset): Readonly<Record<string, unknown>> {
  const { id, name, folder, description, author, licence, created, changed, asks } = preset;
  const texts = { folder, description, author, licence, created, changed };
  return {
    id,
    name,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    ...(asks.length === 0
      ? {}
      : { asks: asks.map(({ step, parameter }) => ({ step, parameter })) }),
    pipeline: writeDocument(preset.pipeline),
  };
}

const fieldNames = new Set([
  'id',
  'name',
  'folder',
  'description',
  'author',
  'licence',
  'created',
  'changed',
  'asks',
  'pipeline',
]);

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

function readMoment(fields: Fields, name: string, tolerance: Tolerance): Result<string> {
  const came = fields.get(name);
  if (came === undefined) return ok('');
  if (typeof came === 'string' && moment.test(came) && !Number.isNaN(Date.parse(came))) {
    return ok(came);
  }
  const expected = 'a moment in UTC such as "2026-11-26T17:30:00Z"';
  return tolerance.recover(name, expected, came, '', 'no moment');
}

/** Asks that point at nothing are left out: a newer version may have renamed what they meant. */
function readAsks(fields: Fields, { steps }: Pipeline, tolerance: Tolerance): readonly Ask[] {
  const came = fields.get('asks');
  if (came === undefined) return [];
  const list = Array.isArray(came) ? came.slice(0, limits.preset.asks) : [];
  const note = (path: string, value: unknown): void => {
    if (!tolerance.isLenient) return;
    tolerance.recover(path, 'a step of the preset and one of its settings', value, 0, 'left out');
  };
  if (!Array.isArray(came)) note('asks', came);
  return list.flatMap((item: unknown, index): Ask[] => {
    const read = readFields(item, `asks[${index}]`);
    const id = read.ok ? read.value.get('step') : undefined;
    const parameter = read.ok ? read.value.get('parameter') : undefined;
    const step = steps.find((one) => one.id === id);
    const operation = step?.kind === 'known' ? operationsById.get(step.operation) : undefined;
    if (step && typeof parameter === 'string' && operation?.parameters.has(parameter)) {
      return [{ step: step.id, parameter }];
    }
    note(`asks[${index}]`, item);
    return [];
  });
}

function readId(fields: Fields, name: string, pipeline: Pipeline, tolerance: Tolerance) {
  const came = fields.get('id');
  if (typeof came === 'string' && /^[\w:.-]{1,64}$/.test(came)) return ok(came);
  // The same for the same preset, so that a file without ids can be imported twice.
  const text = new TextEncoder().encode(`${name}\n${fingerprint(pipeline.steps)}`);
  const made = `p-${crc32(text).toString(16).padStart(8, '0')}`;
  if (came === undefined && tolerance.isLenient) return ok(made);
  return tolerance.recover('id', 'letters, digits and : . - _', came, made, 'a new one');
}

function read(input: unknown, tolerance: Tolerance): Result<Preset> {
  const object = readFields(input, 'preset');
  if (!object.ok) return object;
  const fields = object.value;
  const { nameLength, stringLength } = limits.document;
  const name = readText(fields.get('name'), 'name', nameLength, tolerance, 'Untitled');
  if (!name.ok) return name;
  const named = name.value.trim() || 'Untitled';
  const document = readPipeline(fields.get('pipeline'), tolerance);
  if (!document.ok) return document;
  const { pipeline } = document.value;
  const texts = new Map<string, string>();
  for (const [field, longest] of [
    ['folder', nameLength],
    ['description', stringLength],
    ['author', nameLength],
    ['licence', nameLength],
  ] as const) {
    const text = readOptionalText(fields, field, '', longest, tolerance);
    if (!text.ok) return text;
    texts.set(field, text.value ?? '');
  }
  const created = readMoment(fields, 'created', tolerance);
  if (!created.ok) return created;
  const changed = readMoment(fields, 'changed', tolerance);
  if (!changed.ok) return changed;
  const id = readId(fields, named, pipeline, tolerance);
  if (!id.ok) return id;
  for (const [field, value] of tolerance.isLenient ? fields : []) {
    if (fieldNames.has(field)) continue;
    tolerance.recover(pathInside('', field), 'no such field', value, null, 'left out');
  }
  return ok({
    id: id.value,
    name: named,
    folder: texts.get('folder') ?? '',
    description: texts.get('description') ?? '',
    author: texts.get('author') ?? '',
    licence: texts.get('licence') ?? '',
    pipeline,
    asks: readAsks(fields, pipeline, tolerance),
    created: created.value,
    changed: changed.value,
  });
}

/** Reads a preset from our own records: the first thing that does not fit is the failure. */
export const parsePreset = (input: unknown): Result<Preset> => read(input, Tolerance.strict());

/** At least what a collection has around its only preset. */
const around = ' '.repeat(64);

/** Reads a preset from outside as far as possible; what does not fit is noted. */
export function readPreset(input: unknown): Result<ReadPreset> {
  const tolerance = Tolerance.lenient();
  const preset = read(input, tolerance);
  if (!preset.ok) return preset;
  // A file of this preset alone must not be larger than what is read.
  const large = tooLarge(JSON.stringify(writePreset(preset.value)) + around);
  return large ? fail(large) : ok({ preset: preset.value, problems: tolerance.problems });
}

/** Returns the failure of a text that is no collection of presets. */
export const noCollection = (came: unknown) =>
  mismatch('pipette-collection', 'the version of a preset collection, 1', came);

/** Returns the failure of a collection that has more presets than are read. */
export const tooManyPresets = (count: number) =>
  fail(
    appError(
      'CFG-SIZE',
      `This collection has ${number(count)} presets; at most ${number(limits.preset.collection)} are read.`,
      { safe: 'Nothing was changed.', advice: 'Split the file into several.' },
    ),
  );
