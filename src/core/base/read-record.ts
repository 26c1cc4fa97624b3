/** The fields of a value that may be anything, such as one from storage, asked for by what they must be. */
export interface ReadRecord {
  /** What the field holds; undefined where there is none. */
  any(name: string): unknown;
  /** The field's text; null when it holds none. */
  text(name: string): string | null;
  /** The field's number, which is finite, 0 for −0, which is not written back; null when it holds none. */
  number(name: string): number | null;
  /** Which of these values the field holds; null when it is none of them. */
  oneOf<Value>(name: string, values: readonly Value[]): Value | null;
  /** What is in the field's list; empty when it holds none. */
  list(name: string): readonly unknown[];
}

/** Returns the fields of a value; none for what is no object. Never throws. */
export function readRecord(value: unknown): ReadRecord {
  const isObject = typeof value === 'object' && value !== null;
  // Only what is asked for is looked at: it may have a hundred thousand fields.
  const any = (name: string): unknown =>
    isObject && {}.propertyIsEnumerable.call(value, name) ? Reflect.get(value, name) : undefined;
  return {
    any,
    text: (name) => {
      const field = any(name);
      return typeof field === 'string' ? field : null;
    },
    number: (name) => {
      const field = any(name);
      return typeof field === 'number' && Number.isFinite(field) ? field + 0 : null;
    },
    oneOf: (name, values) => values.find((one) => one === any(name)) ?? null,
    list: (name) => {
      const field = any(name);
      const list: readonly unknown[] = Array.isArray(field) ? field : [];
      return list;
    },
  };
}
