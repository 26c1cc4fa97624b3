// A history of thousands is drawn, folded and thinned in work that grows with its length. Work is
// counted, so a busy machine changes nothing.
import { expect, it } from 'vitest';
import { longHistory } from '../../testing/any-history';
import { workOf } from '../../testing/work';
import { compact } from './compact';
import { commonAncestors, graphOf } from './graph';
import { layOut } from './layout';
import { isLandmark, timelineOf } from './timeline';
import type { VersionHead } from './version';

const ways: readonly (readonly [string, (heads: readonly VersionHead[]) => unknown])[] = [
  ['the graph', graphOf],
  ['the drawing', (heads) => layOut(graphOf(heads), heads.at(-1)?.id ?? null)],
  [
    'the timeline',
    (heads) => {
      const graph = graphOf(heads);
      const byId = new Map(heads.map((head) => [head.id, head]));
      return timelineOf(graph, byId, (head) => isLandmark(graph, head), String);
    },
  ],
  ['compaction', (heads) => compact(heads, [], 1_800_000_000_000)],
  [
    'common ancestors',
    (heads) => {
      const [one, other] = [heads.at(-1)?.id ?? '', heads.at(-2)?.id ?? ''];
      return commonAncestors(graphOf(heads), [one], [other]);
    },
  ],
];

it.each(ways)(
  '%s takes at most two and a half times the work for twice the versions',
  async (_, work) => {
    const [once, twice] = [longHistory(1_000), longHistory(2_000)];
    const less = await workOf(() => work(once));
    expect(less).toBeGreaterThan(1_000);
    expect(await workOf(() => work(twice))).toBeLessThan(2.5 * less);
  },
);
