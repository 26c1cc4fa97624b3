import { describe, expect, it } from 'vitest';
import { LruCache } from './lru-cache';

function item(): { deleted: number; delete(): void } {
  return {
    deleted: 0,
    delete() {
      this.deleted += 1;
    },
  };
}

describe('LruCache', () => {
  it('deletes what was used longest ago once the budget is full', () => {
    const cache = new LruCache(100);
    const [a, b, c] = [item(), item(), item()];
    cache.set('a', a, 50);
    cache.set('b', b, 50);
    expect(cache.get('a')).toBe(a);
    cache.set('c', c, 50);
    expect([a.deleted, b.deleted, c.deleted]).toEqual([0, 1, 0]);
    expect(cache.get('b')).toBeUndefined();
    expect(cache.bytes).toBe(100);
  });

  it('keeps the newest whatever they take, as many as are said', () => {
    const cache = new LruCache(60);
    const [a, b, c] = [item(), item(), item()];
    cache.set('a', a, 50);
    cache.set('b', b, 50, 2);
    expect([a.deleted, b.deleted]).toEqual([0, 0]);
    expect(cache.values()).toEqual([a, b]);
    cache.set('c', c, 50);
    expect([a.deleted, b.deleted, c.deleted]).toEqual([1, 1, 0]);
  });

  it('keeps more once it may, and no less for a smaller wish', () => {
    const cache = new LruCache(60);
    const [a, b, c] = [item(), item(), item()];
    cache.allow(90);
    cache.allow(30);
    for (const [name, value] of Object.entries({ a, b, c })) cache.set(name, value, 30);
    expect([a.deleted, cache.bytes]).toEqual([0, 90]);
    cache.set('d', item(), 30);
    expect([a.deleted, b.deleted, cache.bytes]).toEqual([1, 0, 90]);
  });

  it('keeps the newest value even if it alone is over the budget', () => {
    const cache = new LruCache(10);
    const [small, large] = [item(), item()];
    cache.set('small', small, 10);
    cache.set('large', large, 11);
    expect(cache.get('large')).toBe(large);
    expect(small.deleted).toBe(1);
  });

  it('deletes each value once: when replaced, and when cleared', () => {
    const cache = new LruCache(100);
    const [first, second] = [item(), item()];
    cache.set('key', first, 40);
    cache.set('key', second, 60);
    cache.clear();
    cache.clear();
    expect([first.deleted, second.deleted, cache.bytes]).toEqual([1, 1, 0]);
  });
});
