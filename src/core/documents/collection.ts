import type { AppError } from '../base/errors';
import { limits } from '../base/limits';
import { cutText } from '../base/cut-text';
import { readFields } from '../pipeline/fields';
import { ok, fail, type Result } from '../base/result';
import { parseJson } from './carriers/json';
import {
  noCollection,
  type Preset,
  readPreset,
  type ReadPreset,
  tooManyPresets,
  writePreset,
} from './preset';

/** The version of the collection file that this program writes. */
export const collectionVersion = 1;

/** The field by which a collection is known. */
export const collectionField = 'pipette-collection';

/** A preset of a collection that could not be read at all. */
export interface RefusedPreset {
  /** Its place in the file, from 1. */
  readonly place: number;
  /** What it calls itself; empty when it does not. */
  readonly name: string;
  readonly error: AppError;
}

/** A collection from outside: what could be read of it, and what could not. */
export interface ReadCollection {
  readonly presets: readonly ReadPreset[];
  readonly refused: readonly RefusedPreset[];
  /** Whether a newer version of Pipette wrote it, so that there may be more in it. */
  readonly isNewer: boolean;
}

const nameOf = (item: unknown): string => {
  const read = readFields(item, 'preset');
  const name = read.ok ? read.value.get('name') : undefined;
  return typeof name === 'string' ? cutText(name, limits.document.nameLength) : '';
};

/**
 * Returns `id`, or `id-2` and so on when it is taken.
 * @param tried up to which number that is known to be taken, by id; kept between calls
 */
function freeId(id: string, taken: ReadonlySet<string>, tried: Map<string, number>): string {
  const stem = id.slice(0, 58);
  let free = id;
  for (let number = tried.get(stem) ?? 2; taken.has(free); number += 1) {
    free = `${stem}-${number}`;
    tried.set(stem, number);
  }
  return free;
}

/**
 * Reads a collection preset by preset, so that a damaged one does not spoil the rest. Fails only
 * for what is no collection, or too large.
 */
export function readCollection(input: unknown): Result<ReadCollection> {
  const fields = readFields(input, 'collection');
  if (!fields.ok) return fields;
  const version = fields.value.get(collectionField);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(noCollection(version));
  }
  const list = fields.value.get('presets');
  if (!Array.isArray(list)) return fail(noCollection(list));
  if (list.length > limits.preset.collection) return tooManyPresets(list.length);
  const presets: ReadPreset[] = [];
  const refused: RefusedPreset[] = [];
  const ids = new Set<string>();
  const tried = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const read = readPreset(item);
    if (!read.ok) {
      refused.push({ place: index + 1, name: nameOf(item), error: read.error });
      continue;
    }
    const id = freeId(read.value.preset.id, ids, tried);
    ids.add(id);
    presets.push({ ...read.value, preset: { ...read.value.preset, id } });
  }
  return ok({ presets, refused, isNewer: version > collectionVersion });
}

/** A pipeline of a collection stands in a preset in a list in an object. */
const around = 3;

/** Reads a collection from the text of a file; see `readCollection`. */
export function readCollectionText(text: string): Result<ReadCollection> {
  const parsed = parseJson(text, around);
  return parsed.ok ? readCollection(parsed.value) : parsed;
}

/** What a preset is apart from its id. */
const contentOf = (preset: Preset): string => JSON.stringify(writePreset({ ...preset, id: '' }));

/**
 * Returns collections as one: what is the same in two is there once, and of different presets under
 * one id the later one gets another.
 */
export function joinCollections(list: readonly ReadCollection[]): ReadCollection {
  const presets: ReadPreset[] = [];
  const refused: RefusedPreset[] = [];
  const ids = new Set<string>();
  const contents = new Set<string>();
  const tried = new Map<string, number>();
  let before = 0;
  for (const collection of list) {
    const there = new Set(contents);
    for (const read of collection.presets) {
      const content = contentOf(read.preset);
      if (there.has(content)) continue;
      const id = freeId(read.preset.id, ids, tried);
      ids.add(id);
      contents.add(content);
      presets.push({ ...read, preset: { ...read.preset, id } });
    }
    refused.push(...collection.refused.map((one) => ({ ...one, place: before + one.place })));
    before += collection.presets.length + collection.refused.length;
  }
  return { presets, refused, isNewer: list.some(({ isNewer }) => isNewer) };
}

/** Returns presets as a plain, JSON-able collection. */
export const writeCollection = (presets: readonly Preset[]): unknown => ({
  [collectionField]: collectionVersion,
  presets: presets.map(writePreset),
});

const textOf = (presets: readonly Preset[], indent: number): string =>
  `${JSON.stringify(writeCollection(presets), null, indent)}\n`;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Returns presets as the texts of collection files. There is more than one only when a single one
 * would be larger, or hold more presets, than is read back.
 */
export function writeCollectionTexts(presets: readonly Preset[]): readonly string[] {
  const max = limits.document.bytes;
  if (presets.length <= limits.preset.collection) {
    const whole = textOf(presets, 2);
    if (bytesOf(whole) <= max) return [whole];
    const dense = textOf(presets, 0);
    if (bytesOf(dense) <= max || presets.length === 1) return [dense];
  }
  const half = Math.ceil(presets.length / 2);
  return [
    ...writeCollectionTexts(presets.slice(0, half)),
    ...writeCollectionTexts(presets.slice(half)),
  ];
}
