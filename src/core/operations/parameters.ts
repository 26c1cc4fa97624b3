/** A position on the picture, as fractions of its width and height from the top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the picture, as fractions of its width and height from the top left corner. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Any value that a parameter may have; all of it is JSON. */
export type ParameterValue = number | string | boolean | Point | Rectangle;

/** What a value was read as, or what had been expected instead (the end of "expected ..."). */
export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly expected: string };

interface Common<Kind extends string, Value> {
  readonly kind: Kind;
  /** The name on screen. */
  readonly label: string;
  /** One sentence of help. */
  readonly hint?: string;
  /** The value that a new step starts with: visible, but sensible. */
  readonly initial: Value;
  /** Reads a value from outside. Never throws; never returns what is out of range. */
  parse(input: unknown): Parsed<Value>;
  /** Returns the value in words, with its unit, as the screen and reports show it. */
  format(value: Value): string;
  /** Whether the control is shown, given all the step's values. Absent: always. */
  readonly shownWhen?: (values: Readonly<Record<string, ParameterValue>>) => boolean;
}

interface Numeric<Kind extends string> extends Common<Kind, number> {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Shown after the number; empty for a bare number. */
  readonly unit: string;
  /** Whether positive values are written with a plus sign. */
  readonly signed: boolean;
  /** How the slider maps position to value; the number box is always the value itself. */
  readonly scale: 'linear' | 'logarithmic';
}

export type NumberParameter = Numeric<'number'>;
/** A distance in pixels of the full-size picture. Scaled before `build` when a proxy is rendered. */
export type PixelsParameter = Numeric<'pixels'>;
export interface ChoiceParameter<Value extends string = string> extends Common<'choice', Value> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}
export type ToggleParameter = Common<'toggle', boolean>;
/** A colour as `#rrggbb`, in sRGB. */
export type ColourParameter = Common<'colour', string>;
export type PointParameter = Common<'point', Point>;
export type RectangleParameter = Common<'rectangle', Rectangle>;

export type Parameter =
  | NumberParameter
  | PixelsParameter
  | ChoiceParameter
  | ToggleParameter
  | ColourParameter
  | PointParameter
  | RectangleParameter;
export type ParameterKind = Parameter['kind'];
export type ParameterSet = Readonly<Record<string, Parameter>>;

/** The type of the values of a set of parameters. */
export type ValuesOf<Set extends ParameterSet> = {
  readonly [Name in keyof Set]: Set[Name]['initial'];
};

type Optional<Value, Kind extends string> = Partial<
  Pick<Common<Kind, Value>, 'hint' | 'shownWhen'>
>;

interface NumericInput extends Optional<number, string> {
  readonly label: string;
  readonly initial: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  readonly unit?: string;
  readonly signed?: boolean;
  readonly scale?: 'linear' | 'logarithmic';
}

const decimalsOf = (step: number): number => {
  const text = String(step);
  return text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
};

/**
 * Returns a number as text: a true minus sign, as many decimals as `step` has at the most, and a
 * space before the unit except for degrees.
 */
export function formatNumber(
  value: number,
  { step, unit, signed }: { step: number; unit: string; signed: boolean },
): string {
  const rounded = Number(value.toFixed(decimalsOf(step)));
  const sign = rounded < 0 ? '−' : signed && rounded > 0 ? '+' : '';
  const space = unit === '' || unit === '°' ? '' : ' ';
  return `${sign}${Math.abs(rounded)}${space}${unit}`;
}

function numeric<Kind extends 'number' | 'pixels'>(kind: Kind, input: NumericInput): Numeric<Kind> {
  const { least, most, step = 1, unit = '', signed = least < 0, scale = 'linear' } = input;
  const between = `a number from ${least} to ${most}${unit ? ` (${unit})` : ''}`;
  return {
    ...input,
    kind,
    step,
    unit,
    signed,
    scale,
    parse: (value) =>
      typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most
        ? { ok: true, value }
        : { ok: false, expected: between },
    format: (value) => formatNumber(value, { step, unit, signed }),
  };
}

/** A number with a unit of its own. */
export const number = (input: NumericInput): NumberParameter => numeric('number', input);

/** A share in percent. */
export const percent = (
  input: Omit<NumericInput, 'unit' | 'least' | 'most'> & { least?: number; most?: number },
): NumberParameter => number({ least: 0, most: 100, ...input, unit: '%' });

/** An angle in degrees, clockwise. */
export const degrees = (input: Omit<NumericInput, 'unit'>): NumberParameter =>
  number({ ...input, unit: '°' });

/** A distance in pixels of the full-size picture. */
export const pixels = (input: Omit<NumericInput, 'unit'>): PixelsParameter =>
  numeric('pixels', { ...input, unit: 'px' });

/** One of a few named values. */
export function choice<const Value extends string>(
  input: {
    readonly label: string;
    readonly initial: NoInfer<Value>;
    readonly options: readonly { readonly value: Value; readonly label: string }[];
  } & Optional<Value, 'choice'>,
): ChoiceParameter<Value> {
  return {
    ...input,
    kind: 'choice',
    parse: (value) => {
      const found = input.options.find((option) => option.value === value);
      return found
        ? { ok: true, value: found.value }
        : { ok: false, expected: `one of ${input.options.map((o) => `"${o.value}"`).join(', ')}` };
    },
    format: (value) => input.options.find((option) => option.value === value)?.label ?? value,
  };
}

/** Yes or no. */
export const toggle = (
  input: { readonly label: string; readonly initial: boolean } & Optional<boolean, 'toggle'>,
): ToggleParameter => ({
  ...input,
  kind: 'toggle',
  parse: (value) =>
    typeof value === 'boolean' ? { ok: true, value } : { ok: false, expected: 'true or false' },
  format: (value) => (value ? 'on' : 'off'),
});

/** A colour in sRGB, written `#rrggbb`. */
export const colour = (
  input: { readonly label: string; readonly initial: string } & Optional<string, 'colour'>,
): ColourParameter => ({
  ...input,
  kind: 'colour',
  parse: (value) =>
    typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
      ? { ok: true, value: value.toLowerCase() }
      : { ok: false, expected: 'a colour such as "#ff7a45"' },
  format: (value) => value,
});

const isFraction = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1;

function fieldsOf(value: unknown, names: readonly string[]): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  return fields.size === names.length && names.every((name) => fields.has(name)) ? fields : null;
}

const asPercent = (fraction: number): string =>
  formatNumber(fraction * 100, { step: 0.1, unit: '%', signed: false });

/** A position on the picture. */
export const point = (
  input: { readonly label: string; readonly initial: Point } & Optional<Point, 'point'>,
): PointParameter => ({
  ...input,
  kind: 'point',
  parse: (value) => {
    const fields = fieldsOf(value, ['x', 'y']);
    const [x, y] = [fields?.get('x'), fields?.get('y')];
    return isFraction(x) && isFraction(y)
      ? { ok: true, value: { x, y } }
      : { ok: false, expected: 'a point {x, y} with fractions from 0 to 1' };
  },
  format: ({ x, y }) => `${asPercent(x)}, ${asPercent(y)}`,
});

/** Rounding of stored fractions may reach past the edge by this much. */
const slack = 1e-9;

/** A part of the picture. */
export const rectangle = (
  input: { readonly label: string; readonly initial: Rectangle } & Optional<Rectangle, 'rectangle'>,
): RectangleParameter => ({
  ...input,
  kind: 'rectangle',
  parse: (value) => {
    const fields = fieldsOf(value, ['left', 'top', 'width', 'height']);
    const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((n) =>
      fields?.get(n),
    );
    const inside =
      isFraction(left) &&
      isFraction(top) &&
      isFraction(width) &&
      isFraction(height) &&
      width > 0 &&
      height > 0 &&
      left + width <= 1 + slack &&
      top + height <= 1 + slack;
    return inside
      ? { ok: true, value: { left, top, width, height } }
      : {
          ok: false,
          expected:
            'a rectangle {left, top, width, height} with fractions from 0 to 1, inside the picture',
        };
  },
  format: (r) => `${asPercent(r.width)} × ${asPercent(r.height)}`,
});
