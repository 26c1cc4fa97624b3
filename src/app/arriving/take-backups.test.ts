import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import { Notices } from '../../state/screen/notices.svelte';
import { takeBackups } from './take-backups';

async function take(...names: string[]) {
  const opened: string[] = [];
  const notices = new Notices();
  const storage = {
    open: ({ name }: Blob & { readonly name?: string }) => {
      opened.push(name ?? '');
      const error = appError('CFG-SHAPE', 'Damaged.');
      return Promise.resolve(name === 'bad.zip' ? fail(error) : ok(null));
    },
  };
  await takeBackups(
    names.map((name) => new File(['x'], name)),
    storage,
    notices,
  );
  return { opened, said: notices.list.map(({ kind, text }) => `${kind}: ${text}`) };
}

describe('backups that come', () => {
  it('are opened one at a time, and the others are named', async () => {
    expect(await take()).toEqual({ opened: [], said: [] });
    expect(await take('a.zip')).toEqual({ opened: ['a.zip'], said: [] });
    expect(await take('a.zip', 'b.zip', 'c.zip')).toEqual({
      opened: ['a.zip'],
      said: ['warn: One backup is restored at a time. Not opened: b.zip, c.zip.'],
    });
  });

  it('are said not to be readable', async () => {
    const { said } = await take('bad.zip', 'b.zip');
    expect(said).toHaveLength(2);
    expect(said.join()).toContain('Damaged.');
  });
});
