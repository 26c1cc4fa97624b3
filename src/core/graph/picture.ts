// Longer than a file should be: the list of what may be called and the class that is made of it stand together.

import type Vips from 'wasm-vips';
import type {
  Argument,
  Block,
  Comparison,
  GraphNode,
  Measurement,
  Resource,
  Test,
  TrimPart,
} from './node';
import {
  type Amount,
  Interpolator,
  quantity,
  Quantity,
  SymbolicFlag,
  SymbolicText,
} from './quantity';

/**
 * The libvips operations that graphs may use, by their names in wasm-vips. Only operations of
 * libvips itself are here, never a binding's conveniences: wasm-vips's `median(3)` is not native
 * libvips's, and a program in another language must give the same bytes. (`pow`, `lessEq`, `and`
 * and their like are `math2`, `relational` and `boolean`, which wasm-vips declares but lacks.)
 */
export const methodNames = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'linear',
  'math',
  'pow',
  'remainder',
  'abs',
  'sign',
  'less',
  'lessEq',
  'more',
  'moreEq',
  'equal',
  'and',
  'or',
  'ifthenelse',
  'round',
  'cast',
  'clamp',
  'invert',
  'maplut',
  'recomb',
  'bandmean',
  'bandrank',
  'bandjoin',
  'extractBand',
  'colourspace',
  'iccTransform',
  'copy',
  'autorot',
  'extractArea',
  'embed',
  'gravity',
  'insert',
  'smartcrop',
  'mapim',
  'subsample',
  'zoom',
  'shrink',
  'flip',
  'rot',
  'rotate',
  'similarity',
  'affine',
  'resize',
  'thumbnailImage',
  'gaussblur',
  'sharpen',
  'conv',
  'convsep',
  'sobel',
  'canny',
  'rank',
  'morph',
  'stdif',
  'histFind',
  'histCum',
  'histNorm',
  'histEqual',
  'histLocal',
  'premultiply',
  'unpremultiply',
  'flatten',
  'addalpha',
  'replicate',
] as const satisfies readonly (keyof Vips.Image)[];

export const creatorNames = [
  'black',
  'identity',
  'xyz',
  'gaussnoise',
  'perlin',
  'worley',
] as const satisfies readonly (keyof typeof Vips.Image)[];

export type MethodName = (typeof methodNames)[number];
type CreatorName = (typeof creatorNames)[number];

/** What a graph may pass where libvips takes `Value`. Where an image is taken, only a Picture is. */
type Recorded<Value> = [Extract<Value, Vips.Image>] extends [never]
  ? [Extract<Value, Vips.Interpolate>] extends [never]
    ? RecordedConstant<Value>
    : Interpolator
  : [Extract<Value, Vips.Image[]>] extends [never]
    ? Picture
    : Picture | readonly Picture[];

type RecordedConstant<Value> = Value extends readonly (infer Item)[]
  ? readonly RecordedConstant<Item>[]
  : Value extends number
    ? Value | Quantity
    : Value extends boolean
      ? Value | SymbolicFlag
      : Value extends string
        ? Value | SymbolicText
        : Value extends object
          ? { readonly [Key in keyof Value]: Recorded<Value[Key]> }
          : Value;

type RecordedAll<Values extends readonly unknown[]> = {
  [Index in keyof Values]: Recorded<Values[Index]>;
};

type RecordedMethod<Method> = Method extends (...values: infer Values) => unknown
  ? (...values: RecordedAll<Values>) => Picture
  : never;

type Methods = { readonly [Name in MethodName]: RecordedMethod<Vips.Image[Name]> };
type Creators = { readonly [Name in CreatorName]: RecordedMethod<(typeof Vips.Image)[Name]> };

function toArgument(value: unknown): Argument {
  if (value instanceof Picture) return value.node;
  if (value instanceof Quantity) return { kind: 'quantity', expression: value.expression };
  if (value instanceof SymbolicText) return { kind: 'text', of: value.of, name: value.name };
  if (value instanceof SymbolicFlag) return { kind: 'flag', of: value.of, name: value.name };
  if (value instanceof Interpolator) return { kind: 'interpolator', name: value.name };
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    // libvips answers NaN with "parameter not set": catch it where it can still be understood.
    if (!Number.isFinite(value)) throw new TypeError(`a graph cannot hold the number ${value}`);
    return value;
  }
  if (Array.isArray(value)) return value.map(toArgument);
  throw new TypeError(`a graph cannot hold ${typeof value}`);
}

function toCall(name: string, on: GraphNode | null, values: readonly unknown[]): GraphNode {
  const last = values.at(-1);
  const hasOptions = typeof last === 'object' && last !== null && last.constructor === Object;
  const options: Record<string, Argument> = {};
  if (hasOptions) {
    for (const [key, value] of Object.entries(last)) {
      if (value !== undefined) options[key] = toArgument(value);
    }
  }
  const positional = hasOptions ? values.slice(0, -1) : values;
  return { kind: 'call', name, on, arguments: positional.map(toArgument), options };
}

// The methods are added below from the list of names, so class and interface are one on purpose.
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface Picture extends Methods {}

/**
 * A picture that does not exist yet: calling libvips operations on it records them. Its width,
 * height and the like are symbolic, so what is recorded works on any picture.
 */
export class Picture {
  constructor(readonly node: GraphNode) {}

  /** Width in pixels. */
  get width(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'width' });
  }
  /** Height in pixels. */
  get height(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'height' });
  }
  /** Number of bands, alpha included. */
  get bands(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'bands' });
  }
  /** Number of bands that the picture's kind of colour has: 1 for grey, 4 for CMYK, else 3. */
  get colourBands(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'colourBands' });
  }
  /** The value of white: 255 for 8 bits per band, 65,535 for 16. */
  get white(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'white' });
  }
  /** The largest number that the format holds, such as 2,147,483,647 for `int`; 1 for fractions. */
  get formatMax(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'formatMax' });
  }
  /** How far, in pixels, the picture's origin lies to the right of its left edge; below 0 after a crop. */
  get xoffset(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'xoffset' });
  }
  /** As xoffset, down from the top edge. */
  get yoffset(): Quantity {
    return new Quantity({ kind: 'property', of: this.node, name: 'yoffset' });
  }
  /** Whether bands have 16 bits. */
  get is16bit(): SymbolicFlag {
    return new SymbolicFlag(this.node, 'is16bit');
  }
  /** libvips's name for the meaning of the bands, such as `srgb` or `b-w`. */
  get interpretation(): SymbolicText {
    return new SymbolicText(this.node, 'interpretation');
  }
  /** libvips's name for the number format of the bands, `uchar` or `ushort`. */
  get format(): SymbolicText {
    return new SymbolicText(this.node, 'format');
  }
  /** The RGB interpretation of the same depth: `srgb` or `rgb16`. */
  get rgb(): SymbolicText {
    return new SymbolicText(this.node, 'rgb');
  }

  /** The grey interpretation of the same depth: `b-w` or `grey16`. */
  get grey(): SymbolicText {
    return new SymbolicText(this.node, 'grey');
  }

  /** The largest value of any band of any pixel. */
  max(): Quantity {
    return this.measured('max');
  }
  /** The smallest value of any band of any pixel. */
  min(): Quantity {
    return this.measured('min');
  }
  /** The mean of all bands of all pixels. */
  avg(): Quantity {
    return this.measured('avg');
  }
  /** The standard deviation over all bands of all pixels. */
  deviate(): Quantity {
    return this.measured('deviate');
  }
  private measured(name: Measurement): Quantity {
    return new Quantity({ kind: 'measurement', of: this.node, name });
  }

  /** The box in pixels that libvips's `find_trim` finds; all 0 when there is nothing but border. */
  findTrim(options: {
    readonly threshold?: number | Quantity;
    readonly background?: readonly (number | Quantity)[];
    readonly line_art?: boolean;
  }): Readonly<Record<TrimPart, Quantity>> {
    // One object for the four parts: the executor looks once for each.
    const recorded: Readonly<Record<string, Argument>> = Object.fromEntries(
      Object.entries(options).map(([key, value]) => [key, toArgument(value)]),
    );
    const side = (part: TrimPart): Quantity =>
      new Quantity({ kind: 'trim', of: this.node, part, options: recorded });
    return { left: side('left'), top: side('top'), width: side('width'), height: side('height') };
  }

  /** Applies `body` to the colour bands and leaves alpha, where there is one, as it is. */
  onColour(body: (colour: Picture) => Picture): Picture {
    return new Picture({ kind: 'wrapped', bandScope: 'colour', on: this.node, body: record(body) });
  }

  /**
   * Applies `body` to bands premultiplied by alpha, where there is one, so that the colour of
   * transparent pixels does not bleed. The result has the picture's own number format again.
   */
  onPremultiplied(body: (premultiplied: Picture) => Picture): Picture {
    return new Picture({
      kind: 'wrapped',
      bandScope: 'premultiplied',
      on: this.node,
      body: record(body),
    });
  }

  /** Applies `then` where the test holds when the graph runs, else `otherwise` (or nothing). */
  when(
    test: Test,
    then: (picture: Picture) => Picture,
    otherwise: (picture: Picture) => Picture = (picture) => picture,
  ): Picture {
    return this.chosen(test, then, otherwise);
  }

  /** Applies `then` where `left` is more than `right` when the graph runs, else `otherwise`. */
  whenMore(
    left: Amount,
    right: Amount,
    then: (picture: Picture) => Picture,
    otherwise: (picture: Picture) => Picture = (picture) => picture,
  ): Picture {
    const test: Comparison = {
      kind: 'more',
      left: quantity(left).expression,
      right: quantity(right).expression,
    };
    return this.chosen(test, then, otherwise);
  }

  private chosen(
    test: Test | Comparison,
    then: (picture: Picture) => Picture,
    otherwise: (picture: Picture) => Picture,
  ): Picture {
    return new Picture({
      kind: 'choice',
      test,
      on: this.node,
      then: record(then),
      otherwise: record(otherwise),
    });
  }
}

for (const name of methodNames) {
  Object.defineProperty(Picture.prototype, name, {
    value(this: Picture, ...values: unknown[]) {
      return new Picture(toCall(name, this.node, values));
    },
  });
}

const recordCreator =
  (name: CreatorName) =>
  (...values: unknown[]): Picture =>
    new Picture(toCall(name, null, values));

interface Constants {
  /** A one-band picture of constants, row by row. */
  matrix(rows: readonly (readonly number[])[]): Picture;
  /** Whole numbers to convolve with; sums of products are divided by `divisor`. */
  mask(rows: readonly (readonly number[])[], divisor: number): Picture;
  /** A picture that comes along with the graph: text as a mask of one band, or an asset. */
  resource(resource: Resource): Picture;
}

/** Pictures made from nothing. */
export const create: Creators & Constants = {
  black: recordCreator('black'),
  identity: recordCreator('identity'),
  xyz: recordCreator('xyz'),
  matrix: (rows) => new Picture({ kind: 'matrix', rows }),
  gaussnoise: recordCreator('gaussnoise'),
  perlin: recordCreator('perlin'),
  worley: recordCreator('worley'),
  mask: (rows, divisor) => new Picture({ kind: 'mask', rows, divisor }),
  resource: (resource) => new Picture({ kind: 'resource', resource }),
};

/** Returns what `body` does to a picture, as data. */
export function record(body: (picture: Picture) => Picture): Block {
  const input = { kind: 'input' } as const;
  return { input, output: body(new Picture(input)).node };
}
