import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Quiet } from './quiet';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a job of which nothing is heard', () => {
  it('tells for how long it has been running, until its share grows again', () => {
    const quiet = new Quiet();
    const heard: (number | null)[] = [];
    for (const share of [0, 0.4, 0.4, 0.4, 0.4, 0.9, 0.9]) {
      heard.push(quiet.hear(share));
      vi.advanceTimersByTime(2_000);
    }
    expect(heard).toEqual([null, null, null, 6, 8, null, null]);
  });
});
