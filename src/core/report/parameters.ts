import type { Values } from '../operations/define';
import type { Parameter } from '../parameters';
import type { ReportParameter } from './model';

/** Returns the parameters that are in use with these values, in words. */
export function parameterFacts(
  parameters: ReadonlyMap<string, Parameter>,
  values: Values,
): ReportParameter[] {
  return [...parameters]
    .filter(([, parameter]) => parameter.shownWhen?.(values) ?? true)
    .map(([name, parameter]) => {
      const value = values[name];
      return {
        name,
        label: parameter.label,
        value: value ?? null,
        // As it stands, where it does not fit its parameter.
        text: parameter.inReport(value) ?? JSON.stringify(value ?? null),
        colour: parameter.kind === 'colour' && typeof value === 'string' ? value : null,
      };
    });
}
