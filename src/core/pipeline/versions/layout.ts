import { linksOf, type VersionGraph } from './graph';

/** A version in the drawing: a row from the top and a lane from the left, both from 0. */
export interface LayoutRow {
  readonly id: string;
  readonly row: number;
  readonly lane: number;
}

/** A line from a version down to one that it comes from. It runs in `lane` and bends at its ends. */
export interface LayoutEdge {
  readonly from: LayoutRow;
  readonly to: LayoutRow;
  readonly lane: number;
  /** Whether it leads to another parent than the first, as after a merge. */
  readonly isMerge: boolean;
}

export interface GraphLayout {
  readonly rows: readonly LayoutRow[];
  /** By the row that they leave from, from the top. */
  readonly edges: readonly LayoutEdge[];
  readonly lanes: number;
}

/** Numbers from 0 of which the least free one is handed out. A heap, for many branches. */
class Lanes {
  readonly #free: number[] = [];
  #count: number;

  constructor(first: number) {
    this.#count = first;
  }

  get count(): number {
    return this.#count;
  }

  take(): number {
    const free = this.#free;
    const least = free[0];
    const last = free.pop();
    if (least === undefined || last === undefined) {
      this.#count += 1;
      return this.#count - 1;
    }
    if (free.length > 0) this.#sink(last);
    return least;
  }

  give(lane: number): void {
    const free = this.#free;
    let at = free.length;
    free.push(lane);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const value = free[above] ?? -1;
      if (value <= lane) break;
      free[at] = value;
      at = above;
    }
    free[at] = lane;
  }

  #sink(lane: number): void {
    const free = this.#free;
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const under = (free[right] ?? Infinity) < (free[left] ?? Infinity) ? right : left;
      const value = free[under] ?? Infinity;
      if (value >= lane) break;
      free[at] = value;
      at = under;
    }
    free[at] = lane;
  }
}

interface OpenEdge {
  readonly from: LayoutRow;
  readonly lane: number;
  readonly isMerge: boolean;
}

/**
 * Returns where to draw the versions of a graph and the lines between them, in the graph's order.
 * The work grows with the number of versions and lines (and the logarithm of that of branches).
 * @param head the version that the pipeline of now comes from: it and its first parents have lane 0
 */
export function layOut(graph: VersionGraph, head: string | null = null): GraphLayout {
  const trunk = new Set<string>();
  for (let id = head; id !== null && graph.byId.has(id) && !trunk.has(id);) {
    trunk.add(id);
    id = linksOf(graph.parents, id)[0] ?? null;
  }
  const lanes = new Lanes(trunk.size > 0 ? 1 : 0);
  const isTrunk = trunk.size > 0 ? (lane: number) => lane === 0 : () => false;
  const waiting = new Map<string, OpenEdge[]>();
  const rows: LayoutRow[] = [];
  const edges: LayoutEdge[] = [];
  for (const [row, { id }] of graph.order.entries()) {
    const arriving = waiting.get(id) ?? [];
    waiting.delete(id);
    const own = arriving.map(({ lane }) => lane).filter((lane) => !isTrunk(lane));
    const least = own.reduce((found, lane) => Math.min(found, lane), Infinity);
    const lane = trunk.has(id) ? 0 : least === Infinity ? lanes.take() : least;
    const placed = { id, row, lane };
    rows.push(placed);
    for (const edge of arriving) edges.push({ ...edge, to: placed });
    for (const one of own) if (one !== lane) lanes.give(one);
    const parents = linksOf(graph.parents, id);
    for (const [index, parent] of parents.entries()) {
      const edge: OpenEdge = {
        from: placed,
        lane: index === 0 ? lane : lanes.take(),
        isMerge: index > 0,
      };
      const list = waiting.get(parent);
      if (list) list.push(edge);
      else waiting.set(parent, [edge]);
    }
    if (parents.length === 0 && !isTrunk(lane)) lanes.give(lane);
  }
  edges.sort((one, other) => one.from.row - other.from.row || one.to.row - other.to.row);
  return { rows, edges, lanes: Math.max(lanes.count, rows.length > 0 ? 1 : 0) };
}
