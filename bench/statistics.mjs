/** The few figures of statistics that the benchmarks print. */

const sorted = (values) => [...values].sort((a, b) => a - b);

/**
 * Returns the quantile `share` (0 to 1) of the values, between neighbours by linear interpolation
 * (type 7 of Hyndman and Fan, the default of R and NumPy). Throws for no values.
 */
export function quantile(values, share) {
  if (values.length === 0) throw new Error('There are no measurements.');
  const inOrder = sorted(values);
  const at = (inOrder.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return inOrder[low] + (inOrder[high] - inOrder[low]) * (at - low);
}

/** Returns the middle value. Throws for no values. */
export const median = (values) => quantile(values, 0.5);

/** Returns the slope of the least-squares line through the values, per value. */
export function slope(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let above = 0;
  let below = 0;
  values.forEach((value, index) => {
    above += (index - middle) * (value - mean);
    below += (index - middle) ** 2;
  });
  return below === 0 ? 0 : above / below;
}
