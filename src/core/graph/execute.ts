import { Constants, type Kept, maxKept } from './constants';
import type {
  Argument,
  Block,
  Comparison,
  Expression,
  GraphNode,
  NumberProperty,
  Resource,
  Test,
  TrimPart,
} from './node';
import { type BoundImage, bytesOf, colourBandsOf, is16bit, formatMaxOf, tests } from './questions';

export type { BoundImage } from './questions';

/** A libvips binding, such as the object that wasm-vips's `Vips()` resolves to. */
export interface Binding<Image extends BoundImage> {
  readonly Image: {
    newMatrix(width: number, height: number, values: number[]): Image;
    newFromBuffer(bytes: Uint8Array): Image;
  };
  readonly Interpolate: {
    newFromName(name: string): { delete(): void };
  };
}

/** Where the pictures that come along with a graph are found. */
export interface Resources {
  /** Returns a resource as a PNG file. Throws MissingResource when it is not at hand. */
  png(resource: Resource): Uint8Array;
}

/** A picture that a graph needs is not here, such as a watermark that a link did not carry. */
export class MissingResource extends Error {
  constructor(readonly resource: Resource) {
    super(`the ${resource.kind} that a step needs is not here`);
    this.name = 'MissingResource';
  }
}

const noResources: Resources = {
  png: (resource) => {
    throw new MissingResource(resource);
  },
};

type Box = Readonly<Record<TrimPart, number>>;

const isList = (value: Argument): value is readonly Argument[] => Array.isArray(value);

/**
 * Runs recorded graphs with a libvips binding. libvips is lazy, so "runs" means that the pipeline
 * is built; pixels are computed when somebody asks for them. Every handle made on the way is
 * owned by the execution: call `dispose` when the pixels were read.
 */
export class Execution<Image extends BoundImage> {
  private readonly owned: { delete(): void }[] = [];
  private values = new Map<GraphNode, Image>();
  /** A measurement looks at every pixel: the same one is made once. */
  private measured = new Map<Expression, number>();
  private boxes = new Map<object, Box>();
  private constants = this.newConstants();
  /** Whether parts of something that will be kept as a whole are being made. */
  private keeping = false;

  /** @param kept where what hangs on no pixels stays for others; without, it is made anew */
  constructor(
    private readonly binding: Binding<Image>,
    private readonly resources: Resources = noResources,
    private readonly kept: Kept<Image> | null = null,
  ) {}

  /** Returns the block's output for `input`. The handle is deleted by `dispose`, not by you. */
  run(block: Block, input: Image): Image {
    this.values.set(block.input, input);
    return this.evaluate(block.output);
  }

  /** Returns `image` after making this execution its owner. */
  own(image: Image): Image {
    this.owned.push(image);
    return image;
  }

  /** Deletes every handle made so far. */
  dispose(): void {
    for (const handle of this.owned.splice(0)) handle.delete();
    this.values = new Map();
    this.measured = new Map();
    this.boxes = new Map();
    this.constants = this.newConstants();
  }

  private newConstants(): Constants {
    return new Constants((value) => this.argument(value));
  }

  private evaluate(node: GraphNode): Image {
    const known = this.values.get(node);
    if (known) return known;
    const image = this.constant(node) ?? this.compute(node);
    this.values.set(node, image);
    return image;
  }

  /** Returns what a node that hangs on no pixels makes, if there is where to keep it; else null. */
  private constant(node: GraphNode): Image | null {
    if (!this.kept || this.keeping || node.kind !== 'call' || !this.constants.has(node))
      return null;
    const name = this.constants.textOf(node);
    const known = this.kept.get(name);
    if (known) return this.own(known);
    this.keeping = true;
    try {
      const lazy = this.compute(node);
      const bytes = bytesOf(lazy);
      if (bytes > maxKept) return lazy;
      this.kept.set(name, this.invoke(lazy, 'copyMemory', []), bytes);
      return this.own(this.kept.get(name) ?? this.call(lazy, 'copy', []));
    } finally {
      this.keeping = false;
    }
  }

  private compute(node: GraphNode): Image {
    switch (node.kind) {
      case 'input':
        throw new Error('a graph refers to the input of a block that is not running');
      case 'matrix':
        return this.matrix(node.rows);
      case 'mask': {
        const mask = this.matrix(node.rows);
        mask.setDouble('scale', node.divisor);
        return mask;
      }
      case 'resource':
        return this.own(this.binding.Image.newFromBuffer(this.resources.png(node.resource)));
      case 'call':
        return this.call(
          node.on ? this.evaluate(node.on) : this.binding.Image,
          node.name,
          node.arguments.map((value) => this.argument(value)),
          node.options,
        );
      case 'choice': {
        const image = this.evaluate(node.on);
        return this.run(this.holds(node.test, image) ? node.then : node.otherwise, image);
      }
      case 'wrapped':
        return node.bandScope === 'colour'
          ? this.onColour(this.evaluate(node.on), node.body)
          : this.onPremultiplied(this.evaluate(node.on), node.body);
    }
  }

  private matrix(rows: readonly (readonly number[])[]): Image {
    return this.own(this.binding.Image.newMatrix(rows[0]?.length ?? 0, rows.length, rows.flat()));
  }

  private holds(test: Test | Comparison, image: Image): boolean {
    if (typeof test === 'string') return tests[test](image);
    return this.number(test.left) > this.number(test.right);
  }

  private onColour(image: Image, body: Block): Image {
    if (!image.hasAlpha()) return this.run(body, image);
    const colour = this.call(image, 'extractBand', [0], { n: image.bands - 1 });
    const alpha = this.call(image, 'extractBand', [image.bands - 1]);
    return this.call(this.run(body, colour), 'bandjoin', [alpha]);
  }

  private onPremultiplied(image: Image, body: Block): Image {
    if (!image.hasAlpha()) return this.run(body, image);
    const white = this.property(image, 'white');
    const premultiplied = this.call(image, 'premultiply', [], { max_alpha: white });
    const result = this.run(body, premultiplied);
    const straight = this.call(result, 'unpremultiply', [], { max_alpha: white });
    // libvips casts float to integer by cutting off, so round first.
    const rounded = this.call(straight, 'round', ['rint']);
    const cast = this.call(rounded, 'cast', [image.format]);
    return this.call(cast, 'copy', [], { interpretation: image.interpretation });
  }

  private call(
    on: object,
    name: string,
    values: readonly unknown[],
    options: Readonly<Record<string, Argument>> = {},
  ): Image {
    const entries = Object.entries(options);
    if (entries.length === 0) return this.own(this.invoke(on, name, values));
    const given = entries.map(([key, value]) => [key, this.argument(value)]);
    return this.own(this.invoke(on, name, [...values, Object.fromEntries(given)]));
  }

  private invoke(on: object, name: string, values: readonly unknown[]): Image {
    const method: unknown = Reflect.get(on, name);
    if (typeof method !== 'function') throw new Error(`this libvips binding has no ${name}`);
    // Operations in the recorder's vocabulary return an image by their types; a binding is untyped here.
    return Reflect.apply(method, on, values) as Image;
  }

  private argument(value: Argument): unknown {
    if (typeof value !== 'object') return value;
    if (isList(value)) return value.map((item) => this.argument(item));
    switch (value.kind) {
      case 'quantity':
        return this.number(value.expression);
      case 'text': {
        const image = this.evaluate(value.of);
        if (value.name === 'rgb') return is16bit(image) ? 'rgb16' : 'srgb';
        if (value.name === 'grey') return is16bit(image) ? 'grey16' : 'b-w';
        return image[value.name];
      }
      case 'flag':
        return is16bit(this.evaluate(value.of));
      case 'interpolator': {
        const interpolator = this.binding.Interpolate.newFromName(value.name);
        this.owned.push(interpolator);
        return interpolator;
      }
      default:
        return this.evaluate(value);
    }
  }

  private property(image: Image, name: NumberProperty): number {
    if (name === 'white') return is16bit(image) ? 65535 : 255;
    if (name === 'colourBands') return colourBandsOf(image);
    if (name === 'formatMax') return formatMaxOf(image);
    return image[name];
  }

  private measure(expression: Extract<Expression, { kind: 'measurement' }>): number {
    const known = this.measured.get(expression);
    if (known !== undefined) return known;
    const image = this.evaluate(expression.of);
    const method: unknown = Reflect.get(image, expression.name);
    if (typeof method !== 'function') {
      throw new Error(`this libvips binding has no ${expression.name}`);
    }
    const value: unknown = Reflect.apply(method, image, []);
    if (typeof value !== 'number') throw new TypeError(`${expression.name} gave no number`);
    this.measured.set(expression, value);
    return value;
  }

  private trim({ of, options, part }: Extract<Expression, { kind: 'trim' }>): number {
    const known = this.boxes.get(options);
    if (known) return known[part];
    const image = this.evaluate(of);
    const method: unknown = Reflect.get(image, 'findTrim');
    if (typeof method !== 'function') throw new Error('this libvips binding has no findTrim');
    const values = Object.entries(options).map(([key, value]) => [key, this.argument(value)]);
    // Its answer by libvips's declaration; a binding is untyped here.
    const box = Reflect.apply(method, image, [Object.fromEntries(values)]) as Box;
    this.boxes.set(options, box);
    return box[part];
  }

  private number(expression: Expression): number {
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'property':
        return this.property(this.evaluate(expression.of), expression.name);
      case 'measurement':
        return this.measure(expression);
      case 'trim':
        return this.trim(expression);
      case 'function':
        return Math[expression.name](this.number(expression.of));
      case 'arithmetic': {
        const left = this.number(expression.left);
        const right = this.number(expression.right);
        switch (expression.operator) {
          case '+':
            return left + right;
          case '-':
            return left - right;
          case '*':
            return left * right;
          case '/':
            return left / right;
          case 'min':
            return Math.min(left, right);
          case 'max':
            return Math.max(left, right);
        }
      }
    }
  }
}
