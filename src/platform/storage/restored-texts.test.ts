import { describe, expect, it, vi } from 'vitest';
import { finishRestoring, keepTexts } from './restored-texts';
import { FakeStorage, memoryStore } from './testing';
import { createTextStore } from './text-store';

/** A browser whose localStorage is written late, and whose database is written at once. */
function setUp(records = memoryStore()) {
  let now = 1000;
  const storage = new FakeStorage();
  let written: Readonly<Record<string, unknown>> = {};
  const texts = createTextStore('site:', () => storage);
  return {
    records,
    texts,
    at: (time: number) => (now = time),
    /** A visit begins: what the browser did not write of localStorage is gone. */
    visit: async () => {
      const cameLate = await finishRestoring(records, texts);
      await keepTexts(records, texts, () => now);
      return cameLate;
    },
    /** The browser writes localStorage. */
    flush: () => (written = { ...storage }),
    /** The browser is ended, and started again. */
    kill: () => {
      storage.clear();
      for (const [key, value] of Object.entries(written)) storage.setItem(key, String(value));
    },
  };
}

/** Lets all begun writes arrive. */
const calm = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('small settings', () => {
  it('are there after the browser was ended right after a change', async () => {
    const { texts, visit, flush, kill } = setUp();
    texts.set('theme', 'light');
    await visit();
    await calm();
    flush();
    texts.set('theme', 'dark');
    texts.set('export-presets', '[1]');
    texts.remove('gone');
    await calm();
    kill();
    expect(texts.get('theme')).toBe('light');
    expect(await visit(), 'the page has to begin anew').toBe(true);
    expect([texts.get('theme'), texts.get('export-presets')]).toEqual(['dark', '[1]']);
    expect(await visit(), 'and does so once').toBe(false);
  });

  it('are there too when they changed before anything could follow them', async () => {
    const { texts, visit, kill } = setUp();
    texts.set('theme', 'dark');
    await visit();
    await calm();
    kill();
    await visit();
    expect(texts.get('theme')).toBe('dark');
  });

  it('go by the newest, whatever the clock says, and whichever of the two has it', async () => {
    const { texts, visit, flush, kill, at, records } = setUp();
    await visit();
    texts.set('theme', 'light');
    await calm();
    flush();
    at(10);
    texts.set('theme', 'dark');
    await calm();
    kill();
    expect([await visit(), texts.get('theme')]).toEqual([true, 'dark']);
    // The database refuses, and the browser has time to write the other.
    records.isFull = true;
    texts.set('theme', 'system');
    await calm();
    flush();
    kill();
    expect([await visit(), texts.get('theme')]).toEqual([false, 'system']);
    records.isFull = false;
    await visit();
    await calm();
    texts.clear();
    expect([await visit(), texts.get('theme')]).toEqual([true, 'system']);
  });

  it('are written once for many changes in a row, and not for none', async () => {
    const { texts, visit, records } = setUp();
    texts.set('theme', 'dark');
    await visit();
    await calm();
    const update = vi.spyOn(records, 'update');
    texts.set('theme', 'dark');
    await calm();
    expect(update).not.toHaveBeenCalled();
    for (let quality = 1; quality <= 50; quality += 1) texts.set('quality', String(quality));
    await calm();
    expect(update.mock.calls.length).toBeLessThanOrEqual(2);
    expect(JSON.stringify([...records.values])).toContain('"quality":"50"');
  });

  it('of another tab that are newer are not written over by those of this one', async () => {
    const records = memoryStore();
    const [one, other] = [setUp(records), setUp(records)];
    await one.visit();
    await other.visit();
    other.at(2000);
    other.texts.set('theme', 'dark');
    await calm();
    one.texts.set('theme', 'light');
    await calm();
    expect(JSON.stringify([...records.values])).toContain('"theme":"dark"');
  });
});
