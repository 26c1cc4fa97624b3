/**
 * Files as bytes, for browsers whose database takes no Blobs: in private windows of WebKit any write
 * that holds one fails as a whole ("Error preparing Blob/File data").
 */

/** Values for the database, by key. */
type Values = ReadonlyMap<string, unknown>;

/** The field by which bytes that stand for a file are known; stored, so never to be changed. */
const mark = 'pipette-bytes';

const fieldsOf = (value: unknown): readonly [string, unknown][] | null =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.entries(value)
    : null;

/** Whether there is a Blob: as a value, or as a field of one. */
export const holdsBlobs = (values: Values): boolean =>
  [...values.values()].some(
    (value) =>
      value instanceof Blob ||
      (fieldsOf(value)?.some(([, field]) => field instanceof Blob) ?? false),
  );

async function packed(value: unknown): Promise<unknown> {
  if (!(value instanceof Blob)) return value;
  const of = value instanceof File ? { name: value.name, lastModified: value.lastModified } : {};
  return { [mark]: await value.arrayBuffer(), type: value.type, ...of };
}

/** Returns the values with bytes in place of Blobs; rejects when one can no longer be read. */
export async function withBytes(values: Values): Promise<Values> {
  const entries: [string, unknown][] = [];
  // One after another: each is read once, and held only in what is written.
  for (const [key, value] of values) {
    const fields = fieldsOf(value);
    if (fields === null) {
      entries.push([key, await packed(value)]);
      continue;
    }
    const ready: [string, unknown][] = [];
    for (const [name, field] of fields) ready.push([name, await packed(field)]);
    entries.push([key, Object.fromEntries(ready)]);
  }
  return new Map(entries);
}

function unpacked(value: unknown): unknown {
  const fields = new Map(fieldsOf(value) ?? []);
  const bytes = fields.get(mark);
  if (!(bytes instanceof ArrayBuffer)) return value;
  const [type, name, lastModified] = ['type', 'name', 'lastModified'].map((key) => fields.get(key));
  const options = { type: typeof type === 'string' ? type : '' };
  return typeof name === 'string' && typeof lastModified === 'number'
    ? new File([bytes], name, { ...options, lastModified })
    : new Blob([bytes], options);
}

/** Returns a value as it was before it was written as bytes; any other one as it is. */
export function withBlobs(value: unknown): unknown {
  const whole = unpacked(value);
  const fields = whole === value ? fieldsOf(value) : null;
  if (!fields?.some(([, field]) => unpacked(field) !== field)) return whole;
  return Object.fromEntries(fields.map(([name, field]) => [name, unpacked(field)]));
}
