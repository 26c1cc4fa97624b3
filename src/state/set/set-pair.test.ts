import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { cancelled } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { RegionRequest } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { until } from '../testing';
import { SetPair } from './set-pair.svelte';
import { came, setUp, stops, withOwn } from './testing';

const stopsOf = ({ steps: [step] }: Pipeline): unknown =>
  step?.kind === 'known' ? step.values['stops'] : null;

/** An engine that draws nothing, and counts the bitmaps that are not closed. */
function drawing() {
  const asked: string[] = [];
  let open = 0;
  const bitmap = () => {
    open += 1;
    return { width: 30, height: 20, close: () => void (open -= 1) };
  };
  return {
    asked,
    open: () => open,
    engine: {
      viewFile: async (file: Blob, name: string, pipeline: Pipeline) => {
        asked.push(`${name} ${await file.text()} ${String(stopsOf(pipeline))}`);
        const frame = { bitmap: bitmap(), fullWidth: 300, fullHeight: 200 };
        return ok({ frame, scale: 0.1 });
      },
      regionOfFile: (_file: Blob, name: string, request: RegionRequest) => {
        const { left, top, width, height } = request;
        asked.push(`${name} at ${left}, ${top}`);
        return Promise.resolve(ok({ bitmap: bitmap(), left, top, width, height, milliseconds: 1 }));
      },
    },
  };
}

it('shows the current picture and the next, each with its own values, and lets them go', async () => {
  const { workspace, pictures, go } = await withOwn();
  const { engine, asked, open } = drawing();
  const pair = new SetPair(engine, workspace, pictures);
  const stop = pair.follow();
  flushSync();
  await until(() => pair.a.view !== null && pair.b.view !== null);
  expect(asked.toSorted()).toEqual(['b.jpg b.jpg 2', 'c.jpg c.jpg 1']);
  pair.choose(pictures.shown[0]?.id ?? null);
  flushSync();
  // Nobody sees one picture under the name of another.
  expect(pair.b.view).toBeNull();
  await until(() => pair.b.view !== null);
  expect(asked.at(-1)).toBe('a.jpg a.jpg 1');
  expect([pair.next(-1), pair.next(1)?.name]).toEqual([null, 'c.jpg']);
  expect(open()).toBe(2);
  // What is only judged is not drawn anew.
  pictures.rate(4);
  flushSync();
  expect(asked).toHaveLength(3);
  stop();
  expect([open(), pair.a.view, pair.b.view]).toEqual([0, null, null]);
  await go('c.jpg');
  flushSync();
  expect(asked).toHaveLength(3);
});

it('never puts a picture beside itself', async () => {
  const { workspace, pictures, go } = setUp();
  await pictures.open(came('a.jpg', 'b.jpg', 'c.jpg'));
  const pair = new SetPair(drawing().engine, workspace, pictures);
  await go('c.jpg');
  expect(pair.other?.name).toBe('b.jpg');
  pair.choose(pictures.current?.id ?? null);
  expect(pair.other?.name).toBe('b.jpg');
  // Where the filter leaves no other, all are there to choose from.
  pictures.flag('pick');
  pictures.filter = { which: 'pick', least: 0 };
  expect(pictures.shown).toHaveLength(1);
  expect(pair.others.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
  expect(pair.other?.name).toBe('a.jpg');
});

it('keeps the other picture in its place while it is judged, whatever the filter leaves', async () => {
  const { workspace, pictures, go } = setUp();
  await pictures.open(came('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'));
  await go('b.jpg');
  pictures.filter = { which: 'unrejected', least: 0 };
  const pair = new SetPair(drawing().engine, workspace, pictures);
  pair.choose(null);
  expect(pair.other?.name).toBe('c.jpg');
  pictures.flag('reject', pair.other ?? undefined);
  expect(pictures.shown.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'd.jpg', 'e.jpg']);
  expect(pair.other?.name).toBe('c.jpg');
  expect(pair.others.map(({ name }) => name)).toEqual(['a.jpg', 'c.jpg', 'd.jpg', 'e.jpg']);
  expect([pair.next(-1)?.name, pair.next(1)?.name]).toEqual(['a.jpg', 'd.jpg']);
  // Where the filter leaves no other, all stay to choose from.
  pictures.filter = { which: 'pick', least: 0 };
  pair.choose(null);
  expect(pair.others).toHaveLength(4);
});

it('draws the part that is looked at once it is wanted, of that picture and no other', async () => {
  const { workspace, pictures } = await withOwn();
  const { engine, asked, open } = drawing();
  const pair = new SetPair(engine, workspace, pictures);
  const stop = pair.follow();
  flushSync();
  await until(() => pair.b.view !== null);
  pair.b.want({ left: 10, top: 20, width: 30, height: 40 });
  await until(() => pair.b.region !== null);
  expect(asked.at(-1)).toBe('c.jpg at 10, 20');
  pair.choose(pictures.shown[0]?.id ?? null);
  flushSync();
  expect(pair.b.region).toBeNull();
  stop();
  expect(open()).toBe(0);
  expect(stops({ workspace })).toBe(2);
});

it('says that a picture was not drawn, and tries again with the next change', async () => {
  const { workspace, pictures } = await withOwn();
  const { engine, asked, open } = drawing();
  let failures = 3;
  const fails = () => (failures -= 1) >= 0;
  const pair = new SetPair(
    {
      viewFile: (...order: Parameters<typeof engine.viewFile>) =>
        fails() ? Promise.resolve(fail(cancelled())) : engine.viewFile(...order),
      regionOfFile: (...order: Parameters<typeof engine.regionOfFile>) =>
        fails() ? Promise.resolve(fail(cancelled())) : engine.regionOfFile(...order),
    },
    workspace,
    pictures,
  );
  const stop = pair.follow();
  flushSync();
  await until(() => pair.a.failure !== null && pair.b.failure !== null);
  failures = 0;
  pictures.rate(4);
  flushSync();
  await until(() => pair.a.view !== null && pair.b.view !== null);
  expect([pair.a.failure, pair.b.failure]).toEqual([null, null]);
  failures = 1;
  const area = { left: 10, top: 20, width: 30, height: 40 };
  pair.b.want(area);
  expect(pair.b.asked).toBe(area);
  await until(() => pair.b.asked === null);
  pair.b.want(area);
  await until(() => pair.b.region !== null);
  expect(asked.at(-1)).toBe('c.jpg at 10, 20');
  stop();
  expect(open()).toBe(0);
});

it('says why a picture is not there', async () => {
  const { workspace, pictures, files } = await withOwn();
  const pair = new SetPair(drawing().engine, workspace, {
    work: pictures.work,
    current: pictures.current,
    shown: pictures.shown,
    files: { of: () => Promise.resolve(null), absent: new Map() },
  });
  expect(files.stored.size).toBeGreaterThan(0);
  const stop = pair.follow();
  flushSync();
  await until(() => pair.b.failure !== null);
  expect(pair.b.failure?.message).toBe('c.jpg is not stored in this browser.');
  expect(pair.a.failure).toBeNull();
  stop();
});
