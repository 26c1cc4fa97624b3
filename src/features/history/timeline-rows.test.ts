import { describe, expect, it } from 'vitest';
import { graphOf } from '../../core/pipeline/versions/graph';
import type { VersionHead } from '../../core/pipeline/versions/version';
import { linePath, nowId, rowsBetween, timelineRows } from './timeline-rows';

const noon = new Date(2026, 10, 27, 12).getTime();
const minute = 60_000;

const head = (id: string, parents: readonly string[], more: Partial<VersionHead>): VersionHead => ({
  id,
  lineage: 'l',
  parents,
  at: noon,
  reason: 'checkpoint',
  carriedBy: [],
  title: 'Untitled',
  steps: 1,
  operations: ['sepia'],
  bytes: 10,
  ...more,
});

/** A line of versions, the oldest first, of which every tenth was kept by hand. */
const line = (count: number): readonly VersionHead[] =>
  Array.from({ length: count }, (_, index) =>
    head(`v${index}`, index === 0 ? [] : [`v${index - 1}`], {
      at: noon - (count - index) * minute,
      ...(index % 10 === 0 ? { reason: 'asked', label: { name: `Ten ${index}`, at: noon } } : {}),
    }),
  );

const wish = (heads: readonly VersionHead[]) => ({
  graph: graphOf(heads),
  heads,
  head: heads.at(-1)?.id ?? null,
  filter: 'all' as const,
  query: '',
  unfolded: new Set<string>(),
  now: noon,
});

describe('timelineRows', () => {
  it('puts Now first, then the newest, and folds what was kept by itself', () => {
    const { rows, nowLine, lines } = timelineRows(wish(line(25)));
    expect(rows.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'day day:2026-11-27',
      'now now',
      'version v24',
      'folded folded:v23',
      'version v20',
      'folded folded:v19',
      'version v10',
      'folded folded:v9',
      'version v0',
    ]);
    const [, now, tip] = rows;
    expect(nowLine).toMatchObject({
      from: { y: (now?.top ?? 0) + 31 },
      to: { y: (tip?.top ?? 0) + 31, lane: 0 },
    });
    expect(lines).toHaveLength(3);
  });

  it('opens a fold', () => {
    const heads = line(25);
    const ids = ['v23', 'v22', 'v21'];
    const { rows } = timelineRows({ ...wish(heads), unfolded: new Set(ids) });
    expect(rows.filter(({ kind }) => kind === 'version').map(({ key }) => key)).toEqual([
      'v24',
      ...ids,
      'v20',
      'v10',
      'v0',
    ]);
  });

  it('lists only what a filter or words leave, without Now and folds, on lines that stay joined', () => {
    const named = timelineRows({ ...wish(line(25)), filter: 'named' });
    expect(named.rows.map(({ key }) => key)).toEqual(['day:2026-11-27', 'v20', 'v10', 'v0']);
    expect(named.lines).toHaveLength(2);
    expect(named.nowLine).toBeNull();
    const found = timelineRows({ ...wish(line(25)), query: 'ten 10' });
    expect(found.rows.map(({ key }) => key)).toEqual(['day:2026-11-27', 'v10']);
    expect(timelineRows({ ...wish(line(25)), filter: 'exported' }).rows).toEqual([]);
  });

  it('says the day of now where nothing was kept today', () => {
    const heads = line(2).map((one) => ({ ...one, at: one.at - 86_400_000 }));
    expect(timelineRows(wish(heads)).rows.map(({ key }) => key)).toEqual([
      'day:2026-11-27',
      nowId,
      'day:2026-11-26',
      'v1',
      'v0',
    ]);
    expect(timelineRows(wish([])).rows.map(({ key }) => key)).toEqual(['day:2026-11-27', nowId]);
  });

  it('has Now once above versions of a clock that went wrong', () => {
    const heads = line(2).map((one, index) => ({ ...one, at: one.at + index * 86_400_000 }));
    const keys = timelineRows(wish(heads)).rows.map(({ key }) => key);
    expect(keys).toEqual(['day:2026-11-28', nowId, 'v1', 'day:2026-11-27', 'v0']);
  });
});

describe('rowsBetween', () => {
  it('finds the rows that are in sight, those that are cut off too', () => {
    const { rows } = timelineRows(wish(line(25)));
    // A day of 30, then rows of 62.
    expect(rowsBetween(rows, 0, 31)).toEqual({ first: 0, end: 2 });
    expect(rowsBetween(rows, 30, 92)).toEqual({ first: 1, end: 2 });
    expect(rowsBetween(rows, 31, 93)).toEqual({ first: 1, end: 3 });
    expect(rowsBetween(rows, 1e6, 2e6)).toEqual({ first: rows.length, end: rows.length });
  });
});

describe('linePath', () => {
  it('goes straight down in a lane, and bends into another', () => {
    const [top, below] = [
      { y: 10, lane: 0 },
      { y: 210, lane: 0 },
    ];
    expect(linePath({ from: top, to: below, lane: 0 }, 1)).toBe('M22 10V50V170V210');
    expect(linePath({ from: top, to: below, lane: 1 }, 2)).toBe(
      'M22 10C22 30 40 30 40 50V170C40 190 22 190 22 210',
    );
  });
});
