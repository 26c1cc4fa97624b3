import { describe, expect, it, vi } from 'vitest';
import { calm } from '../state/testing';
import { LateApp } from './late.svelte';

function setUp() {
  const asked: string[] = [];
  let paint: () => void = () => undefined;
  const stands = new Promise<void>((resolve) => (paint = resolve));
  const late = new LateApp(stands, () => {
    asked.push('parts');
    return Promise.reject(new Error('not here'));
  });
  const component = () => {
    asked.push('component');
    return Promise.resolve('component');
  };
  return { asked, paint, late, component };
}

describe('what comes late', () => {
  it('is not asked for before the first screen is painted', async () => {
    const { asked, paint, late, component } = setUp();
    const parts = expect(late.parts()).rejects.toThrow('not here');
    const soon = late.soon(component);
    await calm();
    expect(asked).toEqual([]);
    paint();
    await parts;
    expect(await soon).toBe('component');
    expect(asked.sort()).toEqual(['component', 'parts']);
  });

  it('is asked for anew after it could not be had', async () => {
    const { asked, paint, late } = setUp();
    paint();
    await expect(late.parts()).rejects.toThrow('not here');
    await expect(late.parts()).rejects.toThrow('not here');
    expect(asked).toEqual(['parts', 'parts']);
  });

  it('that is lost is told to whoever waits for it, and is no fault of the page before', async () => {
    const { paint, late } = setUp();
    const unheard = vi.fn();
    process.on('unhandledRejection', unheard);
    try {
      paint();
      const soon = late.soon(() => Promise.reject(new Error('lost')));
      // Node speaks of what nobody has heard after all that was promised.
      await new Promise((resolve) => setTimeout(resolve));
      expect(unheard).not.toHaveBeenCalled();
      await expect(soon).rejects.toThrow('lost');
    } finally {
      process.off('unhandledRejection', unheard);
    }
  });
});
