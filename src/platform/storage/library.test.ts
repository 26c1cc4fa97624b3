import { beforeEach, describe, expect, it } from 'vitest';
import type { Preset } from '../../core/documents/preset';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { type Bell, StoredLibrary } from './library';
import type { UpdatableStore } from './key-value-store';

let values: Map<string, unknown>;
let full: boolean;
let listeners: Map<object, () => void>;

/** A database whose transactions are whole, as those of IndexedDB are. */
const records: UpdatableStore = {
  keys: () => Promise.resolve(ok([...values.keys()])),
  read: (keys) => Promise.resolve(ok(keys.map((key) => values.get(key)))),
  write: () => Promise.resolve(ok(null)),
  clear: () => Promise.resolve(ok(null)),
  update: (keys, decide) => {
    const found = keys.map((key) => values.get(key));
    const change = decide(found);
    if (change && full) return Promise.resolve(fail(appError('STO-QUOTA', 'Full.')));
    for (const key of change?.drop ?? []) values.delete(key);
    for (const [key, value] of change?.put ?? []) values.set(key, structuredClone(value));
    return Promise.resolve(ok(found));
  },
};

function openTab(): StoredLibrary {
  const me = {};
  const bell: Bell = {
    ring: () => listeners.forEach((listener, tab) => tab !== me && listener()),
    hear: (listener) => {
      listeners.set(me, listener);
      return () => listeners.delete(me);
    },
  };
  return new StoredLibrary(records, bell);
}

const preset = (id: string, name = id): Preset => ({
  id,
  name,
  folder: '',
  description: '',
  author: '',
  licence: '',
  created: '',
  changed: '',
  asks: [],
  pipeline: { name, steps: [] },
});

async function namesIn(tab: StoredLibrary) {
  const all = await tab.all();
  if (!all.ok) throw new Error(all.error.message);
  return all.value.kept.map((kept) => `${kept.preset.name} ${kept.revision}`);
}

beforeEach(() => {
  values = new Map<string, unknown>([['work:w0', { savedAt: 1 }]]);
  full = false;
  listeners = new Map();
});

describe('stored presets', () => {
  it('come back in another tab, which hears of them', async () => {
    const [one, other] = [openTab(), openTab()];
    let heard = 0;
    other.watch(() => (heard += 1));
    await one.change([{ id: 'a', from: 0, preset: preset('a') }]);
    expect(heard).toBe(1);
    expect(await namesIn(other)).toEqual(['a 1']);
  });

  it('are not overwritten by a tab that does not know the newest', async () => {
    const [one, other] = [openTab(), openTab()];
    await one.change([{ id: 'a', from: 0, preset: preset('a') }]);
    await other.change([{ id: 'a', from: 1, preset: preset('a', 'theirs') }]);
    const late = { id: 'a', from: 1, preset: preset('a', 'mine') };
    const fresh = { id: 'b', from: 0, preset: preset('b') };
    expect(await one.change([fresh, late])).toMatchObject({
      ok: true,
      value: {
        kind: 'conflict',
        conflicts: [{ change: late, theirs: { preset: { name: 'theirs' }, revision: 2 } }],
      },
    });
    expect(await namesIn(one)).toEqual(['theirs 2']);
  });

  it('are not deleted, nor brought back, by a tab that does not know the newest', async () => {
    const [one, other] = [openTab(), openTab()];
    await one.change([{ id: 'a', from: 0, preset: preset('a') }]);
    await other.change([{ id: 'a', from: 1, preset: preset('a', 'theirs') }]);
    const removal = await one.change([{ id: 'a', from: 1, preset: null }]);
    expect(removal).toMatchObject({ ok: true, value: { kind: 'conflict' } });
    await other.change([{ id: 'a', from: 2, preset: null }]);
    const revival = await one.change([{ id: 'a', from: 2, preset: preset('a', 'mine') }]);
    expect(revival).toMatchObject({
      ok: true,
      value: { kind: 'conflict', conflicts: [{ theirs: null }] },
    });
    expect(await namesIn(one)).toEqual([]);
  });

  it('stay as they were when there is no room for a change', async () => {
    const tab = openTab();
    await tab.change([{ id: 'a', from: 0, preset: preset('a') }]);
    full = true;
    const outcome = await tab.change([{ id: 'a', from: 1, preset: preset('a', 'new') }]);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'STO-QUOTA' } });
    expect(await namesIn(tab)).toEqual(['a 1']);
  });

  it('that cannot be read are counted, left alone and never written over', async () => {
    const future = { version: 2, revision: 7, preset: { shape: 'unknown' } };
    values.set('preset:f', future);
    values.set('preset:broken', { version: 1, revision: 1, preset: { id: 'broken', name: 7 } });
    const tab = openTab();
    expect(await tab.all()).toMatchObject({ ok: true, value: { kept: [], unreadable: 2 } });
    const outcome = await tab.change([{ id: 'f', from: 0, preset: preset('f') }]);
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'conflict' } });
    expect(values.get('preset:f')).toBe(future);
  });
});
