import { describe, expect, it } from 'vitest';
import { newEntry, newSet, type PictureSet } from '../../core/set/set';
import { packSets } from '../../core/set/stored-sets';
import { StoredRecentSets } from './recent-sets';
import { StoredSetFiles } from './set-files';
import { memoryStore } from './testing';
import type { Workspaces } from './workspaces';

const named = (id: string, ...pictures: readonly string[]): PictureSet => {
  const entries = pictures.map((name) =>
    newEntry({ name, folder: '', bytes: 1, modified: 1 }, `${id}-${name}`),
  );
  const set = newSet(`Set ${id}`, entries, id);
  if (!set) throw new Error('a set has pictures');
  return set;
};

const workOn = (set: PictureSet, savedAt: number) => {
  const { stored, places } = packSets([set]);
  return { savedAt, setId: set.id, sets: stored, set: places[0] };
};

/** A site on which two sets are kept, one more is open in a tab, and there is work on none. */
function setUp() {
  const records = memoryStore(
    new Map<string, unknown>([
      ['work:w1', workOn(named('s1', 'a', 'b'), 10)],
      ['work:w2', workOn(named('s2', 'c'), 20)],
      ['work:w3', workOn(named('s3', 'd'), 30)],
      ['work:w4', { savedAt: 40 }],
      ['work:w5', { savedAt: 50, setId: 's5', sets: 'damaged', set: 0 }],
      ['source:w1', new Blob(['a'])],
      ...['s1-a', 's1-b', 's2-c'].map((id): [string, unknown] => [`picture:${id}`, new Blob([id])]),
    ]),
  );
  const held = new Set(['here:workspace:w3']);
  const places: [string | null, string][] = [];
  const tab = {
    hold: (name: string) => Promise.resolve(!held.has(name) && Boolean(held.add(name))),
    release: (name: string) => void held.delete(name),
    held: () => Promise.resolve(held),
  };
  const goOnIn: Workspaces['goOnIn'] = (place, id) => void places.push([place?.id ?? null, id]);
  const files = new StoredSetFiles(records);
  const sets = new StoredRecentSets(records, files, { goOnIn, isClosed: false }, tab, 'here:');
  const list = async () => {
    const found = await sets.list();
    return found.ok ? found.value : [];
  };
  return { records, held, places, sets, list };
}

describe('recent sets', () => {
  it('are those that no tab shows, the newest first, with their small pictures', async () => {
    const { sets, list } = setUp();
    await sets.keepSmall(
      's1',
      ['1', '2', '3', '4', '5'].map((text) => new Blob([text])),
    );
    const [second, first, ...others] = await list();
    expect(others).toEqual([]);
    expect(second).toMatchObject({ place: 'w2', id: 's2', name: 'Set s2', pictures: 1, small: [] });
    expect(first).toMatchObject({ place: 'w1', name: 'Set s1', pictures: 2, savedAt: 10 });
    expect(await Promise.all((first?.small ?? []).map((file) => file.text()))).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('are taken by one tab, which goes on with them, and can be let go', async () => {
    const { sets, list, places, held } = setUp();
    const [, first] = await list();
    if (!first) throw new Error('there are two');
    expect(await sets.take(first)).toMatchObject({ ok: true, value: { work: { savedAt: 10 } } });
    expect(places).toEqual([['w1', 's1']]);
    expect((await list()).map(({ place }) => place)).toEqual(['w2']);
    expect(await sets.take(first)).toEqual({ ok: true, value: null });
    sets.letGo(first);
    expect(places.at(-1)).toEqual([null, 's1']);
    expect(await list()).toHaveLength(2);
    expect(await sets.take({ ...first, place: 'gone' })).toEqual({ ok: true, value: null });
    expect([...held]).toEqual(['here:workspace:w3']);
  });

  it('stay where another tab works on one, or has begun other work there', async () => {
    const { sets, list, records, held } = setUp();
    const [second, first] = await list();
    if (!first || !second) throw new Error('there are two');
    held.add('here:workspace:w1');
    records.values.set('work:w2', workOn(named('s9', 'z'), 99));
    const before = [...records.values.keys()];
    expect(await sets.remove(first)).toEqual({ ok: true, value: null });
    expect(await sets.remove(second)).toEqual({ ok: true, value: null });
    expect([...records.values.keys()]).toEqual(before);
    expect([...held]).toEqual(['here:workspace:w3', 'here:workspace:w1']);
  });

  it('come back over nothing that is newer', async () => {
    const { sets, list, records } = setUp();
    const [, first] = await list();
    const removed = first && (await sets.remove(first));
    if (!removed?.ok || !removed.value) throw new Error('it is removed');
    const newer = workOn(named('s1', 'a'), 99);
    records.values.set('work:w1', newer);
    await removed.value.bringBack();
    expect(records.values.get('work:w1')).toBe(newer);
  });

  it('are not shown where they are too many to stay', async () => {
    const { list, records } = setUp();
    for (let index = 0; index < 11; index += 1) {
      records.values.set(`work:n${index}`, workOn(named(`n${index}`, 'a'), 100 + index));
    }
    expect((await list()).map(({ place }) => place)).not.toContain('w1');
  });

  it('are removed, come back, and take their files along in the end', async () => {
    const { sets, list, records } = setUp();
    const before = [...records.values.keys()].sort();
    await sets.keepSmall('s1', []);
    const [, first] = await list();
    if (!first) throw new Error('there are two');
    const removed = await sets.remove(first);
    if (!removed.ok || !removed.value) throw new Error('it is removed');
    expect((await list()).map(({ place }) => place)).toEqual(['w2']);
    await removed.value.bringBack();
    expect([...records.values.keys()].sort()).toEqual(['cover:s1', ...before]);
    // Work that is there again names them.
    await removed.value.dropFiles();
    expect(records.values.has('picture:s1-a')).toBe(true);
    const again = await sets.remove(first);
    if (!again.ok || !again.value) throw new Error('it is removed');
    await again.value.dropFiles();
    expect([...records.values.keys()].filter((key) => /:s1|w1/.test(key))).toEqual([]);
    expect(records.values.has('picture:s2-c')).toBe(true);
  });
});
