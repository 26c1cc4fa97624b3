import { describe, expect, it } from 'vitest';
import { readDropped } from './files';
import { filesOf } from './folders';
import { originOf } from './origins';

const fileHandle = (name: string) => ({
  kind: 'file',
  name,
  getFile: () => new File([name], name),
});

/** A folder with a folder in it, as handles. */
const trip = {
  kind: 'directory',
  name: 'trip',
  getDirectoryHandle: (name: string) =>
    Promise.resolve({
      getFileHandle: (file: string) => Promise.resolve(fileHandle(`trip/${name}/${file}`)),
    }),
  getFileHandle: (file: string) => Promise.resolve(fileHandle(`trip/${file}`)),
};

const fileEntry = (name: string) => ({
  isFile: true,
  isDirectory: false,
  name,
  file: (done: (file: File) => void) => done(new File([name], name)),
});

/** The same as entries, which all browsers have. */
const folderEntry = (name: string, children: readonly unknown[]) => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    const left = [...children];
    return {
      readEntries: (done: (some: readonly unknown[]) => void) => done(left.splice(0)),
    };
  },
});

const dropped = (items: readonly object[]) => ({ items }) as unknown as DataTransfer;
const entry = folderEntry('trip', [fileEntry('a.jpg'), folderEntry('day 2', [fileEntry('b.jpg')])]);
const single = (handle: () => Promise<unknown>) => ({
  webkitGetAsEntry: () => fileEntry('c.jpg'),
  getAsFile: () => new File(['c'], 'c.jpg'),
  getAsFileSystemHandle: handle,
});
const folder = (handle: () => Promise<unknown>) => ({
  webkitGetAsEntry: () => entry,
  getAsFile: () => null,
  getAsFileSystemHandle: handle,
});

async function originsOf(items: readonly object[]) {
  const { files } = await filesOf(...readDropped(dropped(items)));
  return Promise.all(
    files.map(async ({ file, folder }) => {
      const origin = await originOf(file);
      return [folder + file.name, origin && [origin.handle.name, origin.folder?.name ?? null]];
    }),
  );
}

describe('files that are dropped', () => {
  it('know where they lie, those of folders with the folder that was dropped', async () => {
    const items = [
      single(() => Promise.resolve(fileHandle('c.jpg'))),
      folder(() => Promise.resolve(trip)),
    ];
    expect(await originsOf(items)).toEqual([
      ['c.jpg', ['c.jpg', null]],
      ['trip/a.jpg', ['trip/a.jpg', 'trip']],
      ['trip/day 2/b.jpg', ['trip/day 2/b.jpg', 'trip']],
    ]);
  });

  it('come all the same where the browser does not tell, or refuses', async () => {
    const refused = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    const silent = { ...single(refused), getAsFileSystemHandle: undefined };
    const made = { ...single(() => Promise.resolve(null)) };
    expect(await originsOf([single(refused), folder(refused), silent, made])).toEqual([
      ['c.jpg', null],
      ['c.jpg', null],
      ['c.jpg', null],
      ['trip/a.jpg', null],
      ['trip/day 2/b.jpg', null],
    ]);
  });
});
