import { expect, it } from 'vitest';
import type { Area, Size } from '../../core/base/geometry';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { RegionAnswer } from '../../core/engine/contract';
import { Asked } from '../testing';
import { SharpPart, type SharpPicture } from './sharp-part.svelte';

const huge: Size = { width: 100_000, height: 100_000 };

/** A picture whose tiles are counted, and are open until they are closed. */
class Picture implements SharpPicture {
  readonly asked: string[] = [];
  readonly open = new Set<string>();

  constructor(
    readonly name: string,
    private readonly refuses: () => Result<never> | null = () => null,
    readonly size: Size = huge,
  ) {}

  readonly ask = ({ left, top, width, height }: Area): Promise<Result<RegionAnswer>> => {
    const place = `${left},${top}`;
    this.asked.push(place);
    const refused = this.refuses();
    if (refused) return Promise.resolve(refused);
    this.open.add(place);
    const bitmap = { width, height, close: () => void this.open.delete(place) };
    return Promise.resolve(ok({ bitmap, left, top, width, height, milliseconds: 1 }));
  };
}

const never = (): boolean => false;
const screen = (left: number, top = 0): Area => ({ left, top, width: 900, height: 700 });

it('fetches tiles from the centre out, the result before the picture under it', async () => {
  const [result, before] = [new Picture('after'), new Picture('before')];
  const part = new SharpPart();
  part.want({ left: 512, top: 512, width: 1536, height: 1536 });
  await part.fetch(never, result, before);
  expect(result.asked[0]).toBe('1024,1024');
  expect(result.asked.slice(1, 5).sort()).toEqual([
    '1024,1536',
    '1024,512',
    '1536,1024',
    '512,1024',
  ]);
  expect(result.asked).toHaveLength(9);
  expect(before.asked).toEqual(result.asked);
  expect([part.regions.length, part.baselines.length]).toEqual([9, 9]);
});

it('asks for nothing twice that was seen, wherever the view goes, and after an undo', async () => {
  const [one, other, before] = [new Picture('one'), new Picture('other'), new Picture('before')];
  const part = new SharpPart();
  for (const left of [0, 512, 0]) {
    part.want(screen(left));
    await part.fetch(never, one, before);
  }
  expect(one.asked).toHaveLength(6);
  part.turnTo('other', 'before');
  expect([part.regions.length, part.baselines.length]).toEqual([0, 6]);
  await part.fetch(never, other, before);
  part.turnTo('one', 'before');
  expect(part.regions, 'at once').toHaveLength(6);
  await part.fetch(never, one, before);
  expect([one.asked.length, other.asked.length, before.asked.length]).toEqual([6, 4, 6]);
});

const answered = (left: number) => {
  const bitmap = { width: 512, height: 512, close: () => undefined };
  return ok({ bitmap, left, top: 0, width: 512, height: 512, milliseconds: 1 });
};
const spot = (left: number): Area => ({ left, top: 0, width: 300, height: 300 });

it('goes on with what is visible by now, the result first wherever that is', async () => {
  const asked = new Asked<[Area, string], RegionAnswer>();
  const part = new SharpPart();
  const picture = (name: string): SharpPicture => ({
    ...{ name, size: huge },
    ask: (area) => asked.call(area, name),
  });
  part.want(screen(0));
  const done = part.fetch(never, picture('after'), picture('before'));
  expect(part.busy).toBe(true);
  for (const [index, left] of [5120, 5120, 512].entries()) {
    part.want(spot(left));
    await asked.answer(index, answered(left));
  }
  await asked.answer(3, answered(512));
  await asked.answer(4, answered(512));
  await done;
  expect(asked.inputs.map(([{ left }, name]) => [name, left])).toEqual([
    ['after', 0],
    ['after', 5120],
    ['before', 5120],
    ['after', 512],
    ['before', 512],
  ]);
  expect(part.busy).toBe(false);
});

it('tries what failed again once the view moves, though the picture before is not done', async () => {
  const [result, before] = [new Asked<[Area], RegionAnswer>(), new Asked<[Area], RegionAnswer>()];
  const part = new SharpPart();
  part.want(spot(0));
  const done = part.fetch(
    never,
    { name: 'after', size: huge, ask: result.call },
    { name: 'before', size: huge, ask: before.call },
  );
  await result.answer(0, fail(appError('JOB-MEMORY', 'Too large.')));
  expect(part.failure?.message).toBe('Too large.');
  part.want(spot(0));
  part.want(spot(512));
  await before.answer(0, answered(0));
  await result.answer(1, answered(512));
  await before.answer(1, answered(512));
  await done;
  expect([part.failure, part.regions.length]).toEqual([null, 1]);
});

it('asks for nothing outside of a picture before that is smaller', async () => {
  const result = new Picture('after');
  const before = new Picture('before', () => null, { width: 600, height: 300 });
  const part = new SharpPart();
  part.want(screen(0));
  await part.fetch(never, result, before);
  expect([result.asked.length, before.asked.sort()]).toEqual([4, ['0,0', '512,0']]);
});

it('keeps tiles within its bytes, and always those that are seen', async () => {
  const picture = new Picture('one');
  const part = new SharpPart();
  for (let left = 0; left < 40 * 1024; left += 1024) {
    part.want(screen(left));
    await part.fetch(never, picture, picture);
  }
  expect(picture.open.size).toBe(64);
  expect(part.regions).toHaveLength(64);
  part.want({ left: 0, top: 0, width: 8192, height: 8192 });
  await part.fetch(never, picture, picture);
  expect(part.regions.length, 'more than that are visible').toBeGreaterThanOrEqual(256);
  part.want(screen(20 * 1024));
  await part.fetch(never, picture, picture);
  expect(picture.open.size).toBe(64);
  part.clear();
  expect([picture.open.size, part.regions.length]).toEqual([0, 0]);
});

it('tells why the result is not sharp, whatever becomes of the picture before', async () => {
  let answer: Result<never> | null = fail(appError('JOB-MEMORY', 'Too large.'));
  const result = new Picture('after', () => answer);
  const before = new Picture('before');
  const part = new SharpPart();
  part.want(screen(0));
  await part.fetch(never, result, before);
  expect([part.failure?.message, part.baselines.length]).toEqual(['Too large.', 4]);
  answer = fail(cancelled());
  await part.fetch(never, result, before);
  expect(part.failure, 'what was stopped has not failed').toBeNull();
  answer = null;
  await part.fetch(never, result, before);
  expect(part.regions).toHaveLength(4);
});

it('shows nothing of a picture that is not open any more', async () => {
  const asked = new Asked<[Area], RegionAnswer>();
  const part = new SharpPart();
  part.want(screen(0));
  const done = part.fetch(
    never,
    { name: 'one', size: huge, ask: asked.call },
    { name: 'one', size: huge, ask: asked.call },
  );
  part.clear();
  let closed = 0;
  const bitmap = { width: 512, height: 512, close: () => void (closed += 1) };
  await asked.answer(0, ok({ bitmap, left: 0, top: 0, width: 512, height: 512, milliseconds: 1 }));
  await done;
  expect([closed, part.regions]).toEqual([1, []]);
});
