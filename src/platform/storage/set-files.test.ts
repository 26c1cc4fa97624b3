import { describe, expect, it } from 'vitest';
import { newPictureId, StoredSetFiles } from './set-files';
import { memoryStore } from './testing';

const now = 1_800_000_000_000;
const longAgo = now - 2 * 24 * 60 * 60 * 1000;

const textOf = async (asked: ReturnType<StoredSetFiles['file']>): Promise<string> => {
  const found = await asked;
  return typeof found === 'string' ? found : found.file.text();
};

describe('files of sets', () => {
  it('are kept under the ids of their pictures, and come back one by one', async () => {
    const records = memoryStore();
    const files = new StoredSetFiles(records);
    const id = newPictureId(now);
    const kept = await files.keep(id, new Blob(['a']));
    expect(kept).toEqual({ ok: true, value: { isReference: false } });
    expect(await textOf(files.file(id))).toBe('a');
    expect(await files.file('other')).toBe('unstored');
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
          [`reference:${id}`, 1],
          [`cover:${id}`, 1],
        ]),
        ['work:1', { set: set(named), past: [{ set: set(undone) }] }],
        ['unread:1:work:2', { set: set(aside) }],
      ]),
    );
    await new StoredSetFiles(records).dropUnnamed(now);
    for (const start of ['picture:', 'reference:', 'cover:']) {
      expect([...records.values.keys()].filter((key) => key.startsWith(start))).toEqual(
        [named, undone, aside, young].map((id) => start + id),
      );
    }
  });
});
