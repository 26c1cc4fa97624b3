import { flushSync } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { effectivePipeline } from '../../core/set/going';
import { came, setUp } from './testing';
import { keepCovers } from './set-covers.svelte';
import { lookOf, setPictureKey } from './set-pictures.svelte';

afterEach(() => {
  vi.useRealTimers();
});

describe('small pictures of a set', () => {
  it('are kept as the strip shows the first ones, anew where they look otherwise', async () => {
    const { pictures, workspace } = setUp();
    await pictures.open(came('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg'));
    vi.useFakeTimers();
    const shown = new SvelteMap<string, ImageBitmap | null>();
    const kept: string[][] = [];
    const stop = keepCovers(
      pictures,
      { shown },
      {
        encode: (bitmap) => Promise.resolve(new Blob([Object.values(bitmap).join('')])),
        keepSmall: async (id, small) => {
          expect(id).toBe(pictures.work?.set.id);
          kept.push(await Promise.all(small.map((file) => file.text())));
        },
      },
    );
    const show = (...names: readonly string[]): void => {
      for (const entry of pictures.work?.set.entries ?? []) {
        if (!pictures.work || !names.includes(entry.name)) continue;
        const pipeline = effectivePipeline(pictures.work, entry);
        const look = `${entry.name} ${pipeline.steps.length}`;
        // What cannot be made is left out.
        const bitmap = entry.name === 'b.jpg' ? null : ({ look } as never);
        shown.set(setPictureKey(entry.id, lookOf(pipeline)), bitmap);
      }
    };
    const wait = async () => {
      flushSync();
      await vi.advanceTimersByTimeAsync(600);
    };
    show('a.jpg', 'b.jpg', 'e.jpg');
    await wait();
    expect(kept).toEqual([['a.jpg 0']]);
    show('c.jpg', 'd.jpg');
    await wait();
    expect(kept[1]).toEqual(['a.jpg 0', 'c.jpg 0', 'd.jpg 0']);
    pictures.rate(3);
    await wait();
    expect(kept).toHaveLength(2);
    pictures.flag('reject');
    await wait();
    expect(kept[2]).toEqual(['c.jpg 0', 'd.jpg 0', 'e.jpg 0']);
    workspace.addStep('sepia');
    await wait();
    expect(kept).toHaveLength(3);
    show('d.jpg');
    await wait();
    expect(kept[3]).toEqual(['c.jpg 0', 'd.jpg 1', 'e.jpg 0']);
    stop();
  });
});
