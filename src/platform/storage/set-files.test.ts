import { describe, expect, it } from 'vitest';
import { newPictureId, StoredSetFiles } from './set-files';
import { memoryStore } from './testing';

const now = 1_800_000_000_000;
const longAgo = now - 2 * 24 * 60 * 60 * 1000;

describe('files of sets', () => {
  it('are kept under the ids of their pictures, and come back one by one', async () => {
    const records = memoryStore();
    const files = new StoredSetFiles(records);
    const id = newPictureId(now);
    expect(await files.keep(id, new Blob(['a']))).toEqual({ ok: true, value: null });
    expect(await (await files.file(id))?.text()).toBe('a');
    expect(await files.file('other')).toBeNull();
    expect(await files.kept()).toEqual(new Set([id]));
  });

  it('say when there is no room', async () => {
    const records = memoryStore();
    records.isFull = true;
    const kept = await new StoredSetFiles(records).keep(newPictureId(now), new Blob(['a']));
    expect(kept).toMatchObject({ ok: false, error: { code: 'STO-QUOTA' } });
  });

  it('go when they came more than a day ago and no work names them', async () => {
    const [old, named, undone, aside, young] = [longAgo, longAgo, longAgo, longAgo, now].map(
      newPictureId,
    );
    const set = (id: string | undefined) => ({ entries: [{ id }], current: id });
    const records = memoryStore(
      new Map<string, unknown>([
        ...[old, named, undone, aside, young].flatMap((id): [string, unknown][] => [
          [`picture:${id}`, 1],
          [`cover:${id}`, 1],
        ]),
        ['work:1', { set: set(named), past: [{ set: set(undone) }] }],
        ['unread:1:work:2', { set: set(aside) }],
      ]),
    );
    await new StoredSetFiles(records).dropUnnamed(now);
    for (const start of ['picture:', 'cover:']) {
      expect([...records.values.keys()].filter((key) => key.startsWith(start))).toEqual(
        [named, undone, aside, young].map((id) => start + id),
      );
    }
  });
});
