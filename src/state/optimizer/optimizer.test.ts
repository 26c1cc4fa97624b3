import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Engine, ProfileAnswer, TrialAnswer } from '../../core/engine/contract';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Asked, until, workspaceWith } from '../testing';
import { Optimizer } from './optimizer.svelte';

const times = (medianMs: number) => ({ medianMs, leastMs: medianMs, mostMs: medianMs, runs: 5 });

/** A picture with one step that changes nothing on it, which can be left out. */
async function setUp() {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const id = workspace.addStep('invert') ?? '';
  const profile = new Asked<Parameters<Engine['profile']>, ProfileAnswer>();
  const trial = new Asked<Parameters<Engine['trial']>, TrialAnswer>();
  const reports = new Map([[id, { cached: true }]]);
  const engine = { profile: profile.call, trial: trial.call };
  const optimizer = new Optimizer(engine, workspace, { reports });
  const size = { width: 100, height: 100 };
  const measured: ProfileAnswer = {
    ...size,
    steps: [{ id, ...size, ...times(300), bands: 3, bytes: 30_000, maximumDifference: 0 }],
    wholeMs: times(500),
    decode: times(100),
    sizing: null,
    encode: { format: 'jpeg', bytes: 1000, ...times(100) },
    engineBytesMost: 1,
    scale: 'full',
  };
  let open = 0;
  const bitmap = () => {
    open += 1;
    return { width: 1, height: 1, close: () => void (open -= 1) };
  };
  const better = (): TrialAnswer => ({
    holds: true,
    difference: { mean: 1, worst: 1, maximumDifference: 0, wider: 0, higher: 0 },
    times: { before: times(500), after: times(200) },
    bytes: { before: 1000, after: 1000 },
    views: { before: bitmap(), after: bitmap(), closeBefore: bitmap(), closeAfter: bitmap() },
  });
  return { workspace, show, profile, trial, optimizer, measured, better, id, open: () => open };
}

it('suggests what a trial showed, tells it as current, and makes it one change', async () => {
  const { workspace, profile, trial, optimizer, measured, better } = await setUp();
  const run = optimizer.measure();
  flushSync();
  expect(optimizer.state).toMatchObject({ kind: 'measuring', share: 0 });
  expect(optimizer.speed, 'nothing is known yet').toEqual({ profile: null, suggestions: null });
  await profile.answer(0, ok(measured));
  await until(() => trial.inputs.length === 1);
  trial.inputs[0]?.[2].progress(0.5);
  expect(optimizer.state).toMatchObject({ kind: 'measuring', share: 0.5 });
  expect(optimizer.profile?.steps[0]?.cached, 'which only the preview knows').toBe(true);
  await trial.answer(0, ok(better()));
  await run;
  expect([optimizer.state.kind, optimizer.complete, optimizer.current]).toEqual([
    'idle',
    true,
    true,
  ]);
  const [suggestion] = optimizer.suggestions;
  expect(optimizer.speed.suggestions).toHaveLength(1);
  workspace.renamePipeline('Another name');
  expect(optimizer.current, 'a name takes no time').toBe(true);
  if (suggestion) optimizer.apply(suggestion);
  expect(workspace.pipeline).toMatchObject({ name: 'Another name', steps: [] });
  expect([workspace.undoLabel, optimizer.current]).toEqual(['Take a suggestion', false]);
  expect(optimizer.speed).toEqual({ profile: null, suggestions: null });
});

it('is overtaken by an edit, and suggests nothing of what is not there any more', async () => {
  const { workspace, profile, trial, optimizer, measured, better, open } = await setUp();
  const run = optimizer.measure();
  flushSync();
  await profile.answer(0, ok(measured));
  await until(() => trial.inputs.length === 1);
  workspace.addStep('sepia');
  flushSync();
  expect(trial.inputs[0]?.[2].signal.aborted).toBe(true);
  expect(optimizer.state).toEqual({ kind: 'overtaken' });
  trial.inputs[0]?.[2].progress(0.9);
  expect(optimizer.state).toEqual({ kind: 'overtaken' });
  await trial.answer(0, ok(better()));
  await run;
  expect([optimizer.suggestions, open()]).toEqual([[], 0]);
  expect([optimizer.state.kind, optimizer.current]).toEqual(['overtaken', false]);
  void optimizer.measure();
  expect(optimizer.state.kind).toBe('measuring');
});

it('keeps what it found when it is stopped or fails, and lets go of it with the next run', async () => {
  const { profile, trial, optimizer, measured, better, open } = await setUp();
  const stopped = optimizer.measure();
  await profile.answer(0, ok(measured));
  await until(() => trial.inputs.length === 1);
  optimizer.stop();
  await trial.answer(0, fail(cancelled()));
  await stopped;
  expect([optimizer.state.kind, optimizer.complete]).toEqual(['idle', false]);
  expect(optimizer.profile).not.toBeNull();
  const whole = optimizer.measure();
  expect(optimizer.profile).toBeNull();
  await profile.answer(1, ok(measured));
  await trial.answer(1, ok(better()));
  await whole;
  expect(open()).toBe(4);
  const failed = optimizer.measure();
  expect(open()).toBe(0);
  const error = appError('JOB-FAILED', 'It broke.');
  await profile.answer(2, fail(error));
  await failed;
  expect(optimizer.state).toEqual({ kind: 'failed', error });
});
