import type { Operation, Values } from '../operations/define';
import type { ParameterValue } from '../parameters';
import { fail, ok, type Result } from '../base/result';
import { readFields } from './fields';
import { mismatch, Tolerance } from './tolerance';

/**
 * Returns the values of an operation or a format read from `input`: every parameter once, absent
 * ones at their initial value. A field that is not a parameter is an error that names it. A value
 * that does not fit becomes the nearest that does, where that is tolerated.
 */
export function parseValues(
  declared: Pick<Operation, 'parameters'>,
  input: unknown,
  path: string,
  tolerance: Tolerance = Tolerance.strict(),
): Result<Values> {
  const isObject = typeof input === 'object' && !Array.isArray(input);
  if (tolerance.isLenient && input !== undefined && !isObject) {
    const recovered = tolerance.recover(path, 'an object', input, {}, 'the usual values');
    return recovered.ok ? parseValues(declared, {}, path, tolerance) : recovered;
  }
  const fields = readFields(input ?? {}, path);
  if (!fields.ok) return fields;
  for (const name of fields.value.keys()) {
    if (!declared.parameters.has(name)) {
      const known = [...declared.parameters.keys()].join(', ');
      return fail(mismatch(path, `only ${known || 'no fields'}`, name));
    }
  }
  const values: [string, ParameterValue][] = [];
  for (const [name, parameter] of declared.parameters) {
    if (!fields.value.has(name)) {
      values.push([name, parameter.initial]);
      continue;
    }
    const came = fields.value.get(name);
    const parsed = parameter.parse(came);
    if (parsed.ok) {
      values.push([name, parsed.value]);
      continue;
    }
    const [kept, inWords] = parameter.nearest(came);
    const recovered = tolerance.recover(`${path}.${name}`, parsed.expected, came, kept, inWords);
    if (!recovered.ok) return recovered;
    values.push([name, recovered.value]);
  }
  return ok(Object.fromEntries(values));
}
