import { median, timesOf } from '../report/profile';

/** What a trial must come to before a person is asked to look at it. */
export interface Demands {
  /** Of the whole time: this share, and this many milliseconds. */
  readonly gainShare: number;
  readonly gainMs: number;
  /** Structural similarity of the pictures at the least: the mean, and of the worst block. */
  readonly mean: number;
  readonly worst: number;
  /** The most that any value may differ, from 0 to 255. */
  readonly maximumDifference: number;
  /** The most that the file may grow, as a factor. */
  readonly growth: number;
}

/** How much two pictures, and the files made of them, differ. */
export interface Difference {
  readonly mean: number;
  readonly worst: number;
  readonly maximumDifference: number;
  /** How many pixels wider and higher the second one is; at most one either way. */
  readonly wider: number;
  readonly higher: number;
}

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

/**
 * Returns whether a gain is real. Runs alternate, so both sides meet the same disturbances. The
 * medians must be far enough apart, and farther than both sides' own spread. Disturbances only ever
 * add time, so the quickest runs are the cleanest: they must show at least half of the gain.
 */
export function isRealGain(
  before: readonly number[],
  after: readonly number[],
  demands: Demands,
): boolean {
  const [slow, fast] = [timesOf(before), timesOf(after)];
  const wanted = wantedGain(slow.medianMs, demands);
  const gain = slow.medianMs - fast.medianMs;
  return (
    gain >= wanted &&
    gain > spreadOf(before) + spreadOf(after) &&
    slow.leastMs - fast.leastMs >= wanted / 2
  );
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
