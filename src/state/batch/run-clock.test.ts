import { expect, it } from 'vitest';
import { RunClock } from './run-clock';

it('tells what is left by what was done since it began, without pauses', () => {
  let now = 1_000;
  const clock = new RunClock(() => now);
  clock.begin(0.2);
  now += 1_000;
  expect(clock.left(0.3), 'too soon to tell').toBeNull();
  now += 9_000;
  expect(clock.left(0.2), 'nothing done').toBeNull();
  expect(clock.left(0.4)).toBeCloseTo(30);
  clock.rest();
  now += 1_000_000;
  expect(clock.left(0.4)).toBeCloseTo(30);
  clock.goOn();
  clock.goOn();
  now += 10_000;
  expect(clock.left(0.6)).toBeCloseTo(20);
  expect(clock.worked).toBe(20_000);
  clock.begin(0.6);
  now += 4_000;
  expect(clock.left(0.8)).toBeCloseTo(4);
  expect(clock.left(1)).toBe(0);
});
