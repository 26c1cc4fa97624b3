import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { ok } from '../../core/base/result';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { graphOf } from '../../core/pipeline/versions/graph';
import type { VersionHead } from '../../core/pipeline/versions/version';
import { HistoryView } from './history-view.svelte';

const head = (id: string, on?: boolean): VersionHead => ({
  id,
  lineage: 'l',
  parents: [],
  at: 0,
  reason: 'checkpoint',
  carriedBy: [],
  title: id,
  steps: 1,
  operations: [],
  bytes: 10,
  ...(on === undefined ? {} : { pin: { on, at: 0 } }),
});

/** A view of these versions, which compares `one` with `two`. */
async function viewOf(...heads: readonly VersionHead[]): Promise<HistoryView> {
  const contents = { pipeline: emptyPipeline, settings: null };
  const versions = {
    ...{ heads, own: [...heads], graph: graphOf(heads), head: null, changesSince: 0 },
    contents: (id: string) => Promise.resolve(ok({ ...head(id), ...contents })),
  };
  const work = {
    ...contents,
    settings: initialExportSettings(),
    source: null,
    place: { lineage: null, head: null },
    set: null,
  };
  const view = new HistoryView(versions, { work });
  await view.pick('a', 'one');
  await view.pick('b', 'two');
  return view;
}

const pair = ({ a, b }: HistoryView): string => `${a} ${b}`;

describe('what is chosen', () => {
  it('is B, or A where that is said', async () => {
    const view = await viewOf(head('one'), head('two'), head('three'), head('off', false));
    await view.choose('b', 'three');
    expect(pair(view)).toBe('one three');
    await view.choose('a', 'off');
    expect(pair(view)).toBe('off three');
    await view.choose('a', 'two');
    expect(pair(view)).toBe('two three');
  });

  it('takes the other side where a pinned one is, which stays while others go by', async () => {
    const view = await viewOf(head('one'), head('two', true), head('three'), head('four'));
    await view.choose('b', 'three');
    expect(pair(view)).toBe('three two');
    await view.choose('b', 'now');
    expect(pair(view)).toBe('now two');
    await view.choose('a', 'four');
    expect(pair(view)).toBe('four two');
    view.swap();
    await view.choose('a', 'one');
    expect(pair(view)).toBe('two one');
  });

  it('takes the place of a pinned one only where both are pinned', async () => {
    const view = await viewOf(head('one', true), head('two', true), head('three'));
    await view.choose('b', 'three');
    expect(pair(view)).toBe('one three');
    await view.choose('a', 'two');
    expect(pair(view)).toBe('one two');
  });

  it('can be a pinned one whatever the list shows', async () => {
    const view = await viewOf(head('one'), head('two', true));
    view.query = 'nothing is called that';
    expect(view.timeline.rows).toEqual([]);
    expect(view.pinned.map(({ id }) => id)).toEqual(['two']);
  });
});
