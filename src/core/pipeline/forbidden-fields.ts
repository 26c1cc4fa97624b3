import type { AppError } from '../base/errors';
import { forbidden, forbiddenNames } from './fields';
import { pathInside } from './path';

/** How a forbidden field begins in JSON. */
const forbiddenInJson = new RegExp(`"(?:${[...forbiddenNames].join('|')})":`, 'u');

/**
 * Returns the failure that names the first forbidden field at any level; null when there is none.
 * @param json the whole value as JSON, in which most are seen at once to have none
 */
export function firstForbidden(value: unknown, path: string, json: string): AppError | null {
  if (!forbiddenInJson.test(json)) return null;
  const [name, ...around] = waysToForbidden(value) ?? [];
  if (typeof name !== 'string') return null;
  return forbidden(around.reverse().reduce(pathInside, path), name);
}

/** Returns the first forbidden name and what it lies in, from the inside out: names and places. */
function waysToForbidden(value: unknown): (string | number)[] | null {
  if (typeof value !== 'object' || value === null) return null;
  // Only what is found gets a path: making one for each item would cost more than looking at it.
  const isList = Array.isArray(value);
  const names = isList ? value.keys() : Object.keys(value);
  for (const name of names) {
    if (!isList && forbiddenNames.has(name as string)) return [name];
    const found = waysToForbidden(Reflect.get(value, name));
    if (found) return [...found, name];
  }
  return null;
}
