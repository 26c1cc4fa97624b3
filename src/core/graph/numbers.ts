import type {
  Argument,
  Comparison,
  Expression,
  GraphNode,
  NumberProperty,
  Test,
  TrimPart,
} from './node';
import { type BoundImage, colourBandsOf, formatMaxOf, is16bit, tests } from './questions';

type Box = Readonly<Record<TrimPart, number>>;

/** What an execution lends to whoever reads numbers off its pictures. */
export interface Pictures<Image> {
  evaluate(node: GraphNode): Image;
  argument(value: Argument): unknown;
}

/** Reads a number off a picture's head. */
export function propertyOf(image: BoundImage, name: NumberProperty): number {
  if (name === 'white') return is16bit(image) ? 65535 : 255;
  if (name === 'colourBands') return colourBandsOf(image);
  if (name === 'formatMax') return formatMaxOf(image);
  return image[name];
}

/** The numbers of a graph that runs: arithmetic on what heads and pixels of its pictures tell. */
export class Numbers<Image extends BoundImage> {
  /** A measurement looks at every pixel: the same one is made once. */
  private readonly measured = new Map<Expression, number>();
  private readonly boxes = new Map<object, Box>();

  constructor(private readonly pictures: Pictures<Image>) {}

  /** Returns whether the picture passes a test. */
  holds(test: Test | Comparison, image: Image): boolean {
    if (typeof test === 'string') return tests[test](image);
    return this.of(test.left) > this.of(test.right);
  }

  /** Returns what an expression comes to. */
  of(expression: Expression): number {
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'property':
        return propertyOf(this.pictures.evaluate(expression.of), expression.name);
      case 'measurement':
        return this.measure(expression);
      case 'trim':
        return this.trim(expression);
      case 'function':
        return Math[expression.name](this.of(expression.of));
      case 'arithmetic': {
        const left = this.of(expression.left);
        const right = this.of(expression.right);
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

  private measure(expression: Extract<Expression, { kind: 'measurement' }>): number {
    const known = this.measured.get(expression);
    if (known !== undefined) return known;
    const image = this.pictures.evaluate(expression.of);
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
    const image = this.pictures.evaluate(of);
    const method: unknown = Reflect.get(image, 'findTrim');
    if (typeof method !== 'function') throw new Error('this libvips binding has no findTrim');
    const values = Object.entries(options).map(([key, value]) => [
      key,
      this.pictures.argument(value),
    ]);
    // Its answer by libvips's declaration; a binding is untyped here.
    const box = Reflect.apply(method, image, [Object.fromEntries(values)]) as Box;
    this.boxes.set(options, box);
    return box[part];
  }
}
