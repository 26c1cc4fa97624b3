import { describe, expect, it } from 'vitest';
import { swiped } from './swipe';

const from = { x: 200, y: 300, at: 1_000 };
const to = (x: number, y: number, after: number) => swiped(from, { x, y, at: 1_000 + after });

describe('a swipe', () => {
  it('is quick and goes across', () => {
    expect([to(100, 310, 200), to(320, 280, 200)]).toEqual([1, -1]);
  });

  it('is none when it is slow, short, or goes down', () => {
    expect([to(100, 300, 500), to(160, 300, 100), to(100, 380, 100)]).toEqual([0, 0, 0]);
  });
});
