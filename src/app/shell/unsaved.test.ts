import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { saveAll } from './save-all';
import { losesByLeaving } from './unsaved';

const full = appError('STO-QUOTA', 'Full.');
const saved = { autosave: { failure: null }, workspace: { undoLabel: 'Add Sepia' } };
const stored = {
  batch: { busy: false, kept: true },
  pictures: { unstored: null, files: { busy: false } },
};

describe('leaving the page', () => {
  it('loses nothing when all is saved', () => {
    expect(losesByLeaving(saved, null)).toBe(false);
    expect(losesByLeaving(saved, stored)).toBe(false);
    expect(losesByLeaving(saved, { ...stored, batch: { busy: true, kept: true } })).toBe(false);
  });

  it('loses work that is not saved, and runs and pictures that are not stored', () => {
    const failed = { ...saved, autosave: { failure: full } };
    expect(losesByLeaving(failed, null)).toBe(true);
    expect(losesByLeaving({ ...failed, workspace: { undoLabel: null } }, stored)).toBe(false);
    for (const late of [
      { ...stored, batch: { busy: true, kept: false } },
      { ...stored, pictures: { unstored: null, files: { busy: true } } },
      { ...stored, pictures: { unstored: full, files: { busy: false } } },
    ]) {
      expect(losesByLeaving(saved, late), JSON.stringify(late)).toBe(true);
    }
  });
});

describe('saving all', () => {
  it('waits for the pictures of a set, and says why one is not stored', async () => {
    const done: string[] = [];
    let store: () => void = () => undefined;
    const pictures = {
      unstored: full,
      files: { settled: () => new Promise<void>((resolve) => (store = resolve)) },
    };
    const autosave = { failure: null, flush: () => Promise.resolve() };
    const saving = saveAll(autosave, pictures).then((failure) => {
      done.push('saved');
      return failure;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toEqual([]);
    store();
    expect(await saving).toBe(full);
    expect(await saveAll(autosave, null)).toBeNull();
  });
});
