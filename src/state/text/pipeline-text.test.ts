import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { workspaceWith } from '../testing';
import { PipelineText } from './pipeline-text.svelte';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** A pipeline of one step, shown as JSON. */
async function setUp() {
  const { workspace } = workspaceWith(openedPicture());
  workspace.addStep('invert');
  const text = new PipelineText(
    { state: { kind: 'starting' } },
    workspace,
    () => undefined,
    () => Promise.resolve('copied'),
    { version: '1.0.0', schema: 'schema.json' },
  );
  text.show('json');
  expect(await text.load()).toBe(true);
  const operations = () => workspace.pipeline.steps.map(({ operation }) => operation);
  return { workspace, text, operations };
}

it('makes what was typed the pipeline once the typing rests, as one change', async () => {
  const { workspace, text, operations } = await setUp();
  const sepia = text.text.replace('"invert"', '"sepia"');
  text.type(text.text.replace('"invert"', '"grain"'));
  vi.advanceTimersByTime(200);
  text.type(sepia);
  vi.advanceTimersByTime(200);
  expect(operations(), 'it does not rest yet').toEqual(['invert']);
  vi.advanceTimersByTime(100);
  expect(operations()).toEqual(['sepia']);
  expect(text.text, 'the text stays as it was typed').toBe(sepia);
  text.type(sepia.replace('"sepia"', '"grain"'));
  vi.advanceTimersByTime(300);
  expect(operations()).toEqual(['grain']);
  await workspace.undo();
  expect(operations(), 'all of the typing').toEqual(['invert']);
});

it('leaves the pipeline alone and says what is wrong, until the text is whole again', async () => {
  const { workspace, text, operations } = await setUp();
  const { work } = workspace;
  text.type(text.text.slice(0, -5));
  vi.advanceTimersByTime(300);
  expect(text.failure).not.toBeNull();
  expect(workspace.work).toBe(work);
  text.finish();
  expect(text.draft, 'what was typed is not lost').not.toBeNull();
  text.discard();
  expect([text.failure, text.draft]).toEqual([null, null]);
  expect(text.text).toContain('"invert"');
  vi.advanceTimersByTime(300);
  expect(operations()).toEqual(['invert']);
});

it('takes what does not fit only when the person says so', async () => {
  const { text, operations } = await setUp();
  text.type(
    JSON.stringify({
      pipette: 2,
      operations: [{ operation: 'exposure', parameters: { stops: 900 } }],
    }),
  );
  vi.advanceTimersByTime(300);
  expect([text.failure, text.problems.length]).toEqual([null, 1]);
  expect(operations()).toEqual(['invert']);
  text.applyAnyway();
  flushSync();
  expect(operations()).toEqual(['exposure']);
  expect([text.draft, text.problems]).toEqual([null, []]);
});

it('reads at once what was typed when it is left', async () => {
  const { text, operations } = await setUp();
  text.type(text.text.replace('"invert"', '"sepia"'));
  text.hide();
  expect([operations(), text.shown, text.draft]).toEqual([['sepia'], false, null]);
});
