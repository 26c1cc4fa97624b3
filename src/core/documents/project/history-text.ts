import { ok, type Result } from '../../base/result';
import { readFields } from '../../pipeline/fields';
import {
  historyField,
  type ReadHistory,
  readHistory,
  writeHistory,
} from '../../pipeline/versions/history-file';
import type { SmallPicture } from '../../pipeline/versions/small-picture';
import {
  isTreasured,
  type Version,
  versionBounds,
  type VersionTrace,
} from '../../pipeline/versions/version';
import { traceOf } from '../../pipeline/versions/record';
import { parseJsonWithin } from '../carriers/json';
import { isModestJson, type JsonShape } from '../carriers/json-shape';
import { packSmallPicture, unpackSmallPicture } from './packed-picture';

/** Where the site serves the JSON Schema of histories, relative to the site. */
export const historySchemaPath = 'schema/history-1.json';

/**
 * Of a history as JSON, which may be of thousands of versions: bytes, nesting, lists and objects. Here, for
 * the first screen fetches all that is in `limits.ts`.
 */
export const historyLimits = { bytes: 64 * 1024 * 1024, depth: 24, lists: 2_000_000 } as const;

/** Small pictures by their SHA-256 in hex; of what came from outside that is not checked yet. */
export type SmallPictures = ReadonlyMap<string, SmallPicture>;

/** Versions to be handed over. */
export interface History {
  readonly versions: readonly Version[];
  readonly traces: readonly VersionTrace[];
  readonly pictures: SmallPictures;
}

/** A history from outside: what could be read of it, and what could not. */
export type CarriedHistory = ReadHistory & Pick<History, 'pictures'>;

/** How the text of a history begins. */
const head = new RegExp(
  `^\\ufeff?\\s*\\{\\s*(?:"\\$schema"\\s*:\\s*"[^"]*"\\s*,\\s*)?"${historyField}"`,
  'u',
);

/** Whether a text, of which the beginning is enough, says of itself that it is a history. */
export const isHistoryText = (text: string): boolean => head.test(text);

const written = ({ versions, traces, pictures }: History, schema?: string): string => {
  const history = writeHistory(versions, traces) as object;
  const list = [...pictures].map(([hash, picture]) => ({ hash, ...packSmallPicture(picture) }));
  return JSON.stringify({
    ...(schema === undefined ? {} : { $schema: schema }),
    ...history,
    ...(list.length === 0 ? {} : { pictures: list }),
  });
};

type Limits = JsonShape & { readonly bytes: number };

/** Bytes are at most three times the letters, so most texts need not be counted. */
const fits = (text: string, max: Limits): boolean =>
  (text.length * 3 <= max.bytes || new TextEncoder().encode(text).length <= max.bytes) &&
  isModestJson(text, max);

/** A history as text, and what had to stay behind so that it can be read back. */
export interface WrittenHistory {
  readonly text: string;
  /** Versions of which only traces are in it: the oldest of those that nobody named or pinned. */
  readonly leftOut: number;
}

/**
 * Returns a history as JSON. One that would be larger than what is read loses its small pictures, then
 * its oldest versions without a name or a pin, of which traces stay.
 * @param schema where the JSON Schema is served, as an address
 * @param max what is read
 */
export function writeHistoryText(
  history: History,
  schema?: string,
  max: Limits = historyLimits,
): WrittenHistory {
  let now = history;
  let text = written(now, schema);
  while (!fits(text, max) && (now.pictures.size > 0 || now.versions.length > 0)) {
    if (now.pictures.size > 0) now = { ...now, pictures: new Map() };
    else {
      const automatic = now.versions.filter((one) => !isTreasured(one));
      const list = automatic.length > 0 ? automatic : now.versions;
      const old = list
        .toSorted((one, other) => one.at - other.at)
        .slice(0, Math.ceil(list.length / 2));
      const gone = new Set(old.map(({ id }) => id));
      now = {
        ...now,
        versions: now.versions.filter(({ id }) => !gone.has(id)),
        traces: [...now.traces, ...old.map(traceOf)],
      };
    }
    text = written(now, schema);
  }
  return { text, leftOut: history.versions.length - now.versions.length };
}

function picturesIn(input: unknown, wanted: ReadonlySet<string>): SmallPictures {
  const fields = readFields(input, 'history');
  const list: unknown = fields.ok ? fields.value.get('pictures') : undefined;
  const items: readonly unknown[] = Array.isArray(list)
    ? list.slice(0, versionBounds.imported)
    : [];
  return new Map(
    items.flatMap((item): [string, SmallPicture][] => {
      const one = readFields(item, 'picture');
      const hash = one.ok ? one.value.get('hash') : undefined;
      if (typeof hash !== 'string' || !wanted.has(hash)) return [];
      const picture = unpackSmallPicture(item);
      return picture ? [[hash, picture]] : [];
    }),
  );
}

/**
 * Reads a history from the text of a file, version by version; see `readHistory`. A small picture that
 * does not fit, or that no version has, is passed over.
 */
export function readHistoryText(text: string): Result<CarriedHistory> {
  const parsed = parseJsonWithin(text, historyLimits);
  if (!parsed.ok) return parsed;
  const read = readHistory(parsed.value);
  if (!read.ok) return read;
  const wanted = new Set(read.value.versions.flatMap(({ picture }) => picture?.hash ?? []));
  return ok({ ...read.value, pictures: picturesIn(parsed.value, wanted) });
}
