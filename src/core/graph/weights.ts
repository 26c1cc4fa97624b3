/** Weights of a mask as whole numbers, to be divided by `divisor`, which is also their sum. */
export interface WholeWeights {
  readonly whole: readonly number[];
  readonly divisor: number;
}

/**
 * Returns weights as whole numbers whose sum is a power of two and of which the largest is 33 to
 * 64. libvips's fast path for 8 bits holds weights in 7 bits and shifts in place of dividing: such
 * weights survive it exactly. What rounding loses goes to those who lost most (largest remainder).
 * @param weights none below 0, not all 0.
 */
export function wholeWeights(weights: readonly number[]): WholeWeights {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const largest = Math.max(...weights) / sum;
  const divisor = 2 ** Math.floor(Math.log2(64 / largest));
  const wanted = weights.map((weight) => (weight / sum) * divisor);
  const whole = wanted.map(Math.floor);
  const lost = divisor - whole.reduce((total, weight) => total + weight, 0);
  const order = wanted
    .map((weight, index) => ({ index, rest: weight - Math.floor(weight) }))
    .sort((left, right) => right.rest - left.rest || left.index - right.index);
  for (const { index } of order.slice(0, lost)) whole[index] = (whole[index] ?? 0) + 1;
  return { whole, divisor };
}
