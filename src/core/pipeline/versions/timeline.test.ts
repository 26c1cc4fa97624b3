import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { anyHistory, headOf, idOf } from '../../testing/any-history';
import { graphOf } from './graph';
import { findVersions, isLandmark, localDay, timelineOf } from './timeline';

const byId = (history: ReturnType<typeof headOf>[] | readonly ReturnType<typeof headOf>[]) =>
  new Map(history.map((head) => [head.id, head]));

describe('the timeline', () => {
  it('has every version once, by day, with days going back', () => {
    fc.assert(
      fc.property(anyHistory, fc.boolean(), (history, all) => {
        const graph = graphOf(history);
        const days = timelineOf(graph, byId(history), (head) => all || isLandmark(graph, head));
        const ids = days.flatMap(({ rows }) =>
          rows.flatMap((row) => (row.kind === 'version' ? [row.id] : row.ids)),
        );
        expect(ids).toEqual(graph.order.map(({ id }) => id));
        const names = days.map(({ day }) => day);
        expect(names).toEqual([...new Set(names)].sort().reverse());
        for (const { day, rows } of days) {
          for (const row of rows) {
            const id = row.kind === 'version' ? row.id : row.ids[0];
            expect(localDay(byId(history).get(id ?? '')?.at ?? 0)).toBe(day);
          }
          // Two that are folded never stand side by side.
          for (const [index, row] of rows.entries()) {
            if (row.kind === 'folded') expect(rows[index + 1]?.kind).not.toBe('folded');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('folds checkpoints between what has a name', () => {
    const history = [
      headOf(0, [], { reason: 'opened' }),
      headOf(1, [0]),
      headOf(2, [1]),
      headOf(3, [2], { label: { name: 'Golden hour', at: 3 } }),
      headOf(4, [3]),
      headOf(5, [4], { reason: 'export' }),
    ];
    // Ends and beginnings of branches are shown whatever they were kept for.
    const line = [headOf(0, []), headOf(1, [0]), headOf(2, [1]), headOf(3, [1])];
    const branched = graphOf(line);
    expect(line.filter((head) => isLandmark(branched, head)).length).toBe(4);
    expect(line.slice(0, 3).filter((head) => isLandmark(graphOf(line.slice(0, 3)), head))).toEqual([
      line[0],
      line[2],
    ]);
    const graph = graphOf(history);
    const days = timelineOf(
      graph,
      byId(history),
      (head) => isLandmark(graph, head),
      () => 'day',
    );
    expect(days).toEqual([
      {
        day: 'day',
        rows: [
          { kind: 'version', id: idOf(5) },
          { kind: 'folded', ids: [idOf(4)] },
          { kind: 'version', id: idOf(3) },
          { kind: 'folded', ids: [idOf(2), idOf(1)] },
          { kind: 'version', id: idOf(0) },
        ],
      },
    ]);
  });

  it('puts what a wrong clock made younger under the day of what came of it', () => {
    const history = [headOf(0, [], { at: 2e9 * 1_000 }), headOf(1, [0], { at: 1e9 * 1_000 })];
    const days = timelineOf(graphOf(history), byId(history), () => true);
    expect(days.map(({ rows }) => rows.length)).toEqual([2]);
  });
});

describe('the search', () => {
  const history = [
    headOf(0, [], { label: { name: 'First draft', note: 'As sent to the client', at: 0 } }),
    headOf(1, [0], { about: 'Portrait', operations: ['white-balance'] }),
    headOf(2, [1], { carriedBy: [{ kind: 'export', at: 2, name: 'owl.jpg' }], title: 'Owls' }),
  ];
  it.each([
    ['', [0, 1, 2]],
    ['CLIENT draft', [0]],
    ['white balance', [1]],
    ['portrait', [1]],
    ['owl.JPG', [2]],
    ['owls', [2]],
    ['nothing of this', []],
  ])('finds %j', (query, found) => {
    expect(findVersions(history, query).map(({ id }) => id)).toEqual(found.map(idOf));
  });
});
