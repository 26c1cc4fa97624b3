import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import type { RenderAnswer, RenderRequest, Source } from '../../core/engine/contract';
import { upTo } from '../../core/pipeline/compile';
import { fail, ok, type Result } from '../../core/base/result';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { sourceForReport } from '../../core/testing/answers/report-content';
import { Preview } from './preview.svelte';
import { Workspace } from '../work/workspace.svelte';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = (): never => {
  throw new Error('This is not asked for.');
};

/** Stands for the worker: every border adds 100 pixels of width, one of 10 % twice as many. */
function rendered({ pipeline, until }: RenderRequest): Result<RenderAnswer> {
  let width = 1000;
  const steps = upTo(pipeline, until).steps.map((step) => {
    width += step.kind === 'known' && step.values.width === 10 ? 200 : 100;
    const size = { width, height: 800, hasAlpha: false, isAbout: false, bytes: 1 };
    return { id: step.id, milliseconds: 1, cached: false, ...size };
  });
  const bitmap = { width: 1, height: 1, close: () => undefined };
  const frame = { bitmap, fullWidth: width, fullHeight: 800 };
  return ok({ ...renderAnswer(bitmap), frame, steps });
}

async function setUp() {
  const engine = {
    render: vi.fn((_source: Source, request: RenderRequest) => Promise.resolve(rendered(request))),
    renderBaseline: (_source: Source, request: RenderRequest) => Promise.resolve(rendered(request)),
    thumbnails: () => Promise.resolve(ok([])),
    open: () => Promise.resolve(ok(sourceForReport())),
    drawSample: never,
    close: never,
    region: never,
    draft: never,
  };
  const workspace = new Workspace(engine);
  const preview = new Preview(engine, workspace);
  await workspace.open(new Blob(['x']), 'photo.jpg');
  const [first, second] = [workspace.addStep('border'), workspace.addStep('border')];
  if (first === null || second === null) throw new Error('the steps were not added');
  /** What the effects of a page do after a change: render it, and all that follows in time. */
  const settled = async (): Promise<void> => {
    preview.refresh();
    await vi.advanceTimersByTimeAsync(1000);
  };
  await settled();
  return { engine, workspace, preview, first, settled };
}

it('tells the size of the result also when an edit was made while an earlier step is shown', async () => {
  const { workspace, preview, first, settled } = await setUp();
  expect(preview.shape?.width).toBe(1200);
  workspace.shown = first;
  await settled();
  workspace.changeValues(first, { width: 10 });
  await settled();
  expect(preview.result?.frame.fullWidth).toBe(1200);
  expect(preview.shape?.width).toBe(1300);
});

it('asks for the rest once, and not when only another step is looked at', async () => {
  const { engine, workspace, preview, first, settled } = await setUp();
  engine.render.mockClear();
  workspace.shown = first;
  await settled();
  expect(engine.render).toHaveBeenCalledTimes(1);
  workspace.changeValues(first, { width: 10 });
  await settled();
  expect(engine.render).toHaveBeenCalledTimes(3);
  preview.want(null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(engine.render).toHaveBeenCalledTimes(3);
});

it('tells no size when a step after the one that is shown fails', async () => {
  const { engine, workspace, preview, first, settled } = await setUp();
  workspace.shown = first;
  await settled();
  engine.render.mockImplementation((_source, request) =>
    Promise.resolve(
      request.until === null ? fail(appError('JOB-FAILED', 'It fails.')) : rendered(request),
    ),
  );
  workspace.changeValues(first, { width: 10 });
  await settled();
  expect(preview.shape).toBeNull();
});

it('measures at rest what was estimated while the picture followed a hand', async () => {
  const { engine, workspace, preview, first } = await setUp();
  engine.render.mockImplementation((_source, request) => {
    const answer = rendered(request);
    const estimated = request.draft === true;
    if (!answer.ok || !estimated) return Promise.resolve(answer);
    const frame = { ...answer.value.frame, fullWidth: 1 };
    return Promise.resolve(ok({ ...answer.value, frame, estimated }));
  });
  workspace.changeValues(first, { width: 10 });
  preview.refresh();
  await vi.advanceTimersByTimeAsync(0);
  expect([preview.result?.frame.fullWidth, preview.idle]).toEqual([1, false]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([preview.result?.frame.fullWidth, preview.idle]).toEqual([1300, true]);
  engine.render.mockClear();
  await vi.advanceTimersByTimeAsync(1000);
  expect(engine.render).not.toHaveBeenCalled();
});
