import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../core/assets/asset';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { AssetStore } from './assets';
import type { KeyValueStore } from './key-value-store';
import { dropUnnamedAssets } from './unnamed-assets';

const day = 24 * 60 * 60 * 1000;
let values: Map<string, unknown>;
let full: boolean;
let time: number;

const records: KeyValueStore = {
  keys: () => Promise.resolve(ok([...values.keys()])),
  read: (keys) => Promise.resolve(ok(keys.map((key) => values.get(key)))),
  write: ({ put, drop }) => {
    if (full) return Promise.resolve(fail(appError('STO-QUOTA', 'Full.')));
    for (const key of drop) values.delete(key);
    for (const [key, value] of put) values.set(key, value);
    return Promise.resolve(ok(null));
  },
  clear: () => Promise.resolve(ok(null)),
};
/** A tab: what it has used it remembers. */
const openTab = () => new AssetStore(records, () => time);

async function asset(text: string) {
  const bytes = new TextEncoder().encode(text);
  return { hash: await sha256(bytes), png: new Blob([bytes]) };
}

beforeEach(() => {
  values = new Map();
  full = false;
  time = 1_000_000;
});

describe('pictures that documents bring along', () => {
  it('are known by the SHA-256 of their bytes', async () => {
    // The first test vector of FIPS 180-2.
    expect((await asset('abc')).hash).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('come back in another tab, byte for byte', async () => {
    const logo = await asset('logo');
    await openTab().put(logo);
    expect(await (await openTab().get(logo.hash))?.text()).toBe('logo');
    expect(await openTab().get('00'.repeat(32))).toBeNull();
  });

  it('are not handed out when what is stored is something else', async () => {
    const { hash } = await asset('logo');
    const wrong = [{ addedAt: 1, png: new Blob(['other']) }, { addedAt: 1, png: 'logo' }, 'logo'];
    for (const value of wrong) {
      values.set(`asset:${hash}`, value);
      expect(await openTab().get(hash)).toBeNull();
    }
  });

  it('can be used where the storage is full, which is said', async () => {
    full = true;
    const [tab, logo] = [openTab(), await asset('logo')];
    expect(await tab.put(logo)).toMatchObject({ ok: false, error: { code: 'STO-QUOTA' } });
    expect(await (await tab.get(logo.hash))?.text()).toBe('logo');
  });

  it('stay while any stored work names them, and go a day after nothing does', async () => {
    const [named, undone, unnamed, fresh] = await Promise.all(
      ['named', 'undone', 'unnamed', 'fresh'].map(asset),
    );
    if (!named || !undone || !unnamed || !fresh) throw new Error('four were made');
    for (const one of [named, undone, unnamed]) await openTab().put(one);
    time += day + 1;
    await openTab().put(fresh);
    values.set('work:a', {
      pipeline: { steps: [{ parameters: { picture: named.hash } }] },
      past: [{ pipeline: { steps: [{ parameters: { picture: undone.hash } }] } }],
    });
    values.set('source:a', new Blob([unnamed.hash]));
    await dropUnnamedAssets(records, openTab(), time);
    const left = [...values.keys()].filter((key) => key.startsWith('asset:')).sort();
    expect(left).toEqual([named, undone, fresh].map(({ hash }) => `asset:${hash}`).sort());
  });

  it('stay while their tab is open', async () => {
    const [tab, logo] = [openTab(), await asset('logo')];
    await tab.put(logo);
    time += 2 * day;
    await dropUnnamedAssets(records, tab, time);
    expect(values.has(`asset:${logo.hash}`)).toBe(true);
  });
});
