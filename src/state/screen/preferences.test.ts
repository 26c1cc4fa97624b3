import { expect, it } from 'vitest';
import { Preferences } from './preferences.svelte';

const storeOf = (entries: readonly (readonly [string, string])[] = []) => {
  const kept = new Map(entries);
  return {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, text: string) => void kept.set(key, text),
  };
};

it('follows the system, and signs with nothing, until something is said', () => {
  const { theme, author, licence } = new Preferences(storeOf());
  expect([theme, author, licence]).toEqual(['system', '', '']);
  expect(new Preferences(storeOf([['theme', 'pink']])).theme).toBe('system');
});

it('remembers theme, author and licence for the next visit', () => {
  const store = storeOf();
  const first = new Preferences(store);
  first.theme = 'dark';
  first.sign('Ada', 'CC0-1.0');
  expect(first.theme).toBe('dark');
  const { theme, author, licence } = new Preferences(store);
  expect([theme, author, licence]).toEqual(['dark', 'Ada', 'CC0-1.0']);
});
