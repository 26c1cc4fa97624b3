import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '../../core/base/result';
import { appError } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import * as edit from '../../core/pipeline/edit';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { carriedBy } from '../../core/pipeline/versions/carried';
import { newLineage } from '../../core/pipeline/versions/make-version';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { StoredVersions } from '../../platform/storage/versions';
import { Asked, calm, until, workspaceWith } from '../testing';
import { MergeDesk } from './merge-desk.svelte';
import { Versions } from './versions.svelte';

let now = 1_000;
beforeEach(() => (now = 1_000));

/** A page with a pipeline of two steps, of which a version is kept. */
async function setUp() {
  const { workspace } = workspaceWith(openedPicture());
  const store = new StoredVersions(memoryStore(), memoryBells()(), () => now);
  const versions = new Versions(store, workspace, {
    now: () => (now += 1),
    newLineage,
    after: () => () => undefined,
    draw: () => Promise.resolve(null),
    addresses: { make: () => 'blob:1', free: () => undefined },
  });
  workspace.onLeft((work, reason) => void versions.keepLeft(work, reason));
  const small = new Asked<Parameters<Engine['renderSmall']>, ImageBitmap>();
  const desk = new MergeDesk({ renderSmall: small.call }, workspace, versions);
  workspace.addStep('exposure');
  workspace.addStep('sepia');
  const base = workspace.pipeline;
  const kept = await versions.keep('asked');
  if (!kept) throw new Error('nothing was kept');
  const [exposure = '', sepia = ''] = base.steps.map(({ id }) => id);
  const ids = { exposure, sepia };
  /** Theirs, as it comes in a file that was made from the kept version. */
  const incoming = (pipeline: Pipeline) => ({
    name: 'their.json',
    head: null,
    came: 'their.json',
    contents: { pipeline, settings: null },
    carried: carriedBy(kept),
  });
  const begin = async (pipeline: Pipeline, more = {}) => {
    desk.begin({ ...incoming(pipeline), ...more });
    const stop = desk.follow();
    flushSync();
    await until(() => desk.merge !== null);
    return stop;
  };
  const titles = () => workspace.pipeline.steps.map(({ operation }) => operation);
  const stops = (pipeline: Pipeline | undefined): unknown => {
    const step = pipeline?.steps.find(({ id }) => id === exposure);
    return step?.kind === 'known' ? step.values['stops'] : undefined;
  };
  return { workspace, versions, desk, small, base, kept, ids, begin, titles, stops };
}

describe('a merge that is being decided', () => {
  it('finds the base by what theirs says of itself, and has nothing open without conflicts', async () => {
    const { desk, base, kept, begin, workspace, ids, titles, versions, stops } = await setUp();
    workspace.addStep('vignette');
    const stop = await begin(edit.changeValues(base, ids.exposure, { stops: 2 }));
    expect(desk.merge?.ancestor?.id).toBe(kept.id);
    expect([desk.merge?.baseIsGuess, desk.merge?.isExact]).toEqual([false, true]);
    expect([desk.conflicts, desk.shown]).toEqual([[], null]);
    expect(await desk.finish()).toBe(true);
    expect(desk.incoming).toBeNull();
    expect(titles()).toEqual(['exposure', 'sepia', 'vignette']);
    expect(stops(workspace.pipeline)).toBe(2);
    const head = versions.heads.find(({ id }) => id === versions.head);
    expect([head?.reason, head?.about, head?.parents.length]).toEqual(['merge', 'their.json', 2]);
    const theirs = versions.heads.find(({ id }) => id === head?.parents[1]);
    expect([theirs?.reason, theirs?.about]).toEqual(['import', 'their.json']);
    await workspace.undo();
    expect(titles()).toEqual(['exposure', 'sepia', 'vignette']);
    expect(stops(workspace.pipeline)).not.toBe(2);
    stop();
  });

  it('does nothing while a conflict is open, and is one undoable edit afterwards', async () => {
    const { desk, base, begin, workspace, ids, stops } = await setUp();
    workspace.changeValues(ids.exposure, { stops: 1 });
    const stop = await begin(edit.changeValues(base, ids.exposure, { stops: 2 }));
    const [conflict] = desk.conflicts;
    expect(conflict?.kind).toBe('parameter');
    expect([...desk.results].map(([choice, result]) => [choice, stops(result)])).toEqual([
      ['mine', 1],
      ['theirs', 2],
    ]);
    expect(await desk.finish()).toBe(false);
    expect(stops(workspace.pipeline)).toBe(1);
    desk.choose(conflict?.id ?? '', 'theirs');
    expect(desk.resolved?.open).toEqual([]);
    expect(await desk.finish()).toBe(true);
    expect(stops(workspace.pipeline)).toBe(2);
    await workspace.undo();
    expect(stops(workspace.pipeline)).toBe(1);
    stop();
  });

  it('goes from one conflict to the next, and answers the rest at once', async () => {
    const { desk, base, begin, workspace, ids } = await setUp();
    workspace.changeValues(ids.exposure, { stops: 1 });
    workspace.addStep('vignette');
    const theirs = edit.changeValues(base, ids.exposure, { stops: 2 });
    const added = edit.insertStep(
      theirs,
      { kind: 'known', id: 'new', operation: 'invert', enabled: true, values: {} },
      2,
    );
    const stop = await begin(added);
    expect(desk.conflicts.map(({ kind }) => kind)).toEqual(['parameter', 'place']);
    desk.step(-1);
    expect(desk.place).toBe(0);
    desk.step(1);
    expect(desk.shown?.kind).toBe('place');
    desk.step(1);
    expect(desk.place).toBe(1);
    desk.choose(desk.conflicts[0]?.id ?? '', 'mine');
    desk.chooseRest('theirs');
    expect([...desk.choices.values()]).toEqual(['mine', 'theirs']);
    expect(desk.resolved?.pipeline.steps.map(({ operation }) => operation)).toEqual([
      'exposure',
      'sepia',
      'invert',
    ]);
    stop();
  });

  it('changes nothing when it is cancelled, and says so', async () => {
    const { desk, base, begin, workspace, versions, ids } = await setUp();
    const before = [workspace.work, versions.heads] as const;
    let said = '';
    const stop = await begin(edit.changeValues(base, ids.exposure, { stops: 2 }), {
      cancelled: () => (said += 'cancelled'),
      merged: () => (said += 'merged'),
    });
    desk.cancel();
    await calm();
    expect([workspace.work, versions.heads]).toEqual(before);
    expect([said, desk.merge]).toEqual(['cancelled', null]);
    stop();
  });

  it('merges anew when the pipeline of now changes meanwhile, and keeps what was chosen', async () => {
    const { desk, base, begin, workspace, ids } = await setUp();
    workspace.changeValues(ids.exposure, { stops: 1 });
    const stop = await begin(edit.changeValues(base, ids.exposure, { stops: 2 }));
    desk.choose(desk.conflicts[0]?.id ?? '', 'theirs');
    workspace.addStep('vignette');
    flushSync();
    await until(() => desk.merge?.mine.pipeline.steps.length === 3);
    expect(desk.resolved?.open).toEqual([]);
    stop();
  });

  it('draws what is wanted as sketches, and gives them back in the end', async () => {
    const { desk, base, begin, small, ids } = await setUp();
    const stop = await begin(edit.changeValues(base, ids.exposure, { stops: 2 }));
    let open = 1;
    desk.pictures.want('one', base);
    desk.pictures.want('two', base);
    const bitmap = { width: 4, height: 3, close: () => (open -= 1) };
    await small.answer(0, ok(bitmap));
    await small.answer(1, fail(appError('RES-MISSING', 'A picture is missing.')));
    expect(small.inputs.map(([, , side]) => side)).toEqual([640, 640]);
    expect([desk.pictures.shown.get('one'), desk.pictures.shown.get('two')]).toEqual([
      bitmap,
      null,
    ]);
    stop();
    expect([open, desk.pictures.shown.size]).toEqual([0, 0]);
  });

  it('draws what is decided upon before what only stands beside it', async () => {
    const { desk, base, small } = await setUp();
    const named = (name: string) => ({ ...base, name });
    desk.pictures.want('first', named('first'));
    desk.pictures.want('beside', named('beside'));
    desk.pictures.want('choice', named('choice'), true);
    for (const index of [0, 1, 2]) {
      await small.answer(index, fail(appError('RES-MISSING', 'A picture is missing.')));
    }
    expect(small.inputs.map(([, pipeline]) => pipeline.name)).toEqual([
      'first',
      'choice',
      'beside',
    ]);
  });
});
