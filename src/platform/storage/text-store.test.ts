import { describe, expect, it } from 'vitest';
import { createTextStore } from './text-store';

/** A storage like the browser's, whose keys are its own properties. */
class FakeStorage implements Storage {
  [name: string]: unknown;
  get length(): number {
    return Object.keys(this).length;
  }
  key(index: number): string | null {
    return Object.keys(this)[index] ?? null;
  }
  getItem(key: string): string | null {
    const value = this[key];
    return typeof value === 'string' ? value : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
  clear(): void {
    for (const key of Object.keys(this)) delete this[key];
  }
}

describe('the text store', () => {
  it('keeps texts under the prefix of the site and clears only those', () => {
    const shared = new FakeStorage();
    shared.setItem('other', 'theirs');
    const store = createTextStore('pipette:/a/:', () => shared);
    store.set('theme', 'dark');
    expect(store.get('theme')).toBe('dark');
    expect(shared.getItem('pipette:/a/:theme')).toBe('dark');
    store.clear();
    expect(store.get('theme')).toBeNull();
    expect(shared.getItem('other')).toBe('theirs');
  });

  it('remembers until the page closes where the browser denies storage', () => {
    const store = createTextStore('p:', () => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(store.get('theme')).toBeNull();
    store.set('theme', 'light');
    expect(store.get('theme')).toBe('light');
  });
});
