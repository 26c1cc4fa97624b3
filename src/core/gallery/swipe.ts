/** Where and when a finger was, in CSS pixels and milliseconds. */
export interface Touched {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/** A swipe is at least so long, in CSS pixels, and takes at most so many milliseconds. */
const [shortest, longest] = [60, 300];

/**
 * Returns how many pictures a finger goes on by a swipe across: 1 for one to the left, −1 to the right,
 * 0 for what is none, as a slow one, which moves the line between before and after.
 */
export function swiped(from: Touched, to: Touched): -1 | 0 | 1 {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const isSwipe = Math.abs(across) >= shortest && Math.abs(across) >= 2 * Math.abs(down);
  if (!isSwipe || to.at - from.at > longest) return 0;
  return across < 0 ? 1 : -1;
}
