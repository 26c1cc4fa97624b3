import { number } from '../../base/words';
import { type AppError, appError } from '../../base/errors';
import { limits } from '../../base/limits';
import { pathsAround } from '../../pipeline/path';
import type { Problem } from '../../pipeline/tolerance';
import { fail, ok, type Result } from '../../base/result';

/** Where something begins in a text: line and column from 1, and the offset from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Returns the line and column, from 1, of an offset into a text. */
export function placeOf(text: string, offset: number): Place {
  return placesOf(text.slice(0, offset))(offset);
}

/**
 * Returns what tells the places of many offsets into one text: the text is looked through once,
 * whatever their number.
 */
export function placesOf(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [first, behind] = [0, starts.length];
    while (behind - first > 1) {
      const middle = (first + behind) >> 1;
      if ((starts[middle] ?? 0) <= offset) first = middle;
      else behind = middle;
    }
    return { line: first + 1, column: offset - (starts[first] ?? 0) + 1, offset };
  };
}

/** Returns the failure of a text that is larger than documents may be; null when it is not. */
export function tooLarge(text: string, max: number = limits.document.bytes): AppError | null {
  // No text has fewer bytes than letters, so most need not be counted.
  const bytes = text.length > max ? text.length : new TextEncoder().encode(text).length;
  if (bytes <= max) return null;
  return appError(
    'CFG-SIZE',
    `This document has ${number(bytes)} bytes; at most ${number(max)} are read.`,
    { safe: 'Nothing was changed.' },
  );
}

/** Returns a failure with the place in the text that it is about, for the editor and the card. */
export const failedAt = (error: AppError, place: Place | null): AppError =>
  place === null
    ? error
    : {
        ...error,
        message: `Line ${place.line}, column ${place.column}: ${error.message}`,
        line: place.line,
        column: place.column,
      };

/** Where things stand in a document, by their path. */
export type Places = ReadonlyMap<string, Place>;

/** Returns the place of a path, or of the nearest thing around it that has one. */
export function nearestPlace(places: Places, path: string): Place | null {
  for (const at of pathsAround(path)) {
    const place = places.get(at);
    if (place) return place;
  }
  return null;
}

/** Returns problems with their places in the text. */
export const located = (problems: readonly Problem[], places: Places): readonly Problem[] =>
  problems.map((problem) => {
    const place = nearestPlace(places, problem.path);
    return place ? { ...problem, line: place.line, column: place.column } : problem;
  });

/**
 * Returns a document that was read from a text, or its failure, with places in that text.
 * @param placesFor finds where paths stand; the others need not be looked for
 */
export function locatedResult<Value extends { readonly problems: readonly Problem[] }>(
  result: Result<Value>,
  placesFor: (wanted: ReadonlySet<string>) => Places,
): Result<Value> {
  if (result.ok) {
    const { problems } = result.value;
    if (problems.length === 0) return result;
    const wanted = new Set(problems.flatMap(({ path }) => pathsAround(path)));
    return ok({ ...result.value, problems: located(problems, placesFor(wanted)) });
  }
  const { path } = result.error;
  if (!path) return result;
  const places = placesFor(new Set(pathsAround(path)));
  return fail(failedAt(result.error, nearestPlace(places, path)));
}
