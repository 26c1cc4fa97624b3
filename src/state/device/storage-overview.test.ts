import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { StoredUse, UnreadRecord } from '../../core/stored/kinds';
import { Asked } from '../testing';
import { type OpenBackup, type StoragePorts, StorageOverview } from './storage-overview.svelte';

const trouble = appError('STO-FAILED', 'It cannot be read.');
const record: UnreadRecord = { key: 'unread:1', place: 'work', kind: 'preset', bytes: 9 };
const uses = [{ name: 'preset', count: 2, bytes: 700 }] as const;
const lastBackup = new Date(2026, 1, 3);

/** An overview of ports that do what a test says, and what was asked of them, in order. */
function overviewOf(changed: Partial<Omit<StoragePorts, 'unread'> & StoragePorts['unread']> = {}) {
  const asked: string[] = [];
  const heard =
    <Value>(name: string, value: Value) =>
    (): Promise<Value> => {
      asked.push(name);
      return Promise.resolve(value);
    };
  const ports = {
    survey: heard('survey', ok(uses)),
    space: heard('space', { used: 5, granted: 10, kept: false }),
    keep: heard('keep', true),
    lastBackup: () => lastBackup,
    backUp: heard('backUp', ok(0)),
    read: heard('read', fail(trouble)),
    forget: heard('forget', ok(null)),
    forgetAll: heard('forgetAll', ok(null)),
    list: heard('list', ok([record])),
    download: heard('download', ok(null)),
    again: heard('again', ok({ kind: 'back' } as const)),
    remove: heard('remove', ok(null)),
    ...changed,
  };
  return { overview: new StorageOverview({ ...ports, unread: ports }), asked };
}
const looks = ['survey', 'space', 'list'];

it('tells what is stored, and what of it could not be looked at', async () => {
  const { overview } = overviewOf();
  await overview.look();
  expect(overview.uses).toEqual(uses);
  expect(overview.unread).toEqual([record]);
  expect(overview.space).toMatchObject({ used: 5, granted: 10 });
  expect(overview.lastBackup).toBe(lastBackup);
  expect(overview.failure).toBeNull();
  const failing = (changed: Partial<StoragePorts & StoragePorts['unread']>) => {
    const { overview: one } = overviewOf(changed);
    return one.look().then(() => [one.failure, one.uses.length, one.unread.length]);
  };
  const no = () => Promise.resolve(fail(trouble));
  expect(await failing({ survey: no })).toEqual([trouble, 0, 1]);
  expect(await failing({ list: no })).toEqual([trouble, 1, 0]);
});

it('shows the latest look, whichever is answered last', async () => {
  const survey = new Asked<[], readonly StoredUse[]>();
  const { overview } = overviewOf({ survey: survey.call });
  const both = Promise.all([overview.look(), overview.look()]);
  await survey.answer(1, ok([]));
  await survey.answer(0, ok(uses));
  await both;
  expect(overview.uses).toEqual([]);
});

it('says whether the browser keeps everything', async () => {
  const { overview, asked } = overviewOf();
  await overview.keep();
  expect(overview.said).toBe('The browser will not clear it by itself.');
  expect(asked).toEqual(['keep', ...looks]);
  const { overview: other } = overviewOf({ keep: () => Promise.resolve(false) });
  await other.keep();
  expect(other.said).toMatch(/^The browser did not promise it\./);
});

it('says what came of a backup, and how many pictures it is without', async () => {
  const said = async (backUp: StoragePorts['backUp']) => {
    const { overview, asked } = overviewOf({ backUp });
    const done = overview.backUp();
    expect(overview.doing).toBe('Writing the backup…');
    await done;
    expect(overview.doing).toBe('');
    return [overview.said, overview.failure, asked.length];
  };
  expect(await said(() => Promise.resolve(ok(0)))).toEqual([
    'The backup is in your downloads.',
    null,
    looks.length,
  ]);
  expect(await said(() => Promise.resolve(ok(1)))).toMatchObject([
    'The backup is in your downloads, without one picture that did not fit: keep those files yourself.',
    null,
    looks.length,
  ]);
  expect((await said(() => Promise.resolve(ok(3))))[0]).toContain('without 3 pictures that');
  expect(await said(() => Promise.resolve(fail(trouble)))).toEqual(['', trouble, 0]);
});

it('offers the backup that came last, and adds it or puts it in place of everything', async () => {
  const file = (name: string) => new File([], name);
  const backup = (count: number): OpenBackup & { readonly did: string[] } => {
    const did: string[] = [];
    const note = <Value>(what: string, value: Value) => {
      did.push(what);
      return Promise.resolve(ok(value));
    };
    const contents = {} as OpenBackup['contents'];
    return { contents, did, replace: () => note('replace', null), add: () => note('add', count) };
  };
  const reading = new Asked<[File], OpenBackup>();
  const { overview, asked } = overviewOf({ read: reading.call });
  await overview.add();
  await overview.replace();
  const [first, second] = [backup(0), backup(4)];
  const opened = Promise.all([overview.open(file('a')), overview.open(file('b'))]);
  expect(overview.doing).toBe('Reading the backup…');
  await reading.answer(1, ok(second));
  await reading.answer(0, ok(first));
  expect(await opened).toEqual([ok(null), ok(null)]);
  expect(overview.offer).toBe(second);
  expect(overview.doing).toBe('');
  await overview.replace();
  expect([second.did, overview.offer]).toEqual([['replace'], second]);
  await overview.add();
  expect([overview.offer, overview.said, second.did]).toEqual([
    null,
    'Added 4.',
    ['replace', 'add'],
  ]);
  expect(asked).toEqual(looks);
  const third = overview.open(file('c'));
  await reading.answer(2, ok(first));
  await third;
  await overview.add();
  expect(overview.said).toBe('Everything was here already.');
  const fourth = overview.open(file('d'));
  await reading.answer(3, fail(trouble));
  expect(await fourth).toEqual(fail(trouble));
  expect(overview.said).toBe('');
});

it('keeps an offer that could not be added until it is declined', async () => {
  const broken: OpenBackup = {
    contents: {} as OpenBackup['contents'],
    replace: () => Promise.resolve(fail(trouble)),
    add: () => Promise.resolve(fail(trouble)),
  };
  const { overview } = overviewOf({ read: () => Promise.resolve(ok(broken)) });
  await overview.open(new File([], 'a'));
  await overview.add();
  expect([overview.offer, overview.failure]).toEqual([broken, trouble]);
  overview.decline();
  expect([overview.offer, overview.failure]).toEqual([null, null]);
});

it('does with a record that cannot be read what is asked, and looks anew', async () => {
  const { overview, asked } = overviewOf();
  await overview.readAgain(record);
  expect(overview.said).toBe('It can be read again and is back in its place.');
  await overview.discard(record);
  await overview.forget('preset');
  expect(asked).toEqual(['again', ...looks, 'remove', ...looks, 'forget', ...looks]);
  await overview.forgetAll();
  expect(asked.at(-1)).toBe('forgetAll');
  const { overview: other } = overviewOf({
    again: () => Promise.resolve(ok({ kind: 'unread' })),
  });
  await other.readAgain(record);
  expect(other.said).toMatch(/^It still cannot be read\./);
});
