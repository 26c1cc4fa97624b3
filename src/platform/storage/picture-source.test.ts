import { describe, expect, it } from 'vitest';
import { comesFrom } from '../files/origins';
import { newPictureId, StoredSetFiles } from './set-files';
import { memoryStore } from './testing';

/** A handle as those of Chromium, of a file on a disk that the test changes. */
class FakeHandle {
  readonly kind = 'file';
  asked = 0;
  constructor(
    readonly name: string,
    public file: File | null = new File([name], name, { lastModified: 1 }),
    public permission: PermissionState = 'granted',
    public answer: PermissionState = 'granted',
  ) {}

  getFile(): Promise<File> {
    return this.file
      ? Promise.resolve(this.file)
      : Promise.reject(new DOMException('Gone.', 'NotFoundError'));
  }

  queryPermission(): Promise<PermissionState> {
    return Promise.resolve(this.permission);
  }

  requestPermission(): Promise<PermissionState> {
    this.asked += 1;
    this.permission = this.answer;
    return Promise.resolve(this.answer);
  }
}

/** Browsers have more about a handle than anybody here asks for. */
const handleOf = (fake: FakeHandle) => fake as unknown as FileSystemFileHandle;
const folderOf = (fake: FakeHandle | null) => fake as unknown as FileSystemDirectoryHandle | null;

const came = (fake: FakeHandle, folder: FakeHandle | null = null): File => {
  if (!fake.file) throw new Error('it is there when it comes');
  const origin = { handle: handleOf(fake), folder: folderOf(folder) };
  return comesFrom(new File([fake.file], fake.name, { lastModified: fake.file.lastModified }), () =>
    Promise.resolve(origin),
  );
};

/** The browser's database copies handles, which refer to the same file then. */
const asTheBrowser = (value: unknown): unknown =>
  value instanceof Blob ? structuredClone(value) : { ...Object(value) };

function setUp(clone = asTheBrowser) {
  const records = memoryStore(new Map<string, unknown>(), clone);
  const files = new StoredSetFiles(records);
  const kinds = () => [...records.values.keys()].map((key) => key.slice(0, key.indexOf(':')));
  const keep = async (fake: FakeHandle, folder: FakeHandle | null = null): Promise<string> => {
    const id = newPictureId(Date.now());
    await files.keep(id, came(fake, folder));
    return id;
  };
  return { records, files, kinds, keep };
}

describe('a picture that can be read where it lies', () => {
  it('is not copied, and read there with what it came from', async () => {
    const { files, kinds, keep } = setUp();
    const disk = new FakeHandle('a.jpg');
    const id = await keep(disk);
    expect(kinds()).toEqual(['reference']);
    expect(await files.kept()).toEqual(new Set([id]));
    const found = await files.file(id);
    if (typeof found === 'string') throw new Error(found);
    expect([await found.file.text(), found.isReference]).toEqual(['a.jpg', true]);
    // Kept under another id, as when a set is opened from it, it is no copy either.
    expect(await files.keep(newPictureId(1), found.file)).toMatchObject({
      value: { isReference: true },
    });
    expect(kinds()).toEqual(['reference', 'reference']);
  });

  it('is copied where the database takes no handles, and where the file is not the one that came', async () => {
    const uncloneable = setUp((value) => {
      if (value instanceof Blob) return value;
      throw new DOMException('It could not be cloned.', 'DataCloneError');
    });
    await uncloneable.keep(new FakeHandle('a.jpg'));
    expect(uncloneable.kinds()).toEqual(['picture']);
    const { kinds, files } = setUp();
    const disk = new FakeHandle('a.jpg');
    const file = came(disk);
    disk.file = new File(['other'], 'a.jpg', { lastModified: 2 });
    await files.keep('1', file);
    disk.file = null;
    await files.keep('2', file);
    await files.keep('3', came(new FakeHandle('b.jpg', undefined, 'prompt')));
    await files.keep(
      '4',
      comesFrom(new File(['c'], 'c'), () => Promise.reject(new Error('no'))),
    );
    expect(kinds()).toEqual(['picture', 'picture', 'picture', 'picture']);
  });

  it('is told to be gone, changed, or not allowed', async () => {
    const { files, keep } = setUp();
    const [gone, changed, unasked, fine] = ['a', 'b', 'c', 'd'].map((name) => new FakeHandle(name));
    if (!gone || !changed || !unasked || !fine) throw new Error('four');
    const ids = [await keep(gone), await keep(changed), await keep(unasked), await keep(fine)];
    gone.file = null;
    changed.file = new File(['b'], 'b', { lastModified: 2 });
    unasked.permission = 'prompt';
    const absent = await files.absent([...ids, 'never']);
    expect([...absent.values()]).toEqual(['gone', 'changed', 'unasked', 'unstored']);
    expect(absent.has(ids[3] ?? '')).toBe(false);
    expect(await files.file(ids[1] ?? '', true)).toMatchObject({ isReference: true });
    changed.file = new File(['longer'], 'b', { lastModified: 1 });
    expect(await files.file(ids[1] ?? '')).toBe('changed');
  });

  it('gives way to the bytes that are kept in its place, and the other way round', async () => {
    const { files, kinds, keep } = setUp();
    const disk = new FakeHandle('a.jpg');
    const id = await keep(disk);
    await files.keep(id, new Blob(['rescued']));
    expect(kinds()).toEqual(['picture']);
    await files.keep(id, came(disk));
    expect(kinds()).toEqual(['reference']);
    await files.drop([id]);
    expect(kinds()).toEqual([]);
  });
});

describe('the question whether files may be read again', () => {
  it('is one for a folder, and one for each file that came alone', async () => {
    const { files, keep } = setUp();
    const folder = new FakeHandle('trip', undefined, 'prompt');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => new FakeHandle(name));
    if (!a || !b || !c) throw new Error('three');
    const ids = [await keep(a, folder), await keep(b, folder), await keep(c)];
    for (const one of [a, b, c]) one.permission = 'prompt';
    // Who may read the folder may read what is in it.
    folder.requestPermission = () => {
      folder.asked += 1;
      for (const one of [a, b]) one.permission = 'granted';
      return Promise.resolve('granted');
    };
    await files.ask(ids);
    expect([folder, a, b, c].map(({ asked }) => asked)).toEqual([1, 0, 0, 1]);
    expect((await files.absent(ids)).size).toBe(0);
  });

  it('is not asked on once it was refused, or the click is too long ago', async () => {
    const { files, keep } = setUp();
    const [a, b] = ['a', 'b'].map((name) => new FakeHandle(name));
    if (!a || !b) throw new Error('two');
    const ids = [await keep(a), await keep(b)];
    for (const one of [a, b]) one.permission = 'prompt';
    a.answer = 'denied';
    await files.ask(ids);
    expect([a.asked, b.asked]).toEqual([1, 0]);
    a.requestPermission = () => Promise.reject(new DOMException('No click.', 'SecurityError'));
    await files.ask(ids);
    expect(b.asked).toBe(0);
    expect([...(await files.absent(ids)).values()]).toEqual(['unasked', 'unasked']);
  });
});
