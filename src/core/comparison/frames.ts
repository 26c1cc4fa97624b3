import type { Arrangement } from './look';

/** A moment of a sheet. */
export interface Moment {
  /** How long it lasts, in milliseconds. */
  readonly delay: number;
  /** Where the first of two pictures that lie over one another ends, 0 to 1; null: none do. */
  readonly at: number | null;
}

/** Pictures of a wipe from the one to the other, and how long each of them is shown. */
const wipe = { steps: 10, delay: 40 } as const;

const between = Array.from({ length: wipe.steps }, (_, index) => (index + 1) / (wipe.steps + 1));

/**
 * Returns what a sheet shows, one moment after the other: a single one unless it is animated. An
 * animation that loops comes back to its beginning as it left it.
 */
export function framesOf(arrangement: Arrangement): readonly Moment[] {
  if (arrangement.kind === 'grid') return [{ delay: 0, at: null }];
  if (arrangement.kind === 'split') return [{ delay: 0, at: arrangement.at }];
  const { change, seconds, loops } = arrangement;
  const rest = (at: number): Moment => ({ delay: Math.round(1000 * seconds), at });
  if (change === 'blink') return [rest(1), rest(0)];
  const moving = (at: number): Moment => ({ delay: wipe.delay, at });
  const there = between.toReversed().map(moving);
  return [rest(1), ...there, rest(0), ...(loops ? between.map(moving) : [])];
}
