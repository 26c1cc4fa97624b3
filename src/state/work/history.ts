import type { WorkChange } from './work-change';

/** One thing that can be undone: what was done, and how all was before it. */
export interface HistoryEntry<Snapshot> {
  readonly change: WorkChange;
  readonly snapshot: Snapshot;
}

/** Undo and redo as immutable data. `past` and `future` are nearest last. */
export interface History<Snapshot> {
  readonly past: readonly HistoryEntry<Snapshot>[];
  readonly present: Snapshot;
  readonly future: readonly HistoryEntry<Snapshot>[];
  /** Commits with the same key belong to one gesture, such as one drag of a slider. */
  readonly gesture: string | null;
}

/** Returns a history in which nothing can be undone. */
export const startHistory = <Snapshot>(present: Snapshot): History<Snapshot> => ({
  past: [],
  present,
  future: [],
  gesture: null,
});

/**
 * Returns the history after a `change` that leads to `next`. With the `gesture` of
 * the change before it, the two become one. What could be redone is gone. At most `max` changes
 * are remembered.
 */
export function commit<Snapshot>(
  history: History<Snapshot>,
  change: WorkChange,
  next: Snapshot,
  max: number,
  gesture: string | null = null,
): History<Snapshot> {
  if (next === history.present) return history;
  const merges = gesture !== null && gesture === history.gesture && history.past.length > 0;
  const past = merges
    ? history.past
    : [...history.past, { change, snapshot: history.present }].slice(-max);
  return { past, present: next, future: [], gesture };
}

/** Returns the history after the gesture ended, so that the next change stands for itself. */
export const endGesture = <Snapshot>(history: History<Snapshot>): History<Snapshot> =>
  history.gesture === null ? history : { ...history, gesture: null };

/** Returns the history one change back, or the same when there is none. */
export function undo<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const entry = history.past.at(-1);
  if (!entry) return history;
  return {
    past: history.past.slice(0, -1),
    present: entry.snapshot,
    future: [...history.future, { change: entry.change, snapshot: history.present }],
    gesture: null,
  };
}

/** Returns the history one change forward, or the same when there is none. */
export function redo<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const entry = history.future.at(-1);
  if (!entry) return history;
  return {
    past: [...history.past, { change: entry.change, snapshot: history.present }],
    present: entry.snapshot,
    future: history.future.slice(0, -1),
    gesture: null,
  };
}
