import { type Fields, readFields } from '../fields';
import { type VersionHead, versionIdForm } from './version';

/**
 * What a document, link, program or picture says of the version that is in it, in a few bytes, so
 * that an edited copy that comes back finds the version it was made from.
 */
export interface CarriedVersion {
  readonly id: string;
  /** At most two. Where the version itself is not known, these may be. */
  readonly parents: readonly string[];
}

/** The field of documents that holds it. Readers that do not know it note the field and read on. */
export const carriedField = 'version';

/** Returns what a version says of itself when it goes out. */
export const carriedBy = ({ id, parents }: VersionHead): CarriedVersion => ({ id, parents });

/** Returns it as it stands in documents. */
export const writeCarried = ({ id, parents }: CarriedVersion): unknown => ({
  id,
  ...(parents.length === 0 ? {} : { parents: [...parents] }),
});

const isId = (value: unknown): value is string =>
  typeof value === 'string' && versionIdForm.test(value);

/** Reads it from the value of the field; null for anything else, for it only helps. */
export function readCarried(input: unknown): CarriedVersion | null {
  const fields = readFields(input, carriedField);
  return fields.ok ? fromFields(fields.value) : null;
}

function fromFields(fields: Fields): CarriedVersion | null {
  const id = fields.get('id');
  const came = fields.get('parents') ?? [];
  if (!isId(id) || !Array.isArray(came) || came.length > 2) return null;
  const parents = came.filter(isId);
  const isWhole =
    parents.length === came.length && new Set([id, ...parents]).size === 1 + parents.length;
  return isWhole ? { id, parents } : null;
}

/** A letter from ids: a copy that was cut or misread has, but for one of 23, another one. */
function checkLetter(ids: string): string {
  const letters = 'abcdefghijklmnopqrstuvw';
  let sum = 0;
  for (const letter of ids) sum = (sum * 37 + letter.charCodeAt(0)) % letters.length;
  return letters.charAt(sum);
}

/**
 * Returns it as 17, 33 or 49 letters and digits, for links and other places that count characters:
 * the ids one after the other and a letter that checks them. Behind a link's hash it stands after a
 * dot, where readers of version 1 look no further.
 */
export function carriedText({ id, parents }: CarriedVersion): string {
  const ids = [id, ...parents].join('');
  return ids + checkLetter(ids);
}

/** Reads that text; null for anything else. */
export function carriedFromText(text: string): CarriedVersion | null {
  if (!/^(?:[0-9a-hjkmnp-tv-z]{16}){1,3}[a-w]$/.test(text)) return null;
  const ids = text.slice(0, -1);
  if (checkLetter(ids) !== text.at(-1)) return null;
  const [id, ...parents] = ids.match(/.{16}/g) ?? [];
  return readCarried({ id, parents });
}
