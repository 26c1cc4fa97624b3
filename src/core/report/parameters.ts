import type { Values } from '../operations/define';
import type { Parameter, ParameterValue, Parsed, Point, Rectangle } from '../operations/parameters';
import type { ReportParameter } from './model';

interface Spoken<Value> {
  parse(input: unknown): Parsed<Value>;
  format(value: Value): string;
}

/** Returns a value as `say` says it; as JSON when it does not fit its parameter. */
function spoken<Value>(
  parameter: Spoken<Value>,
  value: unknown,
  say: (value: Value) => string = (parsed) => parameter.format(parsed),
): string {
  const parsed = parameter.parse(value);
  return parsed.ok ? say(parsed.value) : JSON.stringify(value ?? null);
}

const percent = (fraction: number): string => `${Math.round(fraction * 1000) / 10} %`;

/** Reports are to be followed in other programs, so they say where an area is. */
const areaInWords = ({ left, top, width, height }: Rectangle): string =>
  `${percent(width)} × ${percent(height)}, ${percent(left)} from the left and ` +
  `${percent(top)} from the top`;

const pointsInWords = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${percent(x)} → ${percent(y)}`).join(', ');

function inWords(parameter: Parameter, value: ParameterValue | undefined): string {
  switch (parameter.kind) {
    case 'number':
    case 'pixels':
      return spoken(parameter, value);
    case 'choice':
    case 'colour':
    case 'text':
    case 'asset':
      return spoken(parameter, value);
    case 'toggle':
      return spoken(parameter, value);
    case 'point':
      return spoken(
        parameter,
        value,
        ({ x, y }) => `${percent(x)} from the left, ${percent(y)} from the top`,
      );
    case 'rectangle':
      return spoken(parameter, value, areaInWords);
    case 'rectangles':
      return spoken(parameter, value, (areas) =>
        areas.length === 0 ? 'none' : areas.map(areaInWords).join('; '),
      );
    case 'curve':
      return spoken(parameter, value, pointsInWords);
  }
}

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
        text: inWords(parameter, value),
        colour: parameter.kind === 'colour' && typeof value === 'string' ? value : null,
      };
    });
}
