import { cutText } from '../base/cut-text';
import { type AppError, appError } from '../base/errors';
import { fail, ok, type Result } from '../base/result';
import { mismatch, type Tolerance } from './tolerance';

/** What an object of plain data has by name; no more of it is looked at than is asked for. */
export type Fields = Pick<ReadonlyMap<string, unknown>, 'get' | 'has' | 'keys'> &
  Iterable<readonly [string, unknown]>;

/** Field names that could reach an object's prototype; never allowed anywhere in a document. */
export const forbiddenNames: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

/** Returns the fields of an object by name; a failure for anything else and for forbidden names. */
export function readFields(input: unknown, path: string): Result<Fields> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail(mismatch(path, 'an object', input));
  }
  for (const name of forbiddenNames) {
    if (!Object.hasOwn(input, name)) continue;
    const first = Object.keys(input).find((one) => forbiddenNames.has(one)) ?? name;
    return fail(forbidden(path, first));
  }
  return ok(fieldsOf(input));
}

/** A map of a hundred thousand fields would take longer to make than all that is asked of it. */
function fieldsOf(input: object): Fields {
  const has = (name: string): boolean => Object.hasOwn(input, name);
  const get = (name: string): unknown => (has(name) ? Reflect.get(input, name) : undefined);
  const keys = () => Object.keys(input).values();
  return {
    has,
    get,
    keys,
    *[Symbol.iterator]() {
      for (const name of keys()) yield [name, get(name)];
    },
  };
}

/** Returns the failure that names a forbidden field of what stands at a path. */
export const forbidden = (path: string, name: string): AppError =>
  appError('CFG-KEY', `${path}: this has a field named "${name}", which is never allowed.`, {
    path,
    safe: 'Nothing was changed.',
  });

/** Returns plain data as JSON in which no name and no text has halves of characters. */
export function wellFormedJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Halves are written so. Few documents have any, and copying each field takes longer than the rest.
  return /\\ud[89a-f]/.test(text) ? JSON.stringify(wellFormed(value)) : text;
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, item]): [string, unknown] => [
    name.toWellFormed(),
    wellFormed(item),
  ]);
  return Object.fromEntries(fields);
}

/** Returns text of at most `longest` characters; longer text is cut where that is tolerated. */
export function readText(
  value: unknown,
  path: string,
  longest: number,
  tolerance: Tolerance,
  fallback = '',
): Result<string> {
  if (typeof value !== 'string') {
    const kept = fallback === '' ? 'nothing' : `“${fallback}”`;
    return tolerance.recover(path, 'text', value, fallback, kept);
  }
  const cut = cutText(value, longest);
  if (value.length <= longest) return ok(cut);
  return tolerance.recover(
    path,
    `text of at most ${longest} characters`,
    value,
    cut,
    `the first ${longest} characters`,
  );
}

/** Returns the text of a field that may be absent; undefined then, and when it is empty. */
export function readOptionalText(
  fields: Fields,
  name: string,
  path: string,
  longest: number,
  tolerance: Tolerance,
): Result<string | undefined> {
  if (fields.get(name) === undefined) return ok(undefined);
  const read = readText(fields.get(name), `${path}${name}`, longest, tolerance);
  return read.ok && read.value === '' ? ok(undefined) : read;
}

/** Returns how deep lists and objects are nested; `max` + 1 for anything deeper than `max`. */
export function depthOf(value: unknown, max: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (max === 0) return 1;
  let deepest = 0;
  const look = (item: unknown): void => {
    if (typeof item !== 'object' || item === null) return;
    deepest = Math.max(deepest, depthOf(item, max - 1));
  };
  if (Array.isArray(value)) value.forEach(look);
  else for (const name of Object.keys(value)) look(Reflect.get(value, name));
  return deepest + 1;
}
