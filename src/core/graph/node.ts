import type { Setting } from '../text/lines';

/** A question about a picture that a graph may branch on when it runs. */
export type Test =
  /** One band of grey, by its interpretation. */
  | 'isGrey'
  | 'isCmyk'
  /** `srgb`, `rgb16` or `rgb`. */
  | 'isSrgbFamily'
  /** Bands that stand for no colour by libvips's name for them, such as `multiband`. */
  | 'isUnnamed'
  /** Three bands or more. */
  | 'hasThreeBands'
  /** More bands than colour and one alpha. */
  | 'hasExtraBands'
  /** Whole numbers from 0 to 65,535. */
  | 'is16bit'
  /** Whole numbers of other kinds than 8 and 16 bits without a sign. */
  | 'isOtherInteger'
  | 'isFloat'
  /** Fractions of grey or RGB with an embedded ICC profile, which says what they stand for. */
  | 'hasCodedFractions'
  /**
   * There is an embedded ICC profile for the picture's kind of colour, and it does not merely
   * describe sRGB.
   */
  | 'hasForeignProfile'
  | 'hasAlpha';

/** A question about numbers: whether `left` is more than `right`. */
export interface Comparison {
  readonly kind: 'more';
  readonly left: Expression;
  readonly right: Expression;
}

/** What a block is wrapped in. */
export type BandScope =
  /** The block sees the colour bands only; alpha is set aside and joined again afterwards. */
  | 'colour'
  /** The block sees bands premultiplied by alpha; undone, rounded and cast back afterwards. */
  | 'premultiplied';

/** A property of a picture that is only known when the graph runs. */
export type NumberProperty =
  'width' | 'height' | 'bands' | 'colourBands' | 'white' | 'formatMax' | 'xoffset' | 'yoffset';
export type TextProperty = 'interpretation' | 'format' | 'rgb' | 'grey';
export type FlagProperty = 'is16bit';

/** A number that only the pixels tell: libvips looks at the whole picture when the graph runs. */
export type Measurement = 'max' | 'min' | 'avg' | 'deviate';

/** The parts of what libvips's `find_trim` answers, in pixels. */
export type TrimPart = 'left' | 'top' | 'width' | 'height';

/** A picture that is not made by libvips but comes along with a graph, as a PNG file. */
export type Resource =
  /** A text as a one-band mask, drawn by core/text from the bundled fonts; set plainly if not said. */
  | { readonly kind: 'text'; readonly text: string; readonly setting?: Setting }
  /** A picture that the person added to the document, by the SHA-256 of its bytes in hex. */
  | { readonly kind: 'asset'; readonly hash: string };

/** Arithmetic on properties, as data. Printed by the program printers, evaluated by the executor. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'property'; readonly of: GraphNode; readonly name: NumberProperty }
  | {
      readonly kind: 'measurement';
      readonly of: GraphNode;
      readonly name: Measurement;
    }
  | {
      readonly kind: 'trim';
      readonly of: GraphNode;
      readonly part: TrimPart;
      readonly options: Readonly<Record<string, Argument>>;
    }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/' | 'min' | 'max';
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'function';
      readonly name: 'floor' | 'ceil' | 'sqrt' | 'abs';
      readonly of: Expression;
    };

export type Argument =
  | number
  | string
  | boolean
  | { readonly kind: 'quantity'; readonly expression: Expression }
  | { readonly kind: 'text'; readonly of: GraphNode; readonly name: TextProperty }
  | { readonly kind: 'flag'; readonly of: GraphNode; readonly name: FlagProperty }
  | { readonly kind: 'interpolator'; readonly name: string }
  | GraphNode
  | readonly Argument[];

/**
 * A graph is made of these, as plain data. Operations write it through the recorder (picture.ts);
 * the executor runs it with any libvips binding; printers turn it into programs.
 */
export type GraphNode =
  | { readonly kind: 'input' }
  | {
      readonly kind: 'call';
      /** The method's name in wasm-vips; libvips's nickname is the same in snake_case. */
      readonly name: string;
      /** The picture it is called on; null for operations that create one. */
      readonly on: GraphNode | null;
      readonly arguments: readonly Argument[];
      readonly options: Readonly<Record<string, Argument>>;
    }
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly number[])[] }
  /** Whole numbers for `conv` and `convsep`; the sum of products is divided by `divisor`. */
  | {
      readonly kind: 'mask';
      readonly rows: readonly (readonly number[])[];
      readonly divisor: number;
    }
  | { readonly kind: 'resource'; readonly resource: Resource }
  | {
      readonly kind: 'wrapped';
      readonly bandScope: BandScope;
      readonly on: GraphNode;
      readonly body: Block;
    }
  | {
      readonly kind: 'choice';
      readonly test: Test | Comparison;
      readonly on: GraphNode;
      readonly then: Block;
      readonly otherwise: Block;
    };

/** A piece of graph with one picture in and one picture out. */
export interface Block {
  readonly input: Extract<GraphNode, { kind: 'input' }>;
  readonly output: GraphNode;
}

/** Returns whether an argument is several. */
export const isList = (value: Argument): value is readonly Argument[] => Array.isArray(value);

/** Returns whether an argument is a picture of the graph. */
export const isNode = (value: Argument): value is GraphNode =>
  typeof value === 'object' &&
  !isList(value) &&
  value.kind !== 'quantity' &&
  value.kind !== 'text' &&
  value.kind !== 'flag' &&
  value.kind !== 'interpolator';
