import { flushSync } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { expect, it } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Engine, RenderAnswer } from '../../core/engine/contract';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { renderAnswer } from '../../core/testing/answers/render-answer';
import { Asked, calm } from '../testing';
import { VersionPair } from './version-pair.svelte';

const pipeline = (name: string): Pipeline => ({ ...emptyPipeline, name });
const bitmapThat = (close: () => void = () => undefined): ImageBitmap => ({
  width: 1,
  height: 1,
  close,
});

function setUp() {
  const render = new Asked<Parameters<Engine['render']>, RenderAnswer>();
  const small = new Asked<Parameters<Engine['renderSmall']>, ImageBitmap>();
  const source = openedPicture();
  // What effects follow, without runes in a file that has none.
  const box = new SvelteMap<'source' | 'idle', boolean>([
    ['source', true],
    ['idle', true],
  ]);
  const workspace = {
    get source() {
      return box.get('source') ? source : null;
    },
  };
  const preview = {
    get idle() {
      return box.get('idle') === true;
    },
  };
  const difference = { average: 1, largest: 2, at: { x: 0, y: 0 }, stops: 0 };
  const pair = new VersionPair(
    {
      render: render.call,
      renderSmall: small.call,
      region: () => Promise.resolve(fail(cancelled())),
    },
    workspace,
    preview,
    () => difference,
  );
  const names = () => render.inputs.map(([, request]) => request.pipeline.name);
  return { pair, render, small, box, difference, names };
}

it('draws A, then B, and measures them', async () => {
  const { pair, render, difference, names } = setUp();
  const stop = pair.follow();
  pair.compare(pipeline('a'), pipeline('b'));
  flushSync();
  await render.answer(0, ok(renderAnswer(bitmapThat())));
  expect(pair.b).toBeNull();
  await render.answer(1, ok(renderAnswer(bitmapThat())));
  expect(names()).toEqual(['a', 'b']);
  expect([pair.aligned, pair.busy, pair.difference]).toEqual([true, false, difference]);
  stop();
});

it('waits for the editor, and draws again what the editor stopped', async () => {
  const { pair, render, box, names } = setUp();
  box.set('idle', false);
  const stop = pair.follow();
  pair.compare(pipeline('a'), pipeline('b'));
  flushSync();
  await calm();
  expect(names()).toEqual([]);
  box.set('idle', true);
  flushSync();
  box.set('idle', false);
  await render.answer(0, fail(cancelled()));
  expect([pair.failure, pair.a]).toEqual([null, null]);
  flushSync();
  box.set('idle', true);
  flushSync();
  await render.answer(1, ok(renderAnswer(bitmapThat())));
  expect(names()).toEqual(['a', 'a', 'b']);
  stop();
});

it('draws nothing twice, and closes every picture in the end', async () => {
  const { pair, render, names } = setUp();
  let open = 0;
  const answer = () => {
    open += 1;
    return ok(renderAnswer(bitmapThat(() => (open -= 1))));
  };
  const stop = pair.follow();
  const [a, b, c] = [pipeline('a'), pipeline('b'), pipeline('c')];
  pair.compare(a, b);
  flushSync();
  await render.answer(0, answer());
  await render.answer(1, answer());
  pair.compare(b, a);
  flushSync();
  await calm();
  expect(pair.a?.pipeline.name).toBe('b');
  pair.compare(b, c);
  flushSync();
  await render.answer(2, answer());
  expect(names()).toEqual(['a', 'b', 'c']);
  expect(open).toBe(3);
  stop();
  expect([open, pair.a, pair.b]).toEqual([0, null, null]);
});

it('says why one cannot be drawn, and shows nothing in its place', async () => {
  const { pair, render } = setUp();
  const stop = pair.follow();
  pair.compare(pipeline('a'), pipeline('b'));
  flushSync();
  const error = appError('RES-MISSING', 'A picture is missing.');
  await render.answer(0, ok(renderAnswer(bitmapThat())));
  await render.answer(1, fail(error));
  expect([pair.failure, pair.b, pair.busy]).toEqual([error, null, false]);
  stop();
});

it('shows both on the sample while no picture is open', async () => {
  const { pair, small, box, render } = setUp();
  box.set('source', false);
  const stop = pair.follow();
  pair.compare(pipeline('a'), pipeline('b'));
  flushSync();
  await small.answer(0, ok(bitmapThat()));
  await small.answer(1, ok(bitmapThat()));
  expect(small.inputs.map(([source]) => source)).toEqual([null, null]);
  expect([render.inputs.length, pair.a?.histogram, pair.aligned]).toEqual([0, null, true]);
  stop();
});
