import { randomNumbers } from '../vips';

/** Draws what a fuzz run needs, the same for the same seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
  }

  /** Returns a whole number from 0 to `max`. */
  upTo(max: number): number {
    return Math.floor(this.#random() * (max + 1));
  }

  /** Whether something happens that does so in this share of all cases. */
  happens(share: number): boolean {
    return this.#random() < share;
  }

  one<Value>(first: Value, ...others: readonly Value[]): Value {
    return others[this.upTo(others.length) - 1] ?? first;
  }

  /** Returns one of a list that has something. */
  from<Value>(list: readonly [Value, ...Value[]]): Value {
    return this.one(...list);
  }

  /** Returns so many of what `make` makes, at most. */
  several<Value>(max: number, make: () => Value): Value[] {
    return Array.from({ length: this.upTo(max) }, make);
  }

  /** Returns how often something is repeated: mostly a few times, seldom very often. */
  times(max: number): number {
    return this.happens(0.02) ? this.upTo(max) : this.upTo(Math.min(max, 6));
  }
}
