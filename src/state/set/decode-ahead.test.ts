import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { ok } from '../../core/base/result';
import { calm } from '../testing';
import { Workspace } from '../work/workspace.svelte';
import { decodeAhead } from './decode-ahead.svelte';
import { Pictures } from './pictures.svelte';

it('has the pictures beside the current one decoded, first the one that is probably next', async () => {
  const workspace = new Workspace({
    open: (_file, name) => Promise.resolve(ok({ name, width: 3, height: 2 } as never)),
    drawSample: () => Promise.reject(new Error('not drawn here')),
    close: () => Promise.resolve(),
  });
  const files = {
    keep: () => Promise.resolve(ok(null)),
    kept: () => Promise.resolve(new Set<string>()),
    file: () => Promise.resolve(null),
  };
  let made = 0;
  const pictures = new Pictures(workspace, files, () => `id-${(made += 1)}`);
  const ahead: string[] = [];
  const engine = {
    openAhead: (_file: Blob, name: string) => {
      ahead.push(name);
      return Promise.resolve(ok(null));
    },
  };
  const stop = decodeAhead(engine, pictures, { idle: true });
  await pictures.open(
    ['1', '2', '3', '4'].map((name) => ({ file: new File(['x'], name), folder: '' })),
  );
  const settle = async (): Promise<string[]> => {
    flushSync();
    await calm();
    return ahead.splice(0);
  };
  expect(await settle()).toEqual(['2']);
  await pictures.go('id-2');
  expect(await settle()).toEqual(['3', '1']);
  await pictures.go('id-3');
  await settle();
  await pictures.go('id-2');
  expect(await settle()).toEqual(['1', '3']);
  stop();
});
