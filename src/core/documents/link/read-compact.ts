import { formatsById } from '../../formats/index';
import { limits } from '../../base/limits';
import { operationsById } from '../../operations/index';
import type { Operation } from '../../operations/define';
import { emptyPipeline } from '../../pipeline/pipeline';
import { Scanner } from './numbers';
import { type Entry, entriesByCode, readValues } from './table';
import type { LinkValue } from './values';

/** Links of version 1 carry documents of this version. */
const carriedVersion = 2;

type Fields = Record<string, unknown>;

/** Text from a link as JSON; undefined when it is none. */
function parsedJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // The caller says that the link is damaged, whatever it is that JSON misses.
    return undefined;
  }
}

/**
 * Returns all values of an entry: what the link says, else what was initial when the table was
 * frozen, whatever is initial today. A parameter that is gone today is left out unless it is said.
 */
function allValues(
  entry: Entry,
  said: ReadonlyMap<string, LinkValue>,
  today: Pick<Operation, 'parameters'> | undefined,
): Fields {
  const fields = entry.parameters
    .filter(({ name }) => said.has(name) || today === undefined || today.parameters.has(name))
    .map(({ name, initial }): [string, LinkValue] => [name, said.get(name) ?? initial]);
  return Object.fromEntries(fields);
}

class Reader {
  readonly #document: Fields = { pipette: carriedVersion, name: emptyPipeline.name };
  readonly #operations: Fields[] = [];
  #settings: Fields | null = null;

  constructor(private readonly scanner: Scanner) {}

  /** Reads one piece; false when it is none. */
  piece(): boolean {
    const code = this.scanner.match(/[A-V]|[WXY][a-z]/y);
    switch (code) {
      case null:
        return false;
      case 'Xn':
        return this.#text('name');
      case 'Xd':
        return this.#text('description');
      case 'Xo': {
        const step = parsedJson(this.scanner.sized());
        return typeof step === 'object' && step !== null && this.#step({ ...step });
      }
      case 'Xe': {
        const settings = parsedJson(this.scanner.sized());
        if (typeof settings !== 'object' || settings === null) return false;
        this.#settings = { ...settings };
        return true;
      }
    }
    const entry = entriesByCode.get(code);
    return entry !== undefined && this.#entry(entry);
  }

  get document(): unknown {
    return {
      ...this.#document,
      operations: this.#operations,
      ...(this.#settings === null ? {} : { export: this.#settings }),
    };
  }

  /** Whether there are more steps than any document may have. */
  get isFull(): boolean {
    return this.#operations.length > limits.document.steps;
  }

  #text(field: string): boolean {
    const text = this.scanner.sized();
    if (text === null) return false;
    this.#document[field] = text;
    return true;
  }

  /** Adds a step, with the name and note that may stand behind it. */
  #step(step: Fields): boolean {
    for (const [letter, field] of [
      [/x/y, 'name'],
      [/w/y, 'note'],
    ] as const) {
      if (this.scanner.match(letter) === null) continue;
      const text = this.scanner.sized();
      if (text === null) return false;
      step[field] = text;
    }
    this.#operations.push(step);
    return true;
  }

  #entry(entry: Entry): boolean {
    const isOff = entry.role === 'operation' && this.scanner.match(/e/y) !== null;
    const said = readValues(entry, this.scanner);
    if (said === null) return false;
    if (entry.role === 'operation') {
      const parameters = allValues(entry, said, operationsById.get(entry.id));
      return this.#step({ operation: entry.id, enabled: !isOff, parameters });
    }
    return this.#setting(entry, said);
  }

  #setting(entry: Entry, said: ReadonlyMap<string, LinkValue>): boolean {
    if (entry.role === 'format') {
      const values = allValues(entry, said, formatsById.get(entry.id));
      this.#settings = { format: entry.id, values: { [entry.id]: values }, ...usual };
      return true;
    }
    if (this.#settings === null) return false;
    if (entry.id === 'resize') {
      this.#settings['resize'] = allValues(entry, said, operationsById.get(entry.id));
      return true;
    }
    for (const [name, value] of said) this.#settings[name] = value;
    // No groups at all are what the table calls usual, and so go without saying.
    if (this.#settings['metadata'] === 'own') this.#settings['metadataGroups'] ??= [];
    return true;
  }
}

/** What export settings were when nothing was said, as the table's entry `Xs` has it. */
const usual: Fields = Object.fromEntries(
  (entriesByCode.get('Xs')?.parameters ?? [])
    .filter(({ name }) => name !== 'fitUnder' && name !== 'metadataGroups')
    .map(({ name, initial }) => [name, initial]),
);

/**
 * Returns the document that a compact text stands for, for `readDocument`; null when the text is
 * none. Values are those that the table names, not checked; nothing is ever looked up by a name
 * from the link.
 */
export function readCompact(text: string): unknown {
  const scanner = new Scanner(text);
  const reader = new Reader(scanner);
  while (!scanner.done && !reader.isFull) {
    if (!reader.piece()) return null;
  }
  return reader.document;
}
