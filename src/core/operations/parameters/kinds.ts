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
export type ParameterValue =
  number | string | boolean | Point | Rectangle | readonly Point[] | readonly Rectangle[];

/** What a value was read as, or what had been expected instead (the end of "expected ..."). */
export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly expected: string };

export interface Common<Kind extends string, Value> {
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

export interface Numeric<Kind extends string> extends Common<Kind, number> {
  readonly min: number;
  readonly max: number;
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

/**
 * A tone curve through points, x and y from 0 (black) to 1 (white), x rising. Left of the first
 * point and right of the last one it stays level.
 */
export type CurveParameter = Common<'curve', readonly Point[]>;
/** Several parts of the picture; may be empty. */
export type RectanglesParameter = Common<'rectangles', readonly Rectangle[]>;
/** A line of text that a person types. */
export interface TextParameter extends Common<'text', string> {
  readonly longest: number;
}
/** A picture kept with the document, by the SHA-256 of its PNG file in hex; empty for none. */
export type AssetParameter = Common<'asset', string>;

export type Parameter =
  | NumberParameter
  | PixelsParameter
  | ChoiceParameter
  | ToggleParameter
  | ColourParameter
  | PointParameter
  | RectangleParameter
  | CurveParameter
  | RectanglesParameter
  | TextParameter
  | AssetParameter;
export type ParameterKind = Parameter['kind'];
export type ParameterSet = Readonly<Record<string, Parameter>>;

/** The type of the values of a set of parameters. */
export type ValuesOf<Set extends ParameterSet> = {
  readonly [Name in keyof Set]: Set[Name]['initial'];
};

/** What a parameter may leave out. */
export type Optional<Value, Kind extends string> = Partial<
  Pick<Common<Kind, Value>, 'hint' | 'shownWhen'>
>;
