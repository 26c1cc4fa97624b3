import { byNewest, type VersionNode } from './version';

/** Versions and what they come from, ready to be asked. Immutable. */
export interface VersionGraph {
  /** All of them: children before their parents, else the newest first. */
  readonly order: readonly VersionNode[];
  readonly byId: ReadonlyMap<string, VersionNode>;
  /** Those of a version's parents that are here, in its own order. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Those that come from it, the newest first. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

const none: readonly string[] = [];

/** Returns what a map holds for an id; nothing where it holds none. */
export const linksOf = (
  links: ReadonlyMap<string, readonly string[]>,
  id: string,
): readonly string[] => links.get(id) ?? none;

/**
 * Returns all nodes with parents before their children. What forged records call a parent of its
 * own ancestor is no parent.
 */
function parentsFirst(nodes: readonly VersionNode[], parents: Map<string, readonly string[]>) {
  const sorted: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const { id: start } of nodes) {
    const stack = [{ id: start, next: 0 }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const parent = linksOf(parents, top.id)[top.next];
      top.next += 1;
      if (parent === undefined) {
        state.set(top.id, 'done');
        sorted.push(top.id);
        stack.pop();
      } else if (state.get(parent) === 'open') {
        const own = linksOf(parents, top.id);
        parents.set(top.id, own.toSpliced(top.next - 1, 1));
        top.next -= 1;
      } else if (!state.has(parent)) {
        state.set(parent, 'open');
        stack.push({ id: parent, next: 0 });
      }
    }
  }
  return sorted;
}

/**
 * Returns the graph of versions and traces. Each id is there once; parents that are not among the
 * nodes are left out. Clocks that go wrong do not put a child below its parent.
 */
export function graphOf(nodes: readonly VersionNode[]): VersionGraph {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const unique = [...byId.values()].sort(byNewest);
  const parents = new Map(
    unique.map(({ id, parents: own }) => [
      id,
      [...new Set(own)].filter((parent) => parent !== id && byId.has(parent)),
    ]),
  );
  const links = new Map<string, readonly string[]>(parents);
  // A version is never older than its parents, and of the same moment always behind them.
  const moments = new Map<string, { at: number; depth: number }>();
  for (const id of parentsFirst(unique, links)) {
    const before = linksOf(links, id).flatMap((parent) => moments.get(parent) ?? []);
    moments.set(id, {
      at: before.reduce((latest, { at }) => Math.max(latest, at), byId.get(id)?.at ?? 0),
      depth: 1 + before.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
    });
  }
  const momentOf = ({ id }: VersionNode) => moments.get(id) ?? { at: 0, depth: 0 };
  const order = unique.sort((one, other) => {
    const [a, b] = [momentOf(one), momentOf(other)];
    return b.at - a.at || b.depth - a.depth || byNewest(one, other);
  });
  const children = new Map<string, string[]>();
  for (const { id } of order) {
    for (const parent of linksOf(links, id)) {
      const list = children.get(parent);
      if (list) list.push(id);
      else children.set(parent, [id]);
    }
  }
  return { order, byId, parents: links, children };
}

/** Returns the ids of all that these come from, themselves included. */
export function ancestorsOf(graph: VersionGraph, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...ids].filter((id) => graph.byId.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...linksOf(graph.parents, id));
  }
  return found;
}

/**
 * Returns the nearest common ancestors of two sets of versions, the newest first: those that are no
 * ancestors of others of them. A version is an ancestor of itself.
 */
export function commonAncestors(
  graph: VersionGraph,
  ones: Iterable<string>,
  others: Iterable<string>,
): readonly VersionNode[] {
  const left = ancestorsOf(graph, ones);
  const right = ancestorsOf(graph, others);
  const covered = new Set<string>();
  const nearest: VersionNode[] = [];
  for (const node of graph.order) {
    const isCommon = left.has(node.id) && right.has(node.id);
    if (isCommon && !covered.has(node.id)) nearest.push(node);
    if (!isCommon && !covered.has(node.id)) continue;
    for (const parent of linksOf(graph.parents, node.id)) covered.add(parent);
  }
  return nearest;
}

/**
 * Returns for every node the nearest ones that are shown, or kept: itself when it is, else those of
 * its parents. Each list has an id once.
 */
export function nearestKept(
  graph: VersionGraph,
  isKept: (id: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const nearest = new Map<string, readonly string[]>();
  for (const { id } of graph.order.toReversed()) {
    const own = linksOf(graph.parents, id);
    const [only] = own;
    // A line of versions hands its list on as it is.
    const list = isKept(id)
      ? [id]
      : own.length === 1 && only !== undefined
        ? linksOf(nearest, only)
        : [...new Set(own.flatMap((parent) => linksOf(nearest, parent)))];
    nearest.set(id, list);
  }
  return nearest;
}

/** Returns the graph of those that are kept alone, joined to the nearest kept ones before them. */
export function keptGraph(graph: VersionGraph, isKept: (id: string) => boolean): VersionGraph {
  const nearest = nearestKept(graph, isKept);
  const nodes = graph.order
    .filter(({ id }) => isKept(id))
    .map(({ id, at }) => ({
      id,
      at,
      parents: linksOf(graph.parents, id).flatMap((parent) => linksOf(nearest, parent)),
    }));
  return graphOf(nodes);
}

/** Where two versions meet. */
export interface MergeBase {
  readonly id: string;
  /** Whether it is the very ancestor, and not an earlier one, because that was let go. */
  readonly isExact: boolean;
}

/**
 * Returns the version to merge two on: the nearest common ancestor, of several the latest; where its
 * contents are gone, the latest kept one before it. Null when they have none in common.
 * @param ones the version, or where it is not here its parents, as it carries them
 */
export function mergeBase(
  graph: VersionGraph,
  ones: readonly string[],
  others: readonly string[],
  isKept: (id: string) => boolean = () => true,
): MergeBase | null {
  const nearest = commonAncestors(graph, ones, others);
  const kept = nearest.find(({ id }) => isKept(id));
  if (kept) return { id: kept.id, isExact: true };
  const before = ancestorsOf(
    graph,
    nearest.map(({ id }) => id),
  );
  const found = graph.order.find(({ id }) => before.has(id) && isKept(id));
  return found ? { id: found.id, isExact: false } : null;
}
