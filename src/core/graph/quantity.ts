import type { Expression, FlagProperty, GraphNode, TextProperty } from './node';

/** A number, or a Quantity that becomes one when the graph runs. */
export type Amount = number | Quantity;

const expressionOf = (amount: Amount): Expression =>
  typeof amount === 'number' ? { kind: 'number', value: amount } : amount.expression;

/** A symbolic number, such as a picture's width in pixels, with the arithmetic that programs need. */
export class Quantity {
  constructor(readonly expression: Expression) {}

  private with(operator: '+' | '-' | '*' | '/' | 'min' | 'max', right: Amount): Quantity {
    return new Quantity({
      kind: 'arithmetic',
      operator,
      left: this.expression,
      right: expressionOf(right),
    });
  }
  private through(name: 'floor' | 'ceil' | 'sqrt' | 'abs'): Quantity {
    return new Quantity({ kind: 'function', name, of: this.expression });
  }

  plus(right: Amount): Quantity {
    return this.with('+', right);
  }
  minus(right: Amount): Quantity {
    return this.with('-', right);
  }
  times(right: Amount): Quantity {
    return this.with('*', right);
  }
  over(right: Amount): Quantity {
    return this.with('/', right);
  }
  /** Returns `left` divided by this, such as `width.under(100)` for 100 / width. */
  under(left: Amount): Quantity {
    return quantity(left).over(this);
  }
  /** Returns the smaller of the two. */
  atMost(right: Amount): Quantity {
    return this.with('min', right);
  }
  /** Returns the larger of the two. */
  atLeast(right: Amount): Quantity {
    return this.with('max', right);
  }
  floor(): Quantity {
    return this.through('floor');
  }
  ceil(): Quantity {
    return this.through('ceil');
  }
  sqrt(): Quantity {
    return this.through('sqrt');
  }
  abs(): Quantity {
    return this.through('abs');
  }
  /**
   * Returns the nearest whole number, halves up. Written as floor(x + 0.5), because Python rounds
   * halves to even and JavaScript does not.
   */
  rounded(): Quantity {
    return this.plus(0.5).floor();
  }
}

/** Returns `amount` as a Quantity, for code that starts from a plain number. */
export const quantity = (amount: Amount): Quantity =>
  amount instanceof Quantity ? amount : new Quantity({ kind: 'number', value: amount });

/** A symbolic word, such as a picture's interpretation. */
export class SymbolicText {
  constructor(
    readonly of: GraphNode,
    readonly name: TextProperty,
  ) {}
}

/** A symbolic yes or no, such as whether a picture has 16 bits per band. */
export class SymbolicFlag {
  constructor(
    readonly of: GraphNode,
    readonly name: FlagProperty,
  ) {}
}

/** A way to find values between pixels; libvips takes it as an object, made when the graph runs. */
export class Interpolator {
  constructor(readonly name: 'nearest' | 'bilinear' | 'bicubic') {}
}
