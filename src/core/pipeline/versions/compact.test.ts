import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { anyHistory, headOf, idOf } from '../../testing/any-history';
import { type Compaction, compact } from './compact';
import { ancestorsOf, graphOf, linksOf, mergeBase } from './graph';
import { traceOf } from './record';
import { isNamed, type VersionHead, type VersionTrace } from './version';

const runs = { numRuns: 400 };
const hour = 3_600_000;
const roomy = { count: 1_000, bytes: 1e9, traces: 1_000 };

/** Returns what is stored after a compaction. */
function after(heads: readonly VersionHead[], traces: readonly VersionTrace[], done: Compaction) {
  const gone = new Set(done.strip.map(({ id }) => id));
  const again = new Map(done.relink.map((trace) => [trace.id, trace]));
  return {
    heads: heads.filter(({ id }) => !gone.has(id)),
    traces: [...traces, ...done.strip.map(traceOf)]
      .filter(({ id }) => !done.forget.includes(id))
      .map((trace) => again.get(trace.id) ?? trace),
  };
}

const lastOf = (history: readonly VersionHead[]): number => history.at(-1)?.at ?? 0;

describe('compaction', () => {
  it('keeps what has a name, where branches part or end, and all of the last hour', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(60 * hour), (history, later) => {
        const now = lastOf(history) + later;
        const { children } = graphOf(history);
        const { heads } = after(history, [], compact(history, [], now, { bounds: roomy }));
        const kept = new Set(heads.map(({ id }) => id));
        for (const head of history) {
          const isCorner = linksOf(children, head.id).length !== 1;
          if (isNamed(head) || isCorner || now - head.at < hour) expect(kept).toContain(head.id);
        }
      }),
      runs,
    );
  });

  it('keeps one an hour for a day and one a day after that', () => {
    const start = Date.UTC(2026, 10, 1);
    // Every ten minutes for four days, in one line.
    const history = Array.from({ length: 576 }, (_, number) =>
      headOf(number, number === 0 ? [] : [number - 1], { at: start + number * 600_000 }),
    );
    const now = start + 96 * hour - 60_000;
    const { heads } = after(history, [], compact(history, [], now, { bounds: roomy }));
    const hours = (from: number, to: number) =>
      heads.filter(({ at }) => now - at >= from * hour && now - at < to * hour).length;
    expect(hours(0, 1)).toBe(6);
    expect(hours(1, 24)).toBe(23);
    expect(hours(24, 200)).toBe(3);
    // Of a stretch the newest stays, but one that went out stays before it.
    const out = history.map((head, number) =>
      number === 7 ? { ...head, carriedBy: [{ kind: 'link' as const, at: head.at }] } : head,
    );
    const { strip } = compact(out, [], now, { bounds: roomy });
    expect(strip.map(({ id }) => id)).not.toContain(idOf(7));
    const { strip: unpinned } = compact(history, [], now, { bounds: roomy });
    expect(unpinned.map(({ id }) => id)).toContain(idOf(7));
    const pinned = compact(history, [], now, { bounds: roomy, pinned: new Set([idOf(7)]) });
    expect(pinned.strip.map(({ id }) => id)).not.toContain(idOf(7));
    const withPin = (on: boolean) =>
      history.map((head, number) => (number === 7 ? { ...head, pin: { on, at: 0 } } : head));
    const stripped = (on: boolean) =>
      compact(withPin(on), [], now, { bounds: roomy }).strip.map(({ id }) => id);
    expect(stripped(true)).not.toContain(idOf(7));
    expect(stripped(false)).toContain(idOf(7));
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(60 * hour), (history, later) => {
        const now = lastOf(history) + later;
        const { heads, traces } = after(history, [], compact(history, [], now));
        const again = compact(heads, traces, now);
        expect(again).toEqual({ strip: [], relink: [], forget: [], over: { count: 0, bytes: 0 } });
      }),
      runs,
    );
  });

  it('changes nothing when it is done again at once, and later lets go of no more than it keeps', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(60 * hour), fc.nat(60 * hour), (history, soon, later) => {
        const [first, second] = [lastOf(history) + soon, lastOf(history) + soon + later];
        const early = after(history, [], compact(history, [], first, { bounds: roomy }));
        expect(compact(early.heads, early.traces, first, { bounds: roomy }).strip).toEqual([]);
        const done = compact(early.heads, early.traces, second, { bounds: roomy });
        const kept = after(early.heads, early.traces, done).heads.map(({ id }) => id);
        expect(early.heads.map(({ id }) => id)).toEqual(expect.arrayContaining(kept));
        const named = history.filter(({ label }) => label !== undefined).map(({ id }) => id);
        expect(kept).toEqual(expect.arrayContaining(named));
      }),
      runs,
    );
  });

  it('keeps ancestry and the common ancestors, also when traces go', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(60 * hour), fc.nat(20), (history, later, most) => {
        const now = lastOf(history) + later;
        const bounds = { ...roomy, traces: most };
        const real = graphOf(history);
        const { heads, traces } = after(history, [], compact(history, [], now, { bounds }));
        const kept = new Set(heads.map(({ id }) => id));
        const graph = graphOf([...heads, ...traces]);
        const isKept = (id: string) => kept.has(id);
        for (const { id } of heads) {
          const before = [...ancestorsOf(real, [id])].filter(isKept).sort();
          expect([...ancestorsOf(graph, [id])].filter(isKept).sort()).toEqual(before);
        }
        for (const [index, { id }] of heads.entries()) {
          const other = heads[(index * 7 + 3) % heads.length]?.id ?? id;
          const base = mergeBase(real, [id], [other], isKept);
          const found = mergeBase(graph, [id], [other], isKept);
          expect(found?.id).toBe(base?.id);
        }
      }),
      runs,
    );
  });

  it('lets go of traces that nothing needs when there are too many', () => {
    const history = Array.from({ length: 200 }, (_, number) =>
      headOf(number, number === 0 ? [] : [number - 1], { at: number * 60_000 }),
    );
    const now = 1_000 * hour;
    const bounds = { ...roomy, traces: 10 };
    const done = compact(history, [], now, { bounds });
    const { heads, traces } = after(history, [], done);
    expect(heads.length).toBeLessThan(5);
    expect(traces.length).toBeLessThanOrEqual(10 + heads.length);
    expect(done.forget.length).toBeGreaterThan(100);
    expect(done.relink.length).toBeGreaterThan(0);
  });

  it('keeps to the bounds, but for what stays for ever, and tells by how much that passes them', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(40), fc.nat(40), (history, count, size) => {
        const now = lastOf(history);
        const bounds = { count, bytes: size * 1_000, traces: 1_000 };
        const done = compact(history, [], now, { bounds });
        const { heads } = after(history, [], done);
        const { children } = graphOf(history);
        const forever = history.filter(
          (head) => isNamed(head) || linksOf(children, head.id).length !== 1,
        );
        expect(heads.length).toBeLessThanOrEqual(Math.max(count, forever.length));
        expect(heads.length * 1_000).toBeLessThanOrEqual(
          Math.max(bounds.bytes, forever.length * 1_000),
        );
        expect(done.over).toEqual({
          count: Math.max(0, forever.length - count),
          bytes: Math.max(0, forever.length * 1_000 - bounds.bytes),
        });
      }),
      runs,
    );
  });
});
