import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { anyHistory, headOf, idOf } from '../../testing/any-history';
import { ancestorsOf, commonAncestors, graphOf, keptGraph, linksOf, mergeBase } from './graph';
import { layOut } from './layout';
import type { VersionNode } from './version';

const runs = { numRuns: 500 };

/** The same by the slow and plain way: everything above a version, by its definition. */
function plainAncestors(nodes: readonly VersionNode[], id: string): Set<string> {
  const own = nodes.find((node) => node.id === id);
  const found = new Set([id]);
  for (const parent of own?.parents ?? []) {
    if (nodes.some((node) => node.id === parent)) {
      for (const one of plainAncestors(nodes, parent)) found.add(one);
    }
  }
  return found;
}

describe('the graph of versions', () => {
  it('has children before their parents, whatever the clocks said', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
        (history, at) => {
          const nodes = history.map((head, index) => ({ ...head, at: at[index] ?? 0 }));
          const { order, parents } = graphOf(nodes);
          const places = new Map(order.map(({ id }, place) => [id, place]));
          expect(order.length).toBe(history.length);
          for (const [id, own] of parents) {
            for (const parent of own) {
              expect(places.get(parent)).toBeGreaterThan(places.get(id) ?? Infinity);
            }
          }
        },
      ),
      runs,
    );
  });

  it('has the newest first where clocks are right, and one order however it is given', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { order } = graphOf(history);
        expect(order).toEqual(graphOf(history.toReversed()).order);
        for (const [index, { at }] of order.entries()) {
          expect(at).toBeGreaterThanOrEqual(order[index + 1]?.at ?? 0);
        }
      }),
      runs,
    );
  });

  it('bears records that are forged into a ring', () => {
    const ring = [headOf(1, [3]), headOf(2, [1]), headOf(3, [2]), headOf(4, [4, 9])];
    const { order, parents } = graphOf(ring);
    expect(order.length).toBe(4);
    expect([...parents.values()].flat().length).toBe(2);
    expect(ancestorsOf(graphOf(ring), [idOf(1), idOf(2), idOf(3)]).size).toBe(3);
  });

  it('finds the nearest common ancestors', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.nat(), (history, one, other) => {
        const graph = graphOf(history);
        const [a, b] = [one, other].map((number) => idOf(number % history.length));
        if (a === undefined || b === undefined) return;
        const others = plainAncestors(history, b);
        const common = [...plainAncestors(history, a)].filter((id) => others.has(id));
        const nearest = common.filter(
          (id) => !common.some((below) => below !== id && plainAncestors(history, below).has(id)),
        );
        const found = commonAncestors(graph, [a], [b]);
        expect(found.map(({ id }) => id).sort()).toEqual(nearest.sort());
        expect(mergeBase(graph, [a], [b])?.id).toBe(found[0]?.id);
      }),
      runs,
    );
  });

  it('takes the latest of several nearest ones, and what is kept before one that is gone', () => {
    // Two branches that were merged crosswise.
    const nodes = [
      headOf(0, []),
      headOf(1, [0]),
      headOf(2, [0]),
      headOf(3, [1, 2]),
      headOf(4, [2, 1]),
    ];
    const graph = graphOf(nodes);
    expect(mergeBase(graph, [idOf(3)], [idOf(4)])).toEqual({ id: idOf(2), isExact: true });
    const without =
      (...gone: number[]) =>
      (id: string) =>
        !gone.map(idOf).includes(id);
    expect(mergeBase(graph, [idOf(3)], [idOf(4)], without(2))?.id).toBe(idOf(1));
    expect(mergeBase(graph, [idOf(3)], [idOf(4)], without(1, 2))).toEqual({
      id: idOf(0),
      isExact: false,
    });
    // A copy that is not known here says what it was made from.
    expect(mergeBase(graph, [idOf(99), idOf(1)], [idOf(4)])?.id).toBe(idOf(1));
    expect(mergeBase(graph, [idOf(99)], [idOf(4)])).toBeNull();
  });

  it('keeps ancestry when only some are shown', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        (history, shown) => {
          const isKept = (id: string) => shown[history.findIndex((head) => head.id === id)] ?? true;
          const kept = keptGraph(graphOf(history), isKept);
          for (const { id } of kept.order) {
            const real = [...plainAncestors(history, id)].filter(isKept).sort();
            expect([...ancestorsOf(kept, [id])].sort()).toEqual(real);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the drawing of the graph', () => {
  it('has a row each, a line for each parent, and no two lines in one place', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, number) => {
        const graph = graphOf(history);
        const { rows, edges, lanes } = layOut(graph, idOf(number % history.length));
        expect(rows.map(({ id }) => id)).toEqual(graph.order.map(({ id }) => id));
        expect(edges.length).toBe([...graph.parents.values()].flat().length);
        const used = new Map<string, string>();
        for (const { from, to, lane } of edges) {
          expect(graph.parents.get(from.id)).toContain(to.id);
          expect(lane).toBeLessThan(lanes);
          for (let row = from.row + 1; row < to.row; row += 1) {
            // Neither another line nor a version stands where a line runs.
            expect(used.get(`${row} ${lane}`)).toBeUndefined();
            expect(rows[row]?.lane).not.toBe(lane);
            used.set(`${row} ${lane}`, from.id);
          }
        }
        for (const { id, row, lane } of rows) {
          // A line that begins here takes the first lane that is free.
          if (lane === 0 || edges.some(({ to }) => to.id === id)) continue;
          for (let free = 1; free < lane; free += 1) expect(used.has(`${row} ${free}`)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('has what now comes from straight at the left', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, number) => {
        const graph = graphOf(history);
        const head = idOf(number % history.length);
        const { rows } = layOut(graph, head);
        const trunk = new Set<string>();
        for (
          let id: string | undefined = head;
          id !== undefined;
          [id] = linksOf(graph.parents, id)
        ) {
          trunk.add(id);
        }
        for (const { id, lane } of rows) expect(lane === 0).toBe(trunk.has(id));
      }),
      runs,
    );
  });

  it('puts a branch beside the line that it leaves', () => {
    const history = [
      headOf(0, []),
      headOf(1, [0]),
      headOf(2, [0]),
      headOf(3, [1, 2]),
      headOf(4, [3]),
    ];
    const { rows, edges, lanes } = layOut(graphOf(history), idOf(4));
    expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 1, 0, 0]);
    expect(edges.map(({ lane, isMerge }) => [lane, isMerge])).toEqual([
      [0, false],
      [1, true],
      [0, false],
      [1, false],
      [0, false],
    ]);
    expect(lanes).toBe(2);
  });
});
