import { flushSync } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { describe, expect, it } from 'vitest';
import { appError, cancelled } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { calm } from '../testing';
import { memoryFiles } from './testing';
import { Workspace } from '../work/workspace.svelte';
import { decodeAhead } from './decode-ahead.svelte';
import { Pictures } from './pictures.svelte';

/** A set of pictures, the last of which is the newest, and what is decoded ahead of it. */
async function begin(answer: (name: string) => Result<null> = () => ok(null)) {
  const workspace = new Workspace({
    open: (_file, name) => Promise.resolve(ok({ name, width: 3, height: 2 } as never)),
    drawSample: () => Promise.reject(new Error('not drawn here')),
    close: () => Promise.resolve(),
  });
  let made = 0;
  const pictures = new Pictures(workspace, memoryFiles(), () => `id-${(made += 1)}`);
  const ahead: string[] = [];
  const engine = {
    openAhead: (_file: Blob, name: string) => {
      ahead.push(name);
      return Promise.resolve(answer(name));
    },
  };
  /** What the engine is busy with. */
  const busy = new SvelteSet<string>();
  const preview = {
    get idle() {
      return busy.size === 0;
    },
  };
  const stop = decodeAhead(engine, pictures, preview);
  await pictures.open(
    ['1', '2', '3', '4'].map((name, index) => ({
      file: new File(['x'], name, { lastModified: index }),
      folder: '',
    })),
  );
  /** Returns what was decoded since it was asked last. */
  const settle = async (): Promise<string[]> => {
    flushSync();
    await calm();
    return ahead.splice(0);
  };
  const go = async (name: string): Promise<string[]> => {
    await pictures.go(`id-${name}`);
    return settle();
  };
  return { pictures, busy, settle, go, stop };
}

describe('the pictures beside the current one', () => {
  it('are decoded, first the one that is probably next', async () => {
    const { go, settle, stop } = await begin();
    expect(await settle()).toEqual(['2']);
    expect(await go('2')).toEqual(['3', '1']);
    await go('3');
    expect(await go('2')).toEqual(['1', '3']);
    stop();
    expect(await go('3')).toEqual([]);
  });

  it('are decoded in the way that one goes through the order that is shown', async () => {
    const { pictures, go, settle, stop } = await begin();
    await settle();
    pictures.order = 'date';
    await go('3');
    expect(await go('2')).toEqual(['1', '3']);
    expect(await go('3')).toEqual(['4', '2']);
    stop();
  });

  it('wait until the engine has nothing else to do', async () => {
    const { busy, go, settle, stop } = await begin();
    await settle();
    busy.add('preview');
    expect(await go('2')).toEqual([]);
    busy.delete('preview');
    expect(await settle()).toEqual(['3', '1']);
    stop();
  });

  it('are left alone once they failed, but not when they were only stopped', async () => {
    const { busy, go, settle, stop } = await begin((name) =>
      fail(name === '3' ? appError('ENG-DIED', 'Ended.') : cancelled()),
    );
    await settle();
    expect(await go('2')).toEqual(['3', '1']);
    busy.add('preview');
    await settle();
    busy.delete('preview');
    expect(await settle()).toEqual(['1']);
    stop();
  });
});
