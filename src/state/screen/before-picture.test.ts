import { expect, it } from 'vitest';
import { cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { RenderRequest } from '../../core/engine/contract';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { BeforePicture } from './before-picture.svelte';

const source = openedPicture();
const request: RenderRequest = { pipeline: emptyPipeline, until: null };
const open = (): boolean => true;

function setUp() {
  const drafts: (boolean | undefined)[] = [];
  const closed: number[] = [];
  const answers = { refused: false };
  const before = new BeforePicture({
    renderBaseline: (_, { draft }) => {
      const number = drafts.push(draft);
      if (answers.refused) return Promise.resolve(fail(cancelled()));
      const bitmap = { width: 1, height: 1, close: () => void closed.push(number) };
      return Promise.resolve(ok(renderAnswer(bitmap)));
    },
  });
  return { before, drafts, closed, answers };
}

const result = renderAnswer({ width: 1, height: 1, close: () => undefined });

it('is rendered once for a result, and again for one of another size or fineness', async () => {
  const { before, drafts, closed } = setUp();
  expect(before.stays(request, result)).toBe(false);
  await before.render(source, request, result, open);
  await before.render(source, request, result, open);
  expect([drafts, before.stays(request, result)]).toEqual([[false], true]);
  await before.render(source, request, { ...result, scale: 0.5 }, open);
  await before.render(source, request, { ...result, scale: 0.5, estimated: true }, open);
  expect(drafts).toEqual([false, false, true]);
  // Those that were replaced.
  expect(closed).toEqual([1, 2]);
});

it('is let go when its picture is closed meanwhile, or when nobody wants it', async () => {
  const { before, closed } = setUp();
  await before.render(source, request, result, () => false);
  expect([before.shown, closed]).toEqual([null, [1]]);
  await before.render(source, request, result, open);
  before.clear();
  expect([before.shown, closed]).toEqual([null, [1, 2]]);
});

it('stays shown while a newer one cannot be rendered, and is tried anew', async () => {
  const { before, drafts, closed, answers } = setUp();
  await before.render(source, request, result, open);
  const { shown } = before;
  before.outdate();
  answers.refused = true;
  await before.render(source, request, result, open);
  expect([before.shown === shown, closed, before.stays(request, result)]).toEqual([
    true,
    [],
    false,
  ]);
  answers.refused = false;
  await before.render(source, request, result, open);
  expect([drafts.length, closed]).toEqual([3, [1]]);
});
