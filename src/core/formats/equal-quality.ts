/** The qualities among which one is looked for. */
const [min, max] = [10, 98];

/**
 * Returns the lowest quality whose file is at least as alike as `target`, by bisection, and what was
 * measured there; the highest when none is. Null when `measure` gives up, which ends the search.
 * @param measure encodes at a quality and tells how alike the file is, 1 for the same
 */
export async function lowestQuality<Measured extends { readonly mean: number }>(
  target: number,
  measure: (quality: number) => Promise<Measured | null>,
): Promise<(Measured & { readonly quality: number }) | null> {
  let best = await measure(max);
  if (best === null) return null;
  let [low, high] = [min - 1, max];
  while (high - low > 1) {
    const middle = Math.ceil((low + high) / 2);
    if (middle === high) break;
    const found = await measure(middle);
    if (found === null) return null;
    if (found.mean >= target) [high, best] = [middle, found];
    else low = middle;
  }
  return { ...best, quality: high };
}
