import { describe, expect, it } from 'vitest';
import { FakeStorage } from './testing';
import { createTextStore } from './text-store';

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
