import { limits } from '../base/limits';
import { readRecord } from '../base/read-record';
import { parsePipeline } from '../pipeline/parse';
import { documentVersion } from '../pipeline/pipeline';
import { nothingOwn, type OwnValues } from './own-values';
import { bestRating, flags, longestPath, maxPictures, type PictureSet, type SetEntry } from './set';

const isText = (value: string | null, longest: number): value is string =>
  value !== null && value.length <= longest && value.isWellFormed();

const isWhole = (value: number | null): value is number =>
  value !== null && Number.isSafeInteger(value);

const isCount = (value: number | null): value is number => isWhole(value) && value >= 0;

/** Whether a value is an id: it stands in keys of the storage. */
const isId = (value: string | null): value is string =>
  value !== null && /^[\w-]{1,64}$/.test(value);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads values of steps as what they are in a document of that version; null where one does not fit.
 * @param pipette the version of documents
 */
export function readOwn(input: unknown, pipette: unknown): OwnValues | null {
  if (!isObject(input)) return null;
  const entries = Object.entries(input);
  if (entries.length === 0) return nothingOwn;
  const operations = entries.map(([id, step]) => {
    const of = readRecord(step);
    return { id, operation: of.any('operation'), enabled: true, parameters: of.any('values') };
  });
  const read = parsePipeline({ pipette, name: 'own', operations });
  if (!read.ok) return null;
  const own: [string, OwnValues[string]][] = [];
  for (const step of read.value.steps) {
    if (step.kind !== 'known') return null;
    own.push([step.id, { operation: step.operation, values: step.values }]);
  }
  return Object.fromEntries(own);
}

/** Reads a stored picture of a set, whose values are of that version of documents; null where it is none. */
export function readEntry(input: unknown, pipette: unknown): SetEntry | null {
  const of = readRecord(input);
  const [id, name, folder] = [of.text('id'), of.text('name'), of.text('folder')];
  const [bytes, modified, rating] = [
    of.number('bytes'),
    of.number('modified'),
    of.number('rating'),
  ];
  const flag = of.oneOf('flag', flags);
  const own = readOwn(of.any('own'), pipette);
  if (!isId(id) || !isText(name, longestPath) || !isText(folder, longestPath)) return null;
  if (!isCount(bytes) || !isWhole(modified) || !isCount(rating) || rating > bestRating) return null;
  return flag === null || own === null
    ? null
    : { id, name, folder, bytes, modified, rating, flag, own };
}

/**
 * Reads a stored set from anything, field by field; null where it is none. What is accepted comes back
 * equal when it is stored as it is and read again.
 */
export function readSet(input: unknown): PictureSet | null {
  const pipette = readRecord(input).any('pipette');
  const [first] = readRecord(input).list('entries');
  const id = readRecord(first).text('id');
  return readSetOf(input, pipette, (item) => readEntry(item, pipette), id);
}

/**
 * Reads a stored set as `readSet` does.
 * @param pipette the version of documents whose values of steps it has
 * @param entryOf returns the picture that an item of its list is; null where it is none
 * @param otherId what it is called that was stored before sets had ids
 */
export function readSetOf(
  input: unknown,
  pipette: unknown,
  entryOf: (item: unknown) => SetEntry | null,
  otherId: string | null,
): PictureSet | null {
  const of = readRecord(input);
  const [name, current] = [of.text('name'), of.text('current')];
  const id = of.any('id') === undefined ? otherId : of.text('id');
  const shared = readOwn(of.any('shared'), pipette);
  const list = of.list('entries');
  if (!isText(name, limits.document.nameLength) || current === null || shared === null) return null;
  if (!isId(id) || list.length === 0 || list.length > maxPictures) return null;
  const entries: SetEntry[] = [];
  const ids = new Set<string>();
  for (const item of list) {
    const entry = entryOf(item);
    if (entry === null || ids.has(entry.id)) return null;
    ids.add(entry.id);
    entries.push(entry);
  }
  return ids.has(current) ? { id, pipette: documentVersion, name, entries, current, shared } : null;
}
