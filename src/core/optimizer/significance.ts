import type { Demands, Difference } from '../engine/trial';
import { median, timesOf } from '../engine/profile';

/**
 * For the same work done in a better order. Below a tenth, or 20 ms, nobody notices the gain. 0.98
 * is what the comparison of formats calls looking the same; a block of 8 × 8 pixels below 0.8 can be
 * pointed at. Single values may differ by more, as along edges, which a sum over blocks tells better.
 */
export const sameWork: Demands = {
  gainShare: 0.1,
  gainMs: 20,
  mean: 0.98,
  worst: 0.8,
  maximumDifference: 255,
  growth: 1.1,
};

/** For what is claimed to be exact: every value must be the same. */
export const exactly: Demands = { ...sameWork, mean: 1, worst: 1, maximumDifference: 0 };

/**
 * For less work than was asked for, such as a smaller radius: it was chosen by somebody, so it has
 * to save a lot and be hard to see even when one knows where to look.
 */
export const lessWork: Demands = {
  gainShare: 0.2,
  gainMs: 50,
  mean: 0.99,
  worst: 0.9,
  maximumDifference: 255,
  growth: 1.1,
};

/** For an encoder that tries less hard: the same, and the file stays about as small. */
export const lessEffort: Demands = { ...sameWork, mean: 0.99, worst: 0.9 };

/** Returns whether the pictures, and the sizes of their files, are close enough. */
export const isClose = (
  { mean, worst, maximumDifference }: Difference,
  bytes: { readonly before: number; readonly after: number } | null,
  demands: Demands,
): boolean =>
  mean >= demands.mean &&
  worst >= demands.worst &&
  maximumDifference <= demands.maximumDifference &&
  (bytes === null || bytes.after <= bytes.before * demands.growth);

/** How far the middle half of some times lies apart, in milliseconds: what chance does to them. */
export function spreadOf(milliseconds: readonly number[]): number {
  const middle = median(milliseconds);
  return median(milliseconds.map((time) => Math.abs(time - middle)));
}

/** Returns what has to be saved of a whole that takes so long, in milliseconds. */
export const wantedGain = (wholeMs: number, { gainMs, gainShare }: Demands): number =>
  Math.max(gainMs, gainShare * wholeMs);

/** Runs of each side from which on chance can be told from a gain. */
export const tellingRuns = 5;
/** Fewer are allowed where one run takes seconds, and then have to show twice the gain. */
export const fewestRuns = 3;
/** How often chance alone may look like a gain, beside all the other conditions. */
const chance = 0.01;

/**
 * Returns whether a gain is real. Runs alternate, so both sides meet the same disturbances. The
 * medians must be far enough apart, and farther than both sides' own spread. Disturbances only ever
 * add time, so the quickest runs are the cleanest: they must show at least half of the gain. And
 * the order of all runs by time must be one that chance seldom makes.
 */
export function isRealGain(
  before: readonly number[],
  after: readonly number[],
  demands: Demands,
): boolean {
  const runs = Math.min(before.length, after.length);
  if (runs < fewestRuns) return false;
  const [slow, fast] = [timesOf(before), timesOf(after)];
  const wanted = wantedGain(slow.medianMs, demands);
  const gain = slow.medianMs - fast.medianMs;
  const isTelling =
    runs >= tellingRuns
      ? chanceOf(before, after) <= chance
      : fast.mostMs < slow.leastMs && gain >= 2 * wanted;
  return (
    isTelling &&
    gain >= wanted &&
    gain > spreadOf(before) + spreadOf(after) &&
    slow.leastMs - fast.leastMs >= wanted / 2
  );
}

/**
 * Returns how likely chance alone orders runs so much in favour of the second ones: the one-sided
 * exact rank sum test. Source: Mann and Whitney, "On a test of whether one of two random variables
 * is stochastically larger than the other" (1947).
 */
export function chanceOf(before: readonly number[], after: readonly number[]): number {
  const against = before.reduce(
    (sum, slow) => sum + after.filter((fast) => fast >= slow).length,
    0,
  );
  const known = new Map<string, number>();
  /** Orders of n and m runs in which exactly u pairs are the wrong way round. */
  const orders = (n: number, m: number, u: number): number => {
    if (u < 0) return 0;
    if (n === 0 || m === 0) return u === 0 ? 1 : 0;
    const key = `${n} ${m} ${u}`;
    const found = known.get(key) ?? orders(n - 1, m, u - m) + orders(n, m - 1, u);
    known.set(key, found);
    return found;
  };
  const [n, m] = [before.length, after.length];
  const count = (from: number, to: number): number =>
    Array.from({ length: to - from + 1 }, (_, at) => orders(n, m, from + at)).reduce(
      (sum, value) => sum + value,
      0,
    );
  return count(0, against) / count(0, n * m);
}

/** Returns whether more runs cannot be expected to show a gain: the quickest show no part of it. */
export function isHopeless(
  before: readonly number[],
  after: readonly number[],
  demands: Demands,
): boolean {
  const slow = Math.min(...before);
  return slow - Math.min(...after) < wantedGain(slow, demands) / 4;
}
