import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Absence } from '../../core/set/absence';
import { until } from '../testing';
import { AbsentFiles } from './absent-files.svelte';
import { Pictures } from './pictures.svelte';
import { came, file, setUp as setUpSet, withOwn } from './testing';

/** A set of a, b and c that came back, of which some files cannot be had. */
async function setUp(why: Readonly<Record<string, Absence>>) {
  const all = await withOwn();
  await all.pictures.files.settled();
  const idOf = (name: string): string =>
    all.pictures.work?.set.entries.find((entry) => entry.name === name)?.id ?? '';
  for (const [name, absence] of Object.entries(why)) {
    if (absence === 'unstored') all.files.stored.delete(idOf(name));
    else all.files.absentNow.set(idOf(name), absence);
  }
  // As after a reload: nothing is at hand.
  const pictures = new Pictures(all.workspace, all.files, () => 'new');
  const absent = new AbsentFiles(all.workspace, pictures);
  await absent.look();
  const told = (): readonly string[] => absent.told.map(({ text }) => text);
  return { ...all, pictures, absent, told, idOf };
}

describe('files of a set that cannot be had', () => {
  it('are told of by name, each kind by itself', async () => {
    const { told } = await setUp({ 'a.jpg': 'gone', 'b.jpg': 'changed', 'c.jpg': 'unasked' });
    expect(told()).toEqual([
      'The browser wants your permission before 1 picture of the set can be read from your disk again.',
      'b.jpg was changed by another program.',
      'a.jpg is no longer where it was.',
    ]);
    const both = await setUp({ 'a.jpg': 'gone', 'c.jpg': 'gone' });
    expect(both.told()).toEqual(['a.jpg, c.jpg are no longer where they were.']);
    expect((await setUp({})).told()).toEqual([]);
  });

  it('are not those of a picture that lies with the work alone', async () => {
    expect((await setUp({ 'b.jpg': 'unstored' })).told()).toEqual([]);
    expect((await setUp({ 'c.jpg': 'unstored' })).told()).toEqual([
      'c.jpg is not stored in this browser.',
    ]);
  });

  it('are looked for in every set that is opened', async () => {
    const { workspace, pictures, files } = setUpSet();
    const absent = new AbsentFiles(workspace, pictures);
    const stop = absent.follow();
    await pictures.open([{ file: file('a.jpg'), folder: '' }]);
    await pictures.files.settled();
    flushSync();
    expect(absent.told).toEqual([]);
    const [id] = files.stored.keys();
    const other = new Pictures(workspace, files, () => 'new');
    const later = new AbsentFiles(workspace, other);
    files.absentNow.set(id ?? '', 'changed');
    const end = later.follow();
    flushSync();
    await until(() => later.told.length > 0);
    stop();
    end();
  });

  it('are looked for once in each set, however often it is edited, and when somebody comes back', async () => {
    const { workspace, pictures, files } = setUpSet();
    let looks = 0;
    const counting = {
      ...files,
      absent: (ids: readonly string[]) => {
        looks += 1;
        return files.absent(ids);
      },
    };
    const counted = new Pictures(workspace, counting, () => 'new');
    const absent = new AbsentFiles(workspace, counted);
    const stop = absent.follow();
    await pictures.open(came('a.jpg', 'b.jpg'));
    await pictures.files.settled();
    flushSync();
    expect(looks).toBe(1);
    for (const stars of [1, 2, 3]) {
      pictures.rate(stars);
      flushSync();
    }
    expect(looks, 'after three edits').toBe(1);
    await Promise.all([absent.lookAgain(), absent.lookAgain()]);
    expect(looks, 'one while one runs').toBe(2);
    await absent.lookAgain();
    expect(looks).toBe(3);
    stop();
  });

  it('can be had again when the person allows it, or uses them as they are', async () => {
    const { absent, told, pictures, idOf, workspace, files } = await setUp({
      'a.jpg': 'unasked',
      'c.jpg': 'changed',
    });
    vi.spyOn(files, 'ask').mockResolvedValueOnce();
    await absent.ask();
    expect([told().length, absent.refused]).toEqual([2, true]);
    await absent.ask();
    expect(absent.refused).toBe(false);
    expect(told()).toEqual(['c.jpg was changed by another program.']);
    expect(await absent.useAsTheyAre()).toEqual([idOf('c.jpg')]);
    expect(told()).toEqual([]);
    expect(await pictures.go(idOf('c.jpg'))).toMatchObject({ kind: 'opened' });
    expect(workspace.source?.name).toBe('c.jpg');
  });

  it('can be had again though another one that cannot was wanted before', async () => {
    const { absent, told, pictures, idOf, workspace } = await setUp({
      'b.jpg': 'unasked',
      'c.jpg': 'unasked',
    });
    expect(workspace.source?.name).toBe('b.jpg');
    expect(await pictures.go(idOf('c.jpg'))).toMatchObject({ kind: 'failed' });
    expect(told()).toHaveLength(1);
    await absent.ask();
    expect(told()).toEqual([]);
  });

  it('are given to the pictures of their name, or to the only one, and undo keeps them', async () => {
    const { absent, told, pictures, workspace, idOf } = await setUp({
      'a.jpg': 'gone',
      'c.jpg': 'unstored',
    });
    const id = idOf('c.jpg');
    const lines = () => absent.told.flatMap(({ entries }) => entries);
    const { given, others } = absent.choose([file('c.jpg'), file('other.jpg')], lines());
    expect([given, others.map(({ name }) => name)]).toEqual([[id], ['other.jpg']]);
    expect(told()).toEqual(['a.jpg is no longer where it was.']);
    const renamed = new File(['longer than before'], 'z.jpg', { lastModified: 5 });
    expect(absent.choose([renamed], lines()).given).toEqual([idOf('z.jpg')]);
    expect(told()).toEqual([]);
    const now = () => pictures.work?.set.entries.map(({ name, bytes }) => [name, bytes]);
    const entries = [
      ['b.jpg', 5],
      ['c.jpg', 5],
      ['z.jpg', 18],
    ];
    expect(now()).toEqual(entries);
    await workspace.undo();
    expect(now()).toEqual(entries);
    expect(await (await pictures.files.of(idOf('z.jpg')))?.text()).toBe('longer than before');
  });

  it('are given to the very same pictures first, and by name only where that is plain', async () => {
    const { absent, idOf } = await setUp({ 'a.jpg': 'gone', 'b.jpg': 'gone', 'c.jpg': 'changed' });
    const gone = absent.told.find(({ why }) => why === 'gone')?.entries ?? [];
    // b.jpg under another name, beside another file that is called b.jpg.
    const renamed = new File(['b.jpg'], 'x.jpg', { lastModified: 1001 });
    const { given, others } = absent.choose([renamed, file('c.jpg')], gone);
    expect([given, others.map(({ name }) => name)], 'no picture of the line').toEqual([
      [],
      ['x.jpg', 'c.jpg'],
    ]);
    const longer = new File(['longer'], 'a.jpg', { lastModified: 5 });
    const found = absent.choose([longer, file('b.jpg')], gone);
    expect(new Set(found.given)).toEqual(new Set([idOf('a.jpg'), idOf('b.jpg')]));
    const alone = absent.told.find(({ why }) => why === 'changed')?.entries ?? [];
    expect(absent.choose([file('new.jpg')], alone).given).toEqual([idOf('new.jpg')]);
  });

  it('are told apart by what is in them where their names are alike or others', async () => {
    const { workspace, pictures, files } = setUpSet();
    const one = new File(['one'], 'IMG_1.jpg', { lastModified: 1 });
    const two = new File(['twice'], 'IMG_1.jpg', { lastModified: 2 });
    await pictures.open([
      { file: one, folder: 'a/' },
      { file: two, folder: 'b/' },
    ]);
    await pictures.files.settled();
    const [first = '', second = ''] = pictures.work?.set.entries.map(({ id }) => id) ?? [];
    for (const id of [first, second]) files.absentNow.set(id, 'gone');
    const again = new Pictures(workspace, files, () => 'new');
    const absent = new AbsentFiles(workspace, again);
    await absent.look();
    const entries = absent.told[0]?.entries ?? [];
    const unlike = new File(['neither'], 'IMG_1.jpg', { lastModified: 3 });
    expect(absent.choose([unlike], entries).others, 'which of the two is not plain').toEqual([
      unlike,
    ]);
    const renamed = new File(['twice'], 'Sea.jpg', { lastModified: 2 });
    expect(absent.choose([unlike, renamed], entries).given).toEqual([second, first]);
  });

  it('are those of the current picture, too, which is then opened anew', async () => {
    const { absent, pictures, workspace, idOf, opened, stored } = await setUpCurrent();
    const other = new File(['other'], 'b.jpg', { lastModified: 7 });
    expect(absent.choose([other], absent.told[0]?.entries ?? []).given).toEqual([idOf('b.jpg')]);
    const count = opened.length;
    expect(await pictures.go(idOf('b.jpg'), true)).toMatchObject({ kind: 'opened' });
    expect(opened.length).toBe(count + 1);
    expect(workspace.source?.file).toBe(other);
    await pictures.files.settled();
    expect(stored()).toBe(other);
  });
});

async function setUpCurrent() {
  const all = await setUp({ 'b.jpg': 'gone' });
  return { ...all, stored: () => all.files.stored.get(all.idOf('b.jpg')) };
}
