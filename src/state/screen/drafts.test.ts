import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { DraftRequest, RenderAnswer, RenderRequest, Source } from '../../core/engine/contract';
import { upTo } from '../../core/pipeline/compile';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { sourceForReport } from '../../core/testing/answers/report-content';
import { Workspace } from '../work/workspace.svelte';
import { DraftShare } from './draft-share';
import { Preview } from './preview.svelte';

describe('the size of drafts', () => {
  it('is none where the exact picture follows a hand, or is hardly larger', () => {
    expect(new DraftShare().of(15, 1280)).toBeNull();
    expect(new DraftShare().of(200, 400)).toBeNull();
  });

  it('is as large as what steps took lets it be, and at least 400 pixels', () => {
    expect(new DraftShare().of(30, 1280)).toBeCloseTo(Math.SQRT1_2);
    expect(new DraftShare().of(60, 1280)).toBeCloseTo(0.5);
    expect(new DraftShare().of(200, 1280)).toBeCloseTo(400 / 1280);
    expect(new DraftShare().of(5000, 500)).toBeCloseTo(400 / 500);
  });

  it('only shrinks while a hand moves, and only when drafts take too long', () => {
    const share = new DraftShare();
    expect(share.of(30, 1280)).toBeCloseTo(Math.SQRT1_2);
    share.took(20);
    expect(share.of(30, 1280)).toBeCloseTo(Math.SQRT1_2);
    share.took(40);
    expect(share.of(30, 1280)).toBeCloseTo(0.5);
    expect(share.of(20, 1280), 'nothing grows on the way').toBeCloseTo(0.5);
    for (let turn = 0; turn < 9; turn += 1) share.took(40);
    expect(share.of(30, 1280)).toBeCloseTo(400 / 1280);
    share.rest();
    expect(share.of(30, 1280)).toBeCloseTo(Math.SQRT1_2);
  });
});

describe('while a hand moves', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const never = (): never => {
    throw new Error('This is not asked for.');
  };

  /** What was asked of the engine, in order, and bitmaps that are open. */
  class FakeEngine {
    readonly asked: string[] = [];
    readonly open_ = new Set<object>();
    readonly drafts: DraftRequest[] = [];
    slow = 40;
    fails = false;

    bitmap(): ImageBitmap {
      const bitmap = { width: 1280, height: 800, close: () => void this.open_.delete(bitmap) };
      this.open_.add(bitmap);
      return bitmap;
    }
    private rendered({ pipeline, until }: RenderRequest): RenderAnswer {
      const steps = upTo(pipeline, until).steps.map(({ id }) => ({
        ...{ id, milliseconds: this.slow, cached: false, width: 9, height: 9 },
        ...{ hasAlpha: false, isAbout: false, bytes: 1 },
      }));
      return { ...renderAnswer(this.bitmap()), steps };
    }
    readonly render = (_: Source, request: RenderRequest) => {
      this.asked.push('render');
      const failure = appError('JOB-FAILED', 'It failed.');
      return Promise.resolve(this.fails ? fail(failure) : ok(this.rendered(request)));
    };
    readonly draft = (_: Source, request: DraftRequest) => {
      this.asked.push('draft');
      this.drafts.push(request);
      const frame = { bitmap: this.bitmap(), fullWidth: 9, fullHeight: 9 };
      const before = request.before && { ...frame, bitmap: this.bitmap() };
      return Promise.resolve(ok({ frame, before, scale: 0.1, milliseconds: 20 }));
    };
    readonly renderBaseline = (_: Source, request: RenderRequest) => {
      this.asked.push('baseline');
      return Promise.resolve(ok(this.rendered(request)));
    };
    readonly thumbnails = () => {
      this.asked.push('thumbnails');
      return Promise.resolve(ok([]));
    };
    readonly region = never;
    readonly open = () => Promise.resolve(ok(sourceForReport()));
    readonly drawSample = never;
    readonly close = () => Promise.resolve();
  }

  async function setUp() {
    const engine = new FakeEngine();
    const workspace = new Workspace(engine);
    await workspace.open(new Blob(['x']), 'photo.jpg');
    const step = workspace.addStep('exposure');
    const border = workspace.addStep('border');
    if (step === null || border === null) throw new Error('the steps were not added');
    const preview = new Preview(engine, workspace);
    const stop = preview.start();
    const after = async (milliseconds: number): Promise<void> => {
      flushSync();
      await vi.advanceTimersByTimeAsync(milliseconds);
    };
    await after(1000);
    engine.asked.length = 0;
    const move = (stops: number): void => workspace.changeValues(step, { stops });
    return { engine, workspace, preview, stop, after, move, border };
  }

  it('draws drafts alone, and all else once when it rests', async () => {
    const { engine, preview, stop, after, move } = await setUp();
    const exact = preview.result;
    for (const stops of [0.6, 0.7, 0.8, 0.9]) {
      move(stops);
      await after(20);
      expect(preview.draft?.scale).toBe(0.1);
      expect(preview.result, 'what is told stays that of the exact picture').toBe(exact);
      expect(preview.idle).toBe(false);
    }
    await after(39);
    expect(engine.asked).toEqual(['draft', 'draft', 'draft', 'draft']);
    await after(2);
    expect(engine.asked.slice(4)).toEqual(['render']);
    expect(preview.draft).toBeNull();
    expect(preview.result).not.toBe(exact);
    await after(1000);
    expect(engine.asked.slice(4)).toEqual(['render', 'thumbnails']);
    expect(preview.idle).toBe(true);
    expect(engine.open_.size, 'the result, the one that undo shows, and before').toBe(3);
    stop();
  });

  it('draws no drafts of what is fast', async () => {
    const { engine, stop, after, move } = await setUp();
    engine.slow = 5;
    move(0.6);
    await after(1000);
    engine.asked.length = 0;
    move(0.7);
    await after(20);
    expect(engine.asked).toEqual(['render']);
    stop();
  });

  it('counts only the steps from the changed one on', async () => {
    const { engine, workspace, border, stop, after } = await setUp();
    workspace.changeValues(border, { width: 10 });
    await after(0);
    // 40 ms in place of 80 for both.
    expect(engine.drafts.at(-1)?.share).toBeCloseTo(0.5);
    stop();
  });

  it('draws what lies under it only where that changes, too', async () => {
    const { engine, workspace, border, preview, stop, after, move } = await setUp();
    move(0.6);
    await after(0);
    expect(engine.drafts.at(-1)?.before).toBeNull();
    expect(preview.draft?.before).toBeNull();
    workspace.changeValues(border, { width: 10 });
    await after(0);
    expect(engine.drafts.at(-1)?.before?.pipeline.steps.map(({ id }) => id)).toEqual([border]);
    expect(preview.draft?.before).not.toBeNull();
    workspace.changeValues(border, { width: 11 });
    await after(1000);
    expect([preview.draft, engine.open_.size], 'both of each draft are let go').toEqual([null, 3]);
    stop();
  });

  it('goes back at once to the exact picture when a movement is taken back', async () => {
    const { engine, preview, stop, after, move } = await setUp();
    const exact = preview.result;
    move(0.6);
    await after(1000);
    const moved = preview.result;
    move(0.7);
    await after(20);
    expect(preview.draft).not.toBeNull();
    move(0.8);
    flushSync();
    move(0.6);
    flushSync();
    expect([preview.draft, preview.result]).toEqual([null, moved]);
    await after(1000);
    expect([preview.draft, engine.open_.size], 'the draft under way is let go').toEqual([null, 3]);
    expect(preview.result).not.toBe(exact);
    stop();
  });

  it('goes on with drafts where a hand moves past a value that it rested at', async () => {
    const { engine, preview, stop, after, move } = await setUp();
    for (const stops of [0.6, 0.7]) {
      move(stops);
      await after(1000);
    }
    const exact = preview.result;
    for (const stops of [0.65, 0.6, 0.55]) {
      move(stops);
      await after(20);
      expect([preview.draft?.scale, preview.result]).toEqual([0.1, exact]);
    }
    await after(1000);
    expect(engine.asked.slice(-2)).toEqual(['render', 'thumbnails']);
    stop();
  });

  it('shows the last good picture when the exact one fails, and says why', async () => {
    const { engine, preview, stop, after, move } = await setUp();
    const exact = preview.result;
    engine.fails = true;
    move(0.6);
    await after(10);
    expect(preview.draft).not.toBeNull();
    await after(100);
    expect([preview.draft, preview.result, preview.failure?.code]).toEqual([
      null,
      exact,
      'JOB-FAILED',
    ]);
    stop();
  });

  it('shows no draft of a picture that was closed, and asks for nothing of it', async () => {
    const { engine, workspace, preview, stop, after, move } = await setUp();
    move(0.6);
    flushSync();
    await workspace.close();
    await after(1000);
    expect(engine.asked).toEqual(['draft']);
    expect([preview.draft, engine.open_.size]).toEqual([null, 0]);
    stop();
  });
});
