// Longer than a file should be, as the store that it looks at: all of it happens in the same tabs.

import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { changesBetween } from '../../core/pipeline/versions/changes';
import { newLineage } from '../../core/pipeline/versions/make-version';
import { resolve } from '../../core/pipeline/versions/resolve';
import { isPinned, type VersionHead } from '../../core/pipeline/versions/version';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { StoredVersions } from '../../platform/storage/versions';
import { calm, until, workspaceWith } from '../testing';
import type { VersionTools } from './ports';
import { Versions } from './versions.svelte';

let records = memoryStore();
let bells = memoryBells();
let now = 1_000;
let drawn = 0;

/** Returns a tab with a workspace of its own, over the database that all have in common. */
async function openTab() {
  const { workspace, show } = workspaceWith(openedPicture());
  const timers: { readonly at: number; readonly act: () => void }[] = [];
  const tools: VersionTools = {
    now: () => (now += 1),
    newLineage,
    after: (milliseconds, act) => {
      const timer = { at: milliseconds, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
    draw: () => ((drawn += 1), Promise.resolve(new Blob(['small'], { type: 'image/webp' }))),
    addresses: { make: () => 'blob:1', free: () => undefined },
  };
  const store = new StoredVersions(records, bells(), () => now);
  const versions = new Versions(store, workspace, tools);
  workspace.onLeft((work, reason) => void versions.keepLeft(work, reason));
  const stop = await versions.start();
  flushSync();
  const kept = async (reason: VersionHead['reason'] = 'asked'): Promise<VersionHead> => {
    const head = await versions.keep(reason);
    if (!head) throw new Error('nothing was kept');
    return head;
  };
  const titles = () => workspace.pipeline.steps.map(({ operation }) => operation);
  return { workspace, versions, kept, titles, timers, stop, show };
}

const reasonsOf = ({ heads }: Versions) => heads.map(({ reason, steps }) => `${reason} ${steps}`);

beforeEach(() => {
  records = memoryStore();
  bells = memoryBells();
  now = 1_000;
  drawn = 0;
});

describe('what is kept', () => {
  it('has no lineage before the first version', async () => {
    const { versions, workspace, stop } = await openTab();
    expect([versions.lineage, versions.head, versions.own]).toEqual(['', null, []]);
    workspace.addStep('invert');
    expect(versions.changesSince).toBe(1);
    stop();
  });

  it('comes from what was kept before, in one lineage', async () => {
    const { workspace, versions, kept } = await openTab();
    expect(await versions.keep('asked')).toBeNull();
    workspace.addStep('invert');
    const first = await kept();
    workspace.addStep('sepia');
    const second = await kept();
    expect(first.parents).toEqual([]);
    expect(second.parents).toEqual([first.id]);
    expect(second.lineage).toBe(first.lineage);
    expect(versions.head).toBe(second.id);
    expect(versions.own.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('is one version while nothing changes, which every carrier is told of', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const first = await kept('checkpoint');
    versions.sent('export', 'a.jpg');
    versions.sent('link');
    await until(() => versions.heads[0]?.carriedBy.length === 2);
    expect(versions.heads).toHaveLength(1);
    expect(versions.heads[0]?.id).toBe(first.id);
    expect(versions.heads[0]?.carriedBy.map(({ kind, name }) => [kind, name])).toEqual([
      ['export', 'a.jpg'],
      ['link', undefined],
    ]);
  });

  it('goes back with undo, so that another way from there is a branch', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const first = await kept();
    workspace.addStep('sepia');
    const second = await kept();
    workspace.addStep('vignette');
    await workspace.undo();
    expect(versions.head).toBe(second.id);
    await workspace.undo();
    expect(versions.head).toBe(first.id);
    await workspace.redo();
    expect(versions.head).toBe(second.id);
    await workspace.undo();
    workspace.addStep('contrast');
    const branch = await kept();
    expect(branch.parents).toEqual([first.id]);
    // What was undone and is lost to redo is kept, and comes from where it came from.
    const left = versions.heads.find(({ reason }) => reason === 'left');
    expect([left?.steps, left?.parents]).toEqual([3, [second.id]]);
  });

  it('stays what the work comes from when another end of it is left', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const first = await kept();
    workspace.addStep('sepia');
    await workspace.undo();
    workspace.addStep('contrast');
    await until(() => versions.heads.length === 2);
    expect(versions.head).toBe(first.id);
    expect((await kept()).parents).toEqual([first.id]);
  });

  it('is of one lineage where several ends are left before anything was kept', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    for (const other of ['sepia', 'contrast']) {
      workspace.addStep(other);
      void workspace.undo();
    }
    workspace.addStep('vignette');
    const last = await kept();
    expect(reasonsOf(versions)).toEqual(['asked 2', 'left 2', 'left 2']);
    expect(new Set(versions.heads.map(({ lineage }) => lineage))).toEqual(new Set([last.lineage]));
  });

  it('is what edits that were made meanwhile come from, too', async () => {
    const { workspace, versions } = await openTab();
    workspace.addStep('invert');
    const keeping = versions.keep('asked');
    workspace.addStep('sepia');
    const head = await keeping;
    expect(head?.steps).toBe(1);
    expect(versions.head).toBe(head?.id);
  });

  it('begins another lineage where another pipeline takes its place', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const first = await kept();
    workspace.addStep('sepia');
    workspace.replacePipeline({ did: 'new' }, { name: 'Another', steps: [] });
    workspace.addStep('contrast');
    const other = await kept();
    expect(other.parents).toEqual([]);
    expect(other.lineage).not.toBe(first.lineage);
    expect(reasonsOf(versions)).toEqual(['asked 1', 'replaced 2', 'asked 1']);
    await workspace.undo();
    await workspace.undo();
    expect(versions.lineage).toBe(first.lineage);
  });

  it('is a checkpoint when edits have rested, once', async () => {
    const { workspace, versions, timers } = await openTab();
    workspace.addStep('invert');
    flushSync();
    workspace.addStep('sepia');
    flushSync();
    expect(timers.map(({ at }) => at)).toEqual([60_000]);
    timers[0]?.act();
    await until(() => versions.heads.length === 1);
    expect(reasonsOf(versions)).toEqual(['checkpoint 2']);
    await versions.rest();
    expect(versions.heads).toHaveLength(1);
  });

  it('is a checkpoint when the tab is hidden before that', async () => {
    const { workspace, versions, timers } = await openTab();
    await versions.rest();
    expect(versions.heads).toEqual([]);
    workspace.addStep('invert');
    flushSync();
    await versions.rest();
    expect(reasonsOf(versions)).toEqual(['checkpoint 1']);
    expect(timers).toEqual([]);
  });

  it('is all there in two tabs that keep at once', async () => {
    const [one, other] = [await openTab(), await openTab()];
    const reasons = ['asked', 'checkpoint'] as const;
    for (const tab of [one, other]) tab.workspace.addStep('invert');
    const kept = await Promise.all(
      [one, other, one, other].map((tab, index) => {
        tab.workspace.addStep('sepia');
        return tab.kept(reasons[index % 2]);
      }),
    );
    expect(new Set(kept.map(({ id }) => id)).size).toBe(4);
    const ids = (tab: typeof one) => new Set(tab.versions.heads.map(({ id }) => id));
    await until(() => ids(one).size === 4 && ids(other).size === 4);
    expect(ids(one)).toEqual(new Set(kept.map(({ id }) => id)));
  });

  it('has a small picture of what is open, which is drawn once', async () => {
    const { workspace, versions, kept, show } = await openTab();
    workspace.addStep('invert');
    const without = await kept();
    expect(drawn).toBe(0);
    await show(0);
    workspace.addStep('sepia');
    const { id } = await kept();
    await until(() => versions.heads[0]?.picture !== undefined);
    await kept();
    await calm();
    expect(drawn).toBe(1);
    const heads = new Map(versions.heads.map((head) => [head.id, head]));
    expect(heads.get(without.id)?.picture).toBeUndefined();
    expect(await versions.picture(heads.get(id)?.picture?.hash ?? '')).toBe('blob:1');
  });

  it('is said not to be where there is no room', async () => {
    const { workspace, versions } = await openTab();
    workspace.addStep('invert');
    records.isFull = true;
    expect(await versions.keep('asked')).toBeNull();
    expect(versions.failure?.code).toBe('STO-QUOTA');
    expect(versions.head).toBeNull();
    records.isFull = false;
    expect(await versions.keep('asked')).not.toBeNull();
    expect(versions.failure).toBeNull();
  });
});

describe('a version', () => {
  it('is restored as another one, and one undo brings back what was here', async () => {
    const { workspace, versions, kept, titles } = await openTab();
    workspace.addStep('invert');
    const first = await kept();
    workspace.addStep('sepia');
    expect(await versions.restore(first.id)).toBe(true);
    expect(titles()).toEqual(['invert']);
    expect(reasonsOf(versions)).toEqual(['restore 1', 'replaced 2', 'asked 1']);
    const [restored, replaced] = versions.heads;
    expect(restored?.parents).toEqual([replaced?.id]);
    expect(replaced?.parents).toEqual([first.id]);
    expect([versions.head, versions.changesSince]).toEqual([restored?.id, 0]);
    await workspace.undo();
    expect(titles()).toEqual(['invert', 'sepia']);
    expect(versions.head).toBe(replaced?.id);
  });

  it('of another pipeline is restored with where it comes from', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const first = await kept();
    workspace.replacePipeline({ did: 'new' }, { name: 'Another', steps: [] });
    workspace.addStep('sepia');
    await versions.restore(first.id);
    const [restored] = versions.heads;
    expect(restored).toMatchObject({
      reason: 'restore',
      lineage: first.lineage,
      parents: [first.id],
    });
    expect(versions.head).toBe(restored?.id);
  });

  it('has a name until it is taken away', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const { id } = await kept('checkpoint');
    expect(await versions.name(id, 'Good', 'for print')).toBe(true);
    expect(versions.heads[0]?.label).toMatchObject({ name: 'Good', note: 'for print' });
    expect(await versions.name(id, '', '')).toBe(true);
    expect(versions.heads[0]?.label).toBeUndefined();
    expect(await versions.name('0'.repeat(16), 'x', '')).toBe(false);
  });

  it('is pinned until that is taken back', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const { id } = await kept('checkpoint');
    expect(await versions.pin(id, true)).toBe(true);
    expect(versions.heads.map(isPinned)).toEqual([true]);
    expect(await versions.pin(id, false)).toBe(true);
    expect(versions.heads.map(isPinned)).toEqual([false]);
    expect(await versions.pin('0'.repeat(16), true)).toBe(false);
  });

  it('is forgotten and comes back', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const { id } = await kept('checkpoint');
    const bringBack = await versions.remove(id);
    expect(versions.heads).toEqual([]);
    expect(await versions.contents(id)).toMatchObject({ ok: false, error: { code: 'VER-READ' } });
    await bringBack?.();
    expect(versions.heads.map((head) => head.id)).toEqual([id]);
    records.isFull = true;
    expect(await versions.remove(id)).toBeNull();
    expect(versions.failure?.code).toBe('STO-QUOTA');
  });

  it('is shown without being restored', async () => {
    const { workspace, versions, kept, titles } = await openTab();
    workspace.addStep('invert');
    const { id } = await kept();
    workspace.addStep('sepia');
    expect(await versions.view(id)).toBe(true);
    expect(versions.viewing?.pipeline.steps).toHaveLength(1);
    expect(titles()).toEqual(['invert']);
    versions.leave();
    expect(titles()).toEqual(['invert', 'sepia']);
    expect(versions.viewing).toBeNull();
    expect(await versions.view('0'.repeat(16))).toBe(false);
    expect(versions.failure?.code).toBe('VER-READ');
  });

  it('counts what was changed since', async () => {
    const { workspace, versions, kept } = await openTab();
    const step = workspace.addStep('invert');
    expect(versions.changesSince).toBe(1);
    await kept();
    flushSync();
    await calm();
    expect(versions.changesSince).toBe(0);
    if (step) workspace.enableStep(step, false);
    workspace.addStep('sepia');
    expect(versions.changesSince).toBe(2);
  });

  it('gives a single change, which one undo takes back, or says why not', async () => {
    const { workspace, versions, titles } = await openTab();
    workspace.addStep('invert');
    const before = workspace.pipeline;
    workspace.addStep('sepia');
    const [change] = changesBetween(before, workspace.pipeline);
    if (!change) throw new Error('no change');
    expect(versions.take(change)).toMatchObject({ ok: false, error: { code: 'VER-TAKE' } });
    await workspace.undo();
    expect(versions.take(change).ok).toBe(true);
    expect(titles()).toEqual(['invert', 'sepia']);
    await workspace.undo();
    expect(titles()).toEqual(['invert']);
  });
});

describe('what goes out and comes back', () => {
  it('says ahead which version it will be', async () => {
    const { workspace, versions, kept } = await openTab();
    expect(await versions.ahead()).toBeNull();
    workspace.addStep('invert');
    const ahead = await versions.ahead();
    expect((await kept('export')).id).toBe(ahead?.id);
    expect(await versions.ahead()).toEqual(ahead);
    flushSync();
    await calm();
    expect(versions.now).toEqual(ahead);
    workspace.addStep('sepia');
    expect(versions.now).toBeNull();
    expect((await versions.ahead())?.parents).toEqual([ahead?.id]);
  });

  it('is itself again, or comes from what it was', async () => {
    const { workspace, versions, kept } = await openTab();
    workspace.addStep('invert');
    const { id, lineage } = await kept('export');
    const { pipeline } = workspace;
    workspace.replacePipeline({ did: 'new' }, { name: 'Another', steps: [] });
    expect(await versions.arrive(null)).toEqual({ lineage: null, head: null });
    const place = await versions.arrive({ id, parents: [] });
    expect(place).toEqual({ lineage, head: id });
    workspace.replacePipeline({ did: 'read' }, pipeline, null, place);
    expect((await kept('import')).id).toBe(id);
    workspace.addStep('sepia');
    expect((await kept()).parents).toEqual([id]);
  });

  it('merges on where both began, to and fro, whatever was kept between', async () => {
    const mine = await openTab();
    mine.workspace.addStep('invert');
    // The other device has a database of its own.
    records = memoryStore();
    const far = await openTab();
    const send = async (from: typeof mine) => {
      const carried = await from.versions.ahead();
      from.versions.sent('link');
      await until(() => from.versions.heads.some(({ id }) => id === carried?.id));
      return { carried, pipeline: structuredClone(from.workspace.pipeline) };
    };
    const first = await send(mine);
    const place = await far.versions.arrive(first.carried);
    far.workspace.replacePipeline({ did: 'read' }, first.pipeline, null, place);
    await far.kept('import');
    for (let round = 0; round < 3; round += 1) {
      far.workspace.addStep('sepia');
      await far.kept();
      far.workspace.addStep('contrast');
      await far.kept();
      mine.workspace.addStep('vignette');
      const back = await send(far);
      const merge = await mine.versions.mergeWith(
        { pipeline: back.pipeline, settings: null },
        back.carried,
      );
      expect(merge.baseIsGuess).toBe(false);
      // Both put steps at the end.
      const both = new Map(merge.conflicts.map(({ id }) => [id, 'mine-theirs'] as const));
      await mine.versions.finishMerge(resolve(merge, both), null);
      const head = mine.versions.heads.find(({ id }) => id === mine.versions.head);
      expect([head?.reason, head?.parents.length]).toEqual(['merge', 2]);
      expect(mine.titles()).toHaveLength(1 + 3 * (round + 1));
      const again = await send(mine);
      const other = await far.versions.mergeWith(
        { pipeline: again.pipeline, settings: null },
        again.carried,
      );
      expect(other.baseIsGuess).toBe(false);
      expect(other.conflicts).toEqual([]);
      await far.versions.finishMerge(resolve(other), null);
      expect(far.titles()).toEqual(mine.titles());
    }
  });
});
