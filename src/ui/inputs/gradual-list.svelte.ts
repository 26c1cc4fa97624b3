import { afterPaint } from '../after-paint';

interface Options {
  readonly options: readonly unknown[];
}

/** Rows of one go: all at once would keep the press that opens a long list waiting. */
export const atOnce = 12;

/** Returns the groups that the first rows are in, each with those of its rows that are among them. */
export function firstOf<Group extends Options>(
  groups: readonly Group[],
  rows: number,
): readonly Group[] {
  let left = rows;
  return groups.flatMap((group) => {
    const options = group.options.slice(0, left);
    left -= options.length;
    return options.length > 0 ? [{ ...group, options }] : [];
  });
}

/** A list whose first rows are there at once, and more after each frame. Made while its component is. */
export class GradualList<Group extends Options> {
  #rows = $state(atOnce);
  readonly shown = $derived.by(() => firstOf(this.groups(), this.#rows));

  /** Whether rows are still to come. */
  readonly busy = $derived.by(
    () => this.groups().reduce((sum, { options }) => sum + options.length, 0) > this.#rows,
  );

  constructor(private readonly groups: () => readonly Group[]) {
    $effect(() => {
      if (!this.busy) return;
      // Asked for by number: while it stays busy, each new one asks for the next.
      const next = this.#rows + atOnce;
      return afterPaint(() => (this.#rows = next));
    });
  }
}
