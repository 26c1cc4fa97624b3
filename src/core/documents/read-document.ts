import { parseExportSettings, writeExportSettings } from '../formats/settings';
import type { ExportSettings } from '../formats/settings';
import { limits } from '../base/limits';
import { perhapsMeant } from '../base/nearest-name';
import { type Fields, readFields } from '../pipeline/fields';
import { readPipeline } from '../pipeline/parse';
import { pathInside } from '../pipeline/path';
import { type CarriedVersion, carriedField, readCarried } from '../pipeline/versions/carried';
import { describeValue, Tolerance } from '../pipeline/tolerance';
import type { AppError } from '../base/errors';
import type { Pipeline } from '../pipeline/pipeline';
import { fail, ok, type Result } from '../base/result';
import {
  type DocumentExtras,
  factLengths,
  type MadeWith,
  type ReadDocument,
  type SourceFacts,
  writeDocument,
} from './document';
import { expectedSetting } from './expected-settings';
import { tooLarge } from './carriers/text';

/** What a document of the current version may have. */
const known = new Set([
  '$schema',
  'pipette',
  'name',
  'description',
  'created',
  'origin',
  'madeWith',
  carriedField,
  'source',
  'operations',
  'steps',
  'export',
]);

const shortText = (value: unknown, longest: number): string | null =>
  typeof value === 'string' && value !== '' && value.length <= longest
    ? value.toWellFormed()
    : null;

const side = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= limits.sidePixels
    ? value
    : null;

/** Returns the fields of an object that may be left out or damaged, which is noted. */
function section(fields: Fields, name: string, tolerance: Tolerance): Fields | null {
  const came = fields.get(name);
  if (came === undefined) return null;
  const read = readFields(came, name);
  if (read.ok) return read.value;
  tolerance.recover(name, 'an object', came, null, 'left out');
  return null;
}

function readSource(fields: Fields, tolerance: Tolerance): SourceFacts | null {
  const source = section(fields, 'source', tolerance);
  if (!source) return null;
  const format = shortText(source.get('format'), factLengths.format);
  const width = side(source.get('width'));
  const height = side(source.get('height'));
  if (format === null || width === null || height === null) {
    tolerance.recover('source', 'a format, width and height', fields.get('source'), 0, 'left out');
    return null;
  }
  const name = shortText(source.get('name'), factLengths.name);
  return { format, width, height, ...(name === null ? {} : { name }) };
}

function readMadeWith(fields: Fields, tolerance: Tolerance): MadeWith | null {
  const made = section(fields, 'madeWith', tolerance);
  const pipette = shortText(made?.get('pipette'), factLengths.version);
  const libvips = shortText(made?.get('libvips'), factLengths.version);
  return pipette === null || libvips === null ? null : { pipette, libvips };
}

function readVersion(fields: Fields, tolerance: Tolerance): CarriedVersion | null {
  const came = fields.get(carriedField);
  const read = came === undefined ? null : readCarried(came);
  if (came !== undefined && read === null) {
    tolerance.recover(carriedField, 'the id of a version', came, null, 'left out');
  }
  return read;
}

/** Notes every setting that came and is not what stands there after reading. */
function compare(
  came: unknown,
  kept: unknown,
  place: readonly string[],
  path: string,
  tolerance: Tolerance,
): void {
  if (typeof came === 'object' && came !== null && typeof kept === 'object' && kept !== null) {
    const values = new Map<string, unknown>(Object.entries(kept));
    const isList = Array.isArray(came);
    for (const name of Object.keys(came)) {
      if (tolerance.isFull) return;
      const part = isList ? Number(name) : name;
      const value: unknown = Reflect.get(came, name);
      compare(value, values.get(name), [...place, name], pathInside(path, part), tolerance);
    }
    return;
  }
  if (Object.is(came, kept)) return;
  const inWords = kept === undefined ? 'left out' : describeValue(kept);
  tolerance.recover(path, expectedSetting(place, came), came, null, inWords);
}

function readSettings(fields: Fields, tolerance: Tolerance): ExportSettings | null {
  if (!section(fields, 'export', tolerance)) return null;
  const came = fields.get('export');
  const written = writeExportSettings(parseExportSettings(came));
  compare(came, written, [], 'export', tolerance);
  // What has no effect is not written, and so not taken either.
  return parseExportSettings(written);
}

/** Returns the failure of a document that is larger than documents may be; null when it is not. */
function tooLargeWritten(pipeline: Pipeline, extras: DocumentExtras): AppError | null {
  // What is kept as it came is text already. Together with all else it is a little longer than written
  // out, which takes much longer to find out: only where it is too long that has to be done.
  const kept = pipeline.steps.map((step) => (step.kind === 'placeholder' ? step.original : ''));
  const steps = pipeline.steps.map((step) =>
    step.kind === 'placeholder' ? { ...step, original: '{}' } : step,
  );
  const rest = JSON.stringify(writeDocument({ ...pipeline, steps }, extras));
  return (
    tooLarge(rest + kept.join('')) && tooLarge(JSON.stringify(writeDocument(pipeline, extras)))
  );
}

/**
 * Reads a document from outside as far as possible: what does not fit is noted, never silently
 * replaced. Fails only for what is no pipeline at all, is too large or holds a forbidden field.
 * @param depth how deep it is nested, where that is known
 */
export function readDocument(input: unknown, depth?: number): Result<ReadDocument> {
  const tolerance = Tolerance.lenient();
  const read = readPipeline(input, tolerance, depth);
  if (!read.ok) return read;
  const { pipeline, fields } = read.value;
  for (const [name, value] of fields) {
    if (known.has(name)) continue;
    // Looking for near names takes time, and a document may have a hundred thousand fields.
    if (tolerance.isFull) break;
    tolerance.recover(
      pathInside('', name),
      `no such field${perhapsMeant(name, known)}`,
      value,
      null,
      'left out',
    );
  }
  const source = readSource(fields, tolerance);
  const madeWith = readMadeWith(fields, tolerance);
  const version = readVersion(fields, tolerance);
  const settings = readSettings(fields, tolerance);
  // With all fields written out it may be larger than it came, and could then never be opened again.
  const extras = { ...(source && { source }), ...(settings && { settings }), version };
  const large = tooLargeWritten(pipeline, extras);
  if (large) return fail(large);
  return ok({ pipeline, source, madeWith, version, settings, problems: tolerance.problems });
}
