import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { until } from '../testing';
import { KeepingFiles } from './keeping-files.svelte';

/** A storage that answers when the test says so, and what was asked of it. */
function setUp() {
  const asked: string[] = [];
  const answers: ((done: Result<null>) => void)[] = [];
  const read: string[] = [];
  const files = new KeepingFiles({
    keep: (id) => {
      asked.push(id);
      return new Promise((resolve) => answers.push(resolve));
    },
    kept: () => Promise.resolve(new Set(['stored'])),
    file: (id) => {
      read.push(id);
      return Promise.resolve(new Blob([id]));
    },
  });
  const answer = async (done: Result<null> = ok(null)): Promise<void> => {
    await until(() => answers.length > 0);
    answers.shift()?.(done);
  };
  const keep = (...ids: readonly string[]): void => {
    for (const id of ids) {
      files.take(id, new Blob([id]));
      files.keep(id);
    }
  };
  return { files, asked, read, answer, keep };
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
