import { Scanner } from './numbers';
import { declared1 } from './declared-1';
import {
  type Coded,
  type FrozenKind,
  frozenKinds,
  type LinkValue,
  readValue,
  writeValue,
} from './values';

/** A parameter as it was declared when the table was frozen. */
export interface FrozenParameter extends Coded {
  readonly name: string;
  readonly initial: LinkValue;
}

/** An operation, a format or a part of the export settings as it was when the table was frozen. */
export interface Entry {
  /** What stands for it in links: a capital letter, or one of W, X and Y with a small letter. */
  readonly code: string;
  readonly role: string;
  readonly id: string;
  readonly parameters: readonly FrozenParameter[];
}

/** The small letters that stand for an entry's parameters; e and q belong to numbers. */
export const parameterLetters = 'abcdfghijklmnoprstuv';

const isKind = (text: string): text is FrozenKind => frozenKinds.some((kind) => kind === text);

function parameterIn(text: string): FrozenParameter {
  const [name = '', kind = '', ...rest] = text.split(' ');
  if (!isKind(kind)) throw new TypeError(`frozen table: no kind ${kind}`);
  const hasOptions = kind === 'choice' || kind === 'set';
  const options = hasOptions ? (rest[1] ?? '').split('|') : [];
  const initial =
    kind === 'toggle'
      ? rest[0] === 'on'
      : readValue({ kind, options }, new Scanner(rest.join(' ')), false);
  if (initial === null) throw new TypeError(`frozen table: no initial value of ${name}`);
  return { name, kind, options, initial };
}

function entryIn(line: string): Entry {
  const [head = '', ...parameters] = line.split(';');
  const [code = '', role = '', id = ''] = head.split(' ');
  return { code, role, id, parameters: parameters.map(parameterIn) };
}

/** The frozen declarations of links of version 1. */
export const entries1: readonly Entry[] = declared1.trim().split('\n').map(entryIn);

export const entriesByCode: ReadonlyMap<string, Entry> = new Map(
  entries1.map((entry) => [entry.code, entry]),
);

/** Returns the entry of an operation, a format or a part of the settings. */
export const entryOf = (role: Entry['role'], id: string): Entry | undefined =>
  entries1.find((entry) => entry.role === role && entry.id === id);

/**
 * Returns the values that differ from the frozen initial ones, each behind its parameter's letter;
 * null when the table cannot say them: another set of parameters, or a value of a later version.
 */
export function writeValues(
  entry: Entry,
  values: Readonly<Record<string, unknown>>,
): string | null {
  const names = Object.keys(values);
  const { parameters } = entry;
  if (names.some((name) => !parameters.some((parameter) => parameter.name === name))) return null;
  let text = '';
  for (const [index, parameter] of parameters.entries()) {
    const value = values[parameter.name];
    const written = writeValue(parameter, value);
    if (written === null) return null;
    const isInitial =
      parameter.kind === 'toggle'
        ? value === parameter.initial
        : written === writeValue(parameter, parameter.initial);
    if (!isInitial) text += `${parameterLetters[index] ?? ''}${written}`;
  }
  return text;
}

/** Reads what `writeValues` wrote: the values that are said, by name; null when it is damaged. */
export function readValues(entry: Entry, scanner: Scanner): Map<string, LinkValue> | null {
  const values = new Map<string, LinkValue>();
  for (const [index, parameter] of entry.parameters.entries()) {
    if (scanner.match(new RegExp(parameterLetters[index] ?? '', 'y')) === null) continue;
    const value = readValue(parameter, scanner, parameter.initial);
    if (value === null) return null;
    values.set(parameter.name, value);
  }
  return values;
}
