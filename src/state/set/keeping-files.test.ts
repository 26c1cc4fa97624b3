import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import type { Absence } from '../../core/set/absence';
import { unreadableFile } from '../../core/testing/unreadable-file';
import { until } from '../testing';
import { KeepingFiles } from './keeping-files.svelte';

type Done = Result<{ readonly isReference: boolean }>;

/** A storage that answers when the test says so, and what was asked of it. */
function setUp() {
  const asked: string[] = [];
  const answers: ((done: Done) => void)[] = [];
  const read: string[] = [];
  const lost = new Map<string, Absence>();
  let file = (id: string): { file: Blob; isReference: boolean } | Absence => ({
    file: new Blob([id]),
    isReference: false,
  });
  const files = new KeepingFiles({
    keep: (id) => {
      asked.push(id);
      return new Promise((resolve) => answers.push(resolve));
    },
    kept: () => Promise.resolve(new Set(['stored'])),
    file: (id) => {
      read.push(id);
      return Promise.resolve(file(id));
    },
    absent: () => Promise.resolve(new Map(lost)),
    ask: () => Promise.resolve(),
  });
  const answer = async (done: Done = ok({ isReference: false })): Promise<void> => {
    await until(() => answers.length > 0);
    answers.shift()?.(done);
  };
  const keep = (...ids: readonly string[]): void => {
    for (const id of ids) {
      files.take(id, new Blob([id]));
      files.keep(id);
    }
  };
  /** What is kept are references from here on. */
  const reading = (one: typeof file): void => {
    file = one;
  };
  return { files, asked, read, answer, keep, reading, lost };
}

describe('files that are kept', () => {
  it('are busy until the last is, and then say what could not be', async () => {
    const { files, keep, answer } = setUp();
    expect(files.busy).toBe(false);
    keep('a', 'b', 'stored');
    expect(files.busy).toBe(true);
    await answer(fail(appError('STO-QUOTA', 'Full.')));
    expect(files.busy).toBe(true);
    await answer();
    await files.settled();
    expect(files.busy).toBe(false);
    expect([...files.failures.keys()]).toEqual(['a']);
    keep('c');
    expect(files.busy).toBe(true);
    await answer();
    await files.settled();
    expect(files.busy).toBe(false);
  });

  it('are tried again when they could not be kept, and not spoken of once they are', async () => {
    const { files, asked, keep, answer } = setUp();
    keep('a', 'b', 'c');
    await answer(fail(appError('STO-QUOTA', 'Full.')));
    await answer(fail(appError('STO-FAILED', 'Denied.')));
    await answer();
    await files.settled();
    keep('a');
    expect(asked).toEqual(['a', 'b', 'c']);
    files.retry();
    files.retry();
    expect(files.busy).toBe(true);
    await answer();
    await answer(fail(appError('STO-QUOTA', 'Full.')));
    await files.settled();
    expect(asked).toEqual(['a', 'b', 'c', 'a', 'b']);
    expect([...files.failures].map(([id, { code }]) => [id, code])).toEqual([['b', 'STO-QUOTA']]);
    files.retry();
    await answer();
    await files.settled();
    expect(files.failures.size).toBe(0);
  });

  it('are gone where they cannot be read when their turn comes, which is no fault of the storage', async () => {
    const { files, answer, keep } = setUp();
    files.take('a', unreadableFile('a.jpg'));
    files.keep('a');
    keep('b');
    await answer(fail(appError('STO-FAILED', 'Denied.')));
    await answer();
    await files.settled();
    expect([files.failures.size, [...files.absent]]).toEqual([0, [['a', 'gone']]]);
  });

  it('are asked for once, and not before they are here', async () => {
    const { files, asked, keep, answer } = setUp();
    files.keep('a');
    keep('a', 'a');
    await answer();
    await files.settled();
    expect(asked).toEqual(['a']);
  });
});

describe('files that were kept', () => {
  it('are read once, as long as they are among the last', async () => {
    const { files, read } = setUp();
    const first = await files.of('1');
    expect(await files.of('1')).toBe(first);
    for (const id of ['2', '3', '4', '5']) await files.of(id);
    expect(await files.of('5')).toBe(await files.of('5'));
    expect(read).toEqual(['1', '2', '3', '4', '5']);
    expect(await files.of('1')).not.toBe(first);
    expect(read).toEqual(['1', '2', '3', '4', '5', '1']);
  });
});

describe('files that are read where they lie', () => {
  const onDisk = (text: string, lastModified = 1): { file: File; isReference: boolean } => ({
    file: new File([text], 'a.jpg', { lastModified }),
    isReference: true,
  });

  it('are looked at whenever they are wanted, and are the same object while they are the same', async () => {
    const { files, keep, answer, read, reading } = setUp();
    keep('a');
    const first = await files.of('a');
    expect(read, 'not kept yet').toEqual([]);
    await answer(ok({ isReference: true }));
    await files.settled();
    reading(() => onDisk('a'));
    const again = await files.of('a');
    expect([await files.of('a'), read]).toEqual([again, ['a', 'a']]);
    expect(again).not.toBe(first);
    reading(() => onDisk('a', 2));
    expect(await files.of('a')).not.toBe(again);
    reading(() => 'changed');
    expect([await files.of('a'), files.absent.get('a')]).toEqual([null, 'changed']);
    reading(() => onDisk('a', 2));
    expect(await files.of('a')).toBeInstanceOf(File);
    expect(files.absent.size).toBe(0);
  });

  it('are looked for, but for those that are here as bytes', async () => {
    const { files, keep, answer, lost } = setUp();
    keep('a', 'b');
    await answer(ok({ isReference: true }));
    await answer(ok({ isReference: false }));
    await files.settled();
    for (const id of ['a', 'b', 'c']) lost.set(id, 'gone');
    await files.look(['a', 'b', 'c', 'd']);
    expect([...files.absent.keys()]).toEqual(['a', 'c']);
    lost.clear();
    await files.ask(['a', 'c']);
    expect(files.absent.size).toBe(0);
  });

  it('are as the look says that began last, whichever ends last', async () => {
    const { files, looks } = setUpSlow();
    const first = files.look(['a', 'b']);
    const second = files.look(['a']);
    looks[1]?.(new Map());
    await second;
    looks[0]?.(
      new Map([
        ['a', 'gone'],
        ['b', 'gone'],
      ]),
    );
    await first;
    expect([...files.absent.keys()]).toEqual(['b']);
  });

  it.each(['unasked', 'changed', 'gone'] as const)(
    'are kept as what is here while what was kept is %s, of which nothing is said then',
    async (why) => {
      const { files, asked, answer, lost } = setUp();
      lost.set('stored', why);
      await files.look(['stored']);
      files.take('stored', new Blob(['worked on']));
      await files.look(['stored']);
      expect(files.absent.size, 'it is here').toBe(0);
      files.keep('stored');
      await answer();
      await files.settled();
      expect(asked).toEqual(['stored']);
    },
  );

  it('are kept as a copy that came back with the work once they are gone', async () => {
    const { files, keep, asked, answer, lost } = setUp();
    keep('a');
    await answer(ok({ isReference: true }));
    await files.settled();
    lost.set('a', 'gone');
    await files.look(['a']);
    files.take('a', new Blob(['copy']));
    files.keep('a');
    await answer();
    await files.settled();
    expect([asked, await (await files.of('a'))?.text()]).toEqual([['a', 'a'], 'copy']);
  });

  it('are kept anew when they are replaced, and when what is here is all that is left', async () => {
    const { files, asked, answer, lost } = setUp();
    lost.set('stored', 'gone');
    await files.look(['stored']);
    files.take('stored', new Blob(['rescued']));
    files.keep('stored');
    await answer();
    await files.settled();
    expect([asked, files.absent.size]).toEqual([['stored'], 0]);
    files.replace('stored', new Blob(['other']));
    await answer();
    await files.settled();
    expect([asked.length, await (await files.of('stored'))?.text()]).toEqual([2, 'other']);
  });
});

/** A storage that says what is absent when the test says so. */
function setUpSlow() {
  const looks: ((absent: ReadonlyMap<string, Absence>) => void)[] = [];
  const never = () => Promise.reject(new Error('not asked for here'));
  const files = new KeepingFiles({
    keep: never,
    kept: never,
    file: never,
    absent: () => new Promise((resolve) => looks.push(resolve)),
    ask: never,
  });
  return { files, looks };
}
