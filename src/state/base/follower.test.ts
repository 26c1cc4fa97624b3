import { flushSync } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { Making } from './follower.svelte';
import { FollowerOnDemand } from './follower-on-demand.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const rest = 100;
const broken = appError('JOB-FAILED', 'It broke.');

/** A follower of a text, which stands for the work; its orders are answered when the test says so. */
function setUp() {
  const stores = new SvelteMap<string, string | null>([['wanted', null]]);
  const orders: { order: string; making: Making<string>; end: (made: Result<string>) => void }[] =
    [];
  const closed: string[] = [];
  const follower = new FollowerOnDemand<string, string>({
    debounceMs: rest,
    serves: (made, wanted) => made.toLowerCase() === wanted.toLowerCase(),
    make: (order, making) => new Promise((end) => orders.push({ order, making, end })),
    close: (value) => closed.push(value),
  });
  const wanted = (): string | null => stores.get('wanted') ?? null;
  const follow = () =>
    follower.follow(wanted, () => {
      return stores.get('held') !== 'yes';
    });
  const set = (name: 'wanted' | 'held', value: string | null): void => {
    stores.set(name, value);
    flushSync();
  };
  /** Answers the order of this number. */
  const answer = async (index: number, made: Result<string>): Promise<void> => {
    orders[index]?.end(made);
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
  };
  const begun = () => orders.map(({ order }) => order);
  return { follower, follow, set, wanted, orders, begun, closed, answer };
}

it('makes the latest of many orders, and that once they rest', () => {
  const { follow, set, begun } = setUp();
  const stop = follow();
  for (const order of ['a', 'b', 'c']) {
    set('wanted', order);
    vi.advanceTimersByTime(rest - 1);
  }
  expect(begun(), 'they come too fast').toEqual([]);
  vi.advanceTimersByTime(1);
  expect(begun()).toEqual(['c']);
  stop();
});

it('has one wish at a time, also where nothing is followed', () => {
  const { follower, orders, begun } = setUp();
  follower.want('a');
  vi.advanceTimersByTime(rest - 1);
  follower.want('b');
  vi.advanceTimersByTime(rest);
  expect(begun()).toEqual(['b']);
  follower.want('c');
  expect(orders[0]?.making.signal.aborted).toBe(true);
  follower.stop();
  vi.advanceTimersByTime(rest);
  expect(begun()).toEqual(['b']);
});

it('aborts the older order, and leaves its answer alone when that comes all the same', async () => {
  const { follower, follow, set, orders, closed, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  const signal = orders[0]?.making.signal;
  expect(signal?.aborted).toBe(false);
  set('wanted', 'b');
  expect(signal?.aborted).toBe(true);
  vi.advanceTimersByTime(rest);
  orders[0]?.making.early('early of a');
  expect(follower.made).toBeNull();
  await answer(1, ok('of b'));
  await answer(0, ok('of a'));
  expect(follower.made).toEqual({ order: 'b', value: 'of b' });
  expect(closed, 'what nobody will see is freed').toEqual(['of a']);
  stop();
});

it('is busy from the wish to the answer, and tells what the answer is of', async () => {
  const { follower, follow, set, answer } = setUp();
  const stop = follow();
  expect([follower.busy, follower.making]).toEqual([false, false]);
  set('wanted', 'a');
  expect([follower.busy, follower.making]).toEqual([true, false]);
  vi.advanceTimersByTime(rest);
  expect([follower.busy, follower.making]).toEqual([true, true]);
  expect(follower.answers('a')).toBe(false);
  await answer(0, ok('of a'));
  expect([follower.busy, follower.making]).toEqual([false, false]);
  expect(follower.answers('A'), 'what it serves counts, not what it is').toBe(true);
  expect(follower.answers('b')).toBe(false);
  expect(follower.answers(null)).toBe(false);
  stop();
});

it('makes nothing anew that serves already, and what does not after all', async () => {
  const { follower, follow, set, begun, closed, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  await answer(0, ok('of a'));
  set('wanted', 'A');
  vi.advanceTimersByTime(rest);
  expect(begun()).toEqual(['a']);
  set('wanted', 'b');
  vi.advanceTimersByTime(rest);
  expect(begun()).toEqual(['a', 'b']);
  expect(follower.made?.value, 'the older one is shown meanwhile').toBe('of a');
  await answer(1, ok('of b'));
  expect(closed).toEqual(['of a']);
  stop();
});

it('leaves running what comes to what is wanted now', async () => {
  const { follower, follow, set, orders, begun, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  set('wanted', 'A');
  vi.advanceTimersByTime(rest);
  expect(orders[0]?.making.signal.aborted).toBe(false);
  expect([begun(), follower.making]).toEqual([['a'], true]);
  await answer(0, ok('of a'));
  expect([follower.made?.value, follower.answers('A'), follower.busy]).toEqual([
    'of a',
    true,
    false,
  ]);
  set('wanted', 'b');
  vi.advanceTimersByTime(rest);
  set('wanted', 'A');
  expect(orders[1]?.making.signal.aborted, 'what was there before serves').toBe(true);
  expect(follower.busy).toBe(false);
  stop();
});

it('waits while nothing may be made, and stops what is being made then', () => {
  const { follower, follow, set, orders, begun } = setUp();
  set('held', 'yes');
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(10 * rest);
  expect([follower.busy, begun()]).toEqual([true, []]);
  set('held', 'no');
  vi.advanceTimersByTime(rest);
  expect(begun()).toEqual(['a']);
  set('held', 'yes');
  expect(orders[0]?.making.signal.aborted).toBe(true);
  expect(follower.busy).toBe(true);
  stop();
});

it('takes a failure for an answer, which keeps what was made and is not tried again', async () => {
  const { follower, follow, set, begun, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  await answer(0, ok('of a'));
  set('wanted', 'b');
  vi.advanceTimersByTime(rest);
  await answer(1, fail(broken));
  expect(follower.failure).toBe(broken);
  expect([follower.answers('b'), follower.busy]).toEqual([true, false]);
  expect(follower.made?.value).toBe('of a');
  set('held', 'yes');
  set('held', 'no');
  vi.advanceTimersByTime(rest);
  expect(begun()).toEqual(['a', 'b']);
  void follower.again('b');
  expect(begun(), 'unless somebody asks for it').toEqual(['a', 'b', 'b']);
  await answer(2, ok('of b'));
  expect(follower.failure).toBeNull();
  stop();
});

it('takes it for no answer when somebody else stops it', async () => {
  const { follower, follow, set, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  await answer(0, fail(cancelled()));
  expect([follower.failure, follower.answers('a'), follower.busy]).toEqual([null, false, false]);
  stop();
});

it('shows what is known early, until all is', async () => {
  const { follower, follow, set, orders, closed, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  orders[0]?.making.early('half');
  expect(follower.made?.value).toBe('half');
  expect([follower.answers('a'), follower.making]).toEqual([false, true]);
  await answer(0, ok('whole'));
  expect([follower.made?.value, closed]).toEqual(['whole', ['half']]);
  stop();
});

it('stops with whoever looked on, and keeps what was made; with nothing wanted that goes', async () => {
  const { follower, follow, set, orders, begun, closed, answer } = setUp();
  const stop = follow();
  set('wanted', 'a');
  vi.advanceTimersByTime(rest);
  await answer(0, ok('of a'));
  set('wanted', 'b');
  vi.advanceTimersByTime(rest);
  stop();
  expect([orders[1]?.making.signal.aborted, follower.busy]).toEqual([true, false]);
  expect(follower.made?.value).toBe('of a');
  set('wanted', 'c');
  vi.advanceTimersByTime(rest);
  expect(begun(), 'nobody looks').toEqual(['a', 'b']);
  const stopAgain = follow();
  set('wanted', null);
  vi.advanceTimersByTime(rest);
  expect([follower.made, follower.answers('a'), closed]).toEqual([null, false, ['of a']]);
  stopAgain();
});

it('has at once what can be made at once, when it may rest no longer', () => {
  const follower = new FollowerOnDemand<string, string>({
    debounceMs: rest,
    serves: (made, wanted) => made === wanted,
    make: (order) => ok(order.toUpperCase()),
  });
  follower.want('a');
  expect(follower.made).toBeNull();
  void follower.now();
  expect(follower.made).toEqual({ order: 'a', value: 'A' });
  vi.advanceTimersByTime(rest);
  expect(follower.busy).toBe(false);
});

it('has whoever waits for it wait for what is wanted meanwhile', async () => {
  const { follower, begun, answer } = setUp();
  follower.want('a');
  let isThere = false;
  const waiting = follower.now().then(() => (isThere = true));
  expect(begun(), 'it rests no longer').toEqual(['a']);
  follower.want('b');
  await answer(0, ok('of a'));
  expect([isThere, begun()]).toEqual([false, ['a', 'b']]);
  await answer(1, ok('of b'));
  await waiting;
  expect(follower.made?.value).toBe('of b');
});

it('makes something once, and stops when something else is wanted', async () => {
  const { follower, set, wanted, orders, answer } = setUp();
  await follower.once(wanted);
  expect(orders, 'nothing is wanted').toEqual([]);
  set('wanted', 'a');
  const first = follower.once(wanted);
  flushSync();
  expect(follower.making).toBe(true);
  set('wanted', 'A');
  expect(orders[0]?.making.signal.aborted, 'that serves as well').toBe(false);
  set('wanted', 'b');
  expect(orders[0]?.making.signal.aborted).toBe(true);
  expect([follower.overtaken, follower.busy]).toEqual([true, false]);
  await answer(0, fail(cancelled()));
  await first;
  const second = follower.once(wanted);
  flushSync();
  expect(follower.overtaken).toBe(false);
  await answer(1, ok('of b'));
  await second;
  set('wanted', 'c');
  expect([follower.made?.value, follower.overtaken, follower.busy]).toEqual(['of b', false, false]);
});
