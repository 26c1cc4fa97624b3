import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import type { Preset } from '../../core/documents/preset';
import type { KeptPreset, PresetChange, PresetStore } from '../../core/documents/preset-store';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { Library } from './library.svelte';

const preset = (id: string, changed: Partial<Preset> = {}): Preset => ({
  id,
  name: id,
  folder: '',
  description: '',
  author: '',
  licence: '',
  pipeline: emptyPipeline,
  asks: [],
  created: '',
  changed: '',
  ...changed,
});
const trouble = appError('STO-FAILED', 'It cannot be read.');

/** Presets in memory that another tab changes, too. */
function storeOf(...presets: readonly Preset[]) {
  const kept = new Map<string, KeptPreset>(
    presets.map((one) => [one.id, { preset: one, revision: 1 }]),
  );
  const state = { fails: false, changed: (): void => undefined, unreadable: 2 };
  const put = ({ id, from, preset: now }: PresetChange): void => {
    if (now) kept.set(id, { preset: now, revision: from + 1 });
    else kept.delete(id);
  };
  const store: PresetStore = {
    all: () =>
      Promise.resolve(
        state.fails
          ? fail(trouble)
          : ok({ kept: [...kept.values()], unreadable: state.unreadable }),
      ),
    change: (changes) => {
      if (state.fails) return Promise.resolve(fail(trouble));
      const conflicts = changes.flatMap((change) => {
        const theirs = kept.get(change.id) ?? null;
        return (theirs?.revision ?? 0) === change.from ? [] : [{ change, theirs }];
      });
      if (conflicts.length > 0) return Promise.resolve(ok({ kind: 'conflict', conflicts }));
      changes.forEach(put);
      return Promise.resolve(ok({ kind: 'done' }));
    },
    watch: (listener) => {
      state.changed = listener;
      return () => undefined;
    },
  };
  return { store, state, put, names: () => [...kept.values()].map(({ preset: { name } }) => name) };
}
async function libraryOf(...presets: readonly Preset[]) {
  const stored = storeOf(...presets);
  const persisted: string[] = [];
  const builtIn = [preset('builtin:warm')];
  const library = new Library(stored.store, builtIn, () => persisted.push('asked'));
  await library.load();
  return { ...stored, library, persisted };
}
const keptOf = (library: Library, id: string): KeptPreset => {
  const found = library.kept(id);
  if (!found) throw new Error(id);
  return found;
};

describe('a library', () => {
  it('lists own presets by name, then those that came along, and its folders', async () => {
    const { library } = await libraryOf(
      preset('b', { folder: 'Web' }),
      preset('a', { folder: 'Print' }),
      preset('c', { folder: 'Web' }),
      preset('d'),
    );
    library.community = [preset('community:x')];
    expect(library.all.map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'builtin:warm',
      'community:x',
    ]);
    expect(library.folders).toEqual(['Print', 'Web']);
    expect(library.unreadable).toBe(2);
  });

  it('says why presets cannot be read, keeps those it knows, and reads anew when told', async () => {
    const { library, state, put } = await libraryOf(preset('a'));
    state.fails = true;
    await library.load();
    expect(library.failure).toBe(trouble);
    expect(library.own).toHaveLength(1);
    state.fails = false;
    put({ id: 'b', from: 0, preset: preset('b') });
    state.changed();
    await library.load();
    expect(library.failure).toBeNull();
    expect(library.own.map(({ preset: { id } }) => id)).toEqual(['a', 'b']);
  });

  it('asks the browser to keep presets once there is a new one, not for other changes', async () => {
    const { library, persisted, state } = await libraryOf(preset('a'));
    expect(await library.edit(keptOf(library, 'a'), preset('a', { name: 'A' }))).toEqual({
      kind: 'done',
    });
    expect(persisted).toEqual([]);
    await library.add(preset('', { name: 'New' }));
    expect(persisted).toEqual(['asked']);
    expect(library.own.map(({ preset: { name } }) => name)).toEqual(['A', 'New']);
    const added = library.own[1]?.preset;
    expect(added?.id).not.toBe('');
    for (const at of [added?.created, added?.changed]) expect(at).toMatch(/^20\d\d-.*Z$/u);
    state.fails = true;
    expect(await library.add(preset(''))).toEqual({ kind: 'failed', error: trouble });
    expect(persisted).toEqual(['asked']);
  });

  it('copies an own preset beside it under a free name, and others into no folder', async () => {
    const { library } = await libraryOf(preset('a', { folder: 'Web' }), preset('a (2)'));
    await library.duplicate(keptOf(library, 'a').preset);
    await library.duplicate(preset('builtin:warm', { name: 'Warm', folder: 'Colour' }));
    expect(library.own.map(({ preset: { name, folder } }) => [name, folder])).toEqual(
      [
        ['a', 'Web'],
        ['a (2)', ''],
        ['a (2)', 'Web'],
        ['Warm', ''],
      ].sort(([one = ''], [other = '']) => one.localeCompare(other)),
    );
  });

  it('deletes, and brings back what it deleted', async () => {
    const { library, names } = await libraryOf(preset('a'), preset('b'));
    const removed = await library.remove([keptOf(library, 'a')]);
    expect(names()).toEqual(['b']);
    expect(await removed.restore?.()).toEqual({ kind: 'done' });
    expect(names()).toEqual(['b', 'a']);
  });

  it('holds no more than it may, and says what to do', async () => {
    const all = Array.from({ length: limits.preset.kept - 1 }, (_, at) => preset(`p${at}`));
    const { library, names } = await libraryOf(...all);
    expect(await library.add(preset('', { name: 'last' }))).toEqual({ kind: 'done' });
    expect(await library.add(preset(''))).toMatchObject({
      kind: 'failed',
      error: { code: 'CFG-SIZE', advice: 'Export some as a file, then delete them here.' },
    });
    expect(names()).toHaveLength(limits.preset.kept);
    const first = keptOf(library, 'p0');
    expect(await library.edit(first, preset('p0', { name: 'x' }))).toEqual({ kind: 'done' });
  });
});

describe('a preset that another tab changed', () => {
  async function clash(theirs: Preset | null) {
    const made = await libraryOf(preset('a'));
    const base = keptOf(made.library, 'a');
    made.put({ id: 'a', from: 1, preset: theirs });
    const changed = await made.library.edit(base, preset('a', { name: 'mine' }));
    expect(changed).toEqual({ kind: 'conflict' });
    expect(made.library.conflict).toHaveLength(1);
    return made;
  }

  it.each([
    ['mine', ['mine']],
    ['theirs', ['theirs']],
    ['both', ['theirs', 'mine']],
  ] as const)('is settled by %s', async (how, left) => {
    const { library, names } = await clash(preset('a', { name: 'theirs' }));
    expect(await library.resolve(how)).toEqual({ kind: 'done' });
    expect(names()).toEqual(left);
    expect(library.conflict).toBeNull();
  });

  it('comes back by mine where it was deleted', async () => {
    const { library, names } = await clash(null);
    await library.resolve('mine');
    expect(names()).toEqual(['mine']);
  });

  it('has a free name where both stay', async () => {
    const { library, names } = await clash(preset('a', { name: 'mine' }));
    await library.resolve('both');
    expect(names()).toEqual(['mine', 'mine (2)']);
  });
});

describe('a collection', () => {
  const collection = (...presets: readonly Preset[]) => ({
    presets: presets.map((one) => ({ preset: one, problems: [] })),
    refused: [],
    isNewer: false,
  });

  it('is held beside what is here, by id and by name in a folder', async () => {
    const { library } = await libraryOf(preset('a', { name: 'A', folder: 'Web' }));
    const rows = library.compare(
      collection(
        preset('a', { name: 'A', folder: 'Web', created: '2026-01-01T00:00:00Z' }),
        preset('z', { name: 'A', folder: 'Web', description: 'other' }),
        preset('y', { name: 'A', folder: 'Print' }),
      ),
    );
    expect(rows.map(({ clash, same }) => [clash?.preset.id, same])).toEqual([
      ['a', true],
      ['a', false],
      [undefined, false],
    ]);
  });

  it('comes in as was chosen, all in one', async () => {
    const { library, names, persisted } = await libraryOf(preset('a'), preset('b'));
    const rows = library.compare(
      collection(
        preset('a', { description: 'new' }),
        preset('b', { description: 'new' }),
        preset('c'),
        preset('builtin:x', { name: 'x' }),
        preset('d'),
      ),
    );
    const choices = ['replace', 'both', 'add', 'add', 'skip'] as const;
    const chosen = rows.map((row, at) => ({ ...row, choice: choices[at] ?? 'skip' }));
    expect(await library.bring(chosen)).toEqual({ kind: 'done' });
    expect(names()).toEqual(['a', 'b', 'b (2)', 'c', 'x']);
    expect(library.kept('a')).toMatchObject({ revision: 2, preset: { description: 'new' } });
    expect(library.kept('b')).toMatchObject({ revision: 1, preset: { description: '' } });
    expect(library.kept('c')).toBeDefined();
    // Those that came along keep their ids to themselves.
    expect(library.kept('builtin:x')).toBeUndefined();
    expect(persisted).toEqual(['asked']);
    expect(await library.bring(chosen.slice(4))).toEqual({ kind: 'done' });
  });
});
