import type { Point, Rectangle } from '../base/geometry';

/** Any value that a parameter may have; all of it is JSON. */
export type ParameterValue =
  number | string | boolean | Point | Rectangle | readonly Point[] | readonly Rectangle[];

/** What a value was read as, or what had been expected instead (the end of "expected ..."). */
export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly expected: string };

/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What an operation or a format says of a parameter, whatever its kind. */
export interface Declared<Value> {
  /** The name on screen. */
  readonly label: string;
  /** One sentence of help. */
  readonly hint?: string;
  /**
   * The value of documents that leave it out, which never changes: visible, but sensible. New steps
   * begin with it too, unless their operation begins neutral.
   */
  readonly initial: Value;
  /** Whether documents were written before there was such a parameter. */
  readonly cameLater?: boolean;
  /** Whether the control is shown, given all the step's values. Absent: always. */
  readonly shownWhen?: (values: Readonly<Record<string, ParameterValue>>) => boolean;
}

/** What a kind says of its parameters: all that the house asks of a kind. */
interface Kind<Name extends string, Value> {
  readonly kind: Name;
  /** Returns the value that came from outside; null for one that is out of range. Never throws. */
  readonly read: (input: unknown) => Value | null;
  /** What `read` takes: the end of "expected ...". */
  readonly expected: string;
  /** Returns the value in words, with its unit, as the screen shows it. */
  readonly format: (value: Value) => string;
  /** What `read` takes, as JSON Schema. */
  readonly schema: Schema;
  /** What may be chosen, in words, for the guide. */
  readonly range: string;
  /**
   * Returns the value in the words of a report, which says all that one needs to set it in another
   * program. Absent: as on screen.
   */
  readonly report?: (value: Value) => string;
  /** Returns what else might be tried, behind "Label: " in a sentence; null for nothing. */
  readonly tries?: (value: Value) => string | null;
  /**
   * Returns the value that comes nearest to one that `read` refused, and how it was found; null for
   * none. Absent: there is none.
   */
  readonly nearest?: (came: unknown) => readonly [Value, string] | null;
  /** The initial value in words, behind "the usual". Absent: as on screen. */
  readonly usual?: string;
}

/** A parameter of any kind. What takes any value reads it first, so that no caller has to. */
export interface Common<Name extends string, Value> extends Declared<Value> {
  readonly kind: Name;
  /** Reads a value from outside. Never throws; never returns what is out of range. */
  parse(input: unknown): Parsed<Value>;
  /** Returns the value in words, with its unit, as the screen shows it. */
  format(value: Value): string;
  /** Returns any value in words, as the screen shows it; null for one that does not fit. */
  inWords(value: unknown): string | null;
  /** Returns any value in the words of a report; null for one that does not fit. */
  inReport(value: unknown): string | null;
  /** Returns what else might be tried, as a sentence without the label; null for nothing. */
  tries(value: unknown): string | null;
  /** Returns the value that comes nearest to one that does not fit, and how it was found. */
  nearest(came: unknown): readonly [Value, string];
  /** What values there are, as JSON Schema. */
  readonly schema: Schema;
  /** What values there are, in words. */
  readonly range: string;
}

/** Returns the parameter that `input` declares, of a kind. */
export function parameterOf<Input extends object, Name extends string, Value>(
  input: Input & Declared<Value>,
  { read, report, tries, nearest, ...kind }: Kind<Name, Value>,
): Input & Common<Name, Value> {
  const { format, expected } = kind;
  const told = <Told>(value: unknown, tell?: (read: Value) => Told): Told | null => {
    const own = read(value);
    return own === null || !tell ? null : tell(own);
  };
  return {
    ...input,
    ...kind,
    parse: (value) => told(value, (own) => ({ ok: true, value: own })) ?? { ok: false, expected },
    inWords: (value) => told(value, format),
    inReport: (value) => told(value, report ?? format),
    tries: (value) => told(value, tries),
    nearest: (came) =>
      nearest?.(came) ?? [input.initial, `the usual ${kind.usual ?? format(input.initial)}`],
  };
}
