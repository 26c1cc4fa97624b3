import { type AppError, appError } from '../base/errors';
import { fail, ok, type Result } from '../base/result';

/** Something in a document from outside that did not fit, in words for the screen. */
export interface Problem {
  /** Where, such as `operations[2].parameters.width`. */
  readonly path: string;
  readonly expected: string;
  readonly came: string;
  /** What stands there now. */
  readonly kept: string;
  /** Where in the text that was read, from 1; absent when it was no text. */
  readonly line?: number;
  readonly column?: number;
}

/** More misfits than this are not listed: nobody reads them, and telling where each is takes time. */
const maxProblems = 200;

const untouched = 'Nothing was changed.';

/** Returns a short, safe description of a value for an error message: never more than 40 characters. */
export function describeValue(value: unknown): string {
  const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return shorten(JSON.stringify(value.slice(0, 40).toWellFormed()));
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

/** Returns the failure that says what was expected at `path` and what came. */
export const mismatch = (path: string, expected: string, came: unknown): AppError =>
  appError('CFG-SHAPE', `${path}: expected ${expected}, but found ${describeValue(came)}.`, {
    path,
    safe: untouched,
  });

/**
 * What becomes of a value that does not fit. Our own records are read strictly: the first misfit is
 * the failure. What people bring is read as far as possible, and every misfit is noted.
 */
export class Tolerance {
  readonly problems: Problem[] = [];

  private constructor(private readonly isStrict: boolean) {}

  static readonly strict = (): Tolerance => new Tolerance(true);
  static readonly lenient = (): Tolerance => new Tolerance(false);

  /** Whether misfits are noted instead of ending the reading. */
  get isLenient(): boolean {
    return !this.isStrict;
  }

  /** Whether so many misfits are listed that no further one will be. */
  get isFull(): boolean {
    return this.problems.length >= maxProblems;
  }

  /** Returns `kept` after noting the misfit, or the failure where reading is strict. */
  recover<Value>(
    path: string,
    expected: string,
    came: unknown,
    kept: Value,
    keptInWords: string,
  ): Result<Value> {
    if (this.isStrict) return fail(mismatch(path, expected, came));
    const { length } = this.problems;
    if (length < maxProblems - 1) {
      this.problems.push({ path, expected, came: describeValue(came), kept: keptInWords });
    } else if (length < maxProblems) {
      this.problems.push({
        path: 'document',
        expected: `fewer than ${maxProblems} misfits`,
        came: 'more',
        kept: 'what fits; the rest is not listed',
      });
    }
    return ok(kept);
  }
}
