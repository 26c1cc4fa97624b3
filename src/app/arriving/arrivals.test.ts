import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { type FolderFile, isPictureOrDocument, sorted } from '../../platform/files/folders';
import { Notices } from '../../state/screen/notices.svelte';
import { takeSeveral } from './arrivals';
import type { SortedFiles } from './detecting';

const nothing: SortedFiles = {
  pictures: [],
  pipelines: [],
  collections: [],
  histories: [],
  backups: [],
  galleries: [],
  refused: [],
};

/** Takes files by their names; a name tells what the file is. */
async function take(...names: string[]) {
  const did: string[] = [];
  const notices = new Notices();
  const later = new AbortController();
  const detecting = {
    sort: (files: readonly File[]): Promise<SortedFiles> => {
      if (names.includes('late')) later.abort();
      return Promise.resolve({
        ...nothing,
        pictures: files.filter(({ name }) => name.endsWith('.jpg')),
        refused: files
          .filter(({ name }) => /\.(?:bin|txt)$|^bad/u.test(name))
          .map((file) => ({
            file,
            error: appError(
              file.name.startsWith('bad') ? 'CFG-SHAPE' : 'CFG-NONE',
              `${file.name} is nothing.`,
            ),
          })),
        collections: files
          .filter(({ name }) => /^(?!bad).*\.json$/u.test(name))
          .map(({ name }) => name),
      });
    },
    offerAll: ({ collections }: SortedFiles) => {
      did.push(`offer ${collections.join()}`);
      return Promise.resolve();
    },
  };
  const ways = {
    open: ({ name }: File) => {
      did.push(`open ${name}`);
      return Promise.resolve();
    },
    ask: (files: readonly FolderFile[]) =>
      void did.push(`ask ${files.map(({ file, folder }) => folder + file.name).join()}`),
  };
  const files = names.map((path) => {
    const end = path.lastIndexOf('/') + 1;
    return { file: new File(['x'], path.slice(end)), folder: path.slice(0, end) };
  });
  await takeSeveral(sorted(files, isPictureOrDocument), detecting, notices, ways, later.signal);
  return { did, said: notices.list.map(({ kind, text }) => `${kind}: ${text}`) };
}

describe('several files that come together', () => {
  it('are a photo with its pipeline: it is opened, and the pipeline offered on it', async () => {
    const { did, said } = await take('a.jpg', 'look.json');
    expect(did).toEqual(['open a.jpg', 'offer look.json']);
    expect(said).toEqual([]);
  });

  it('are pictures, of which it is asked what to do, in natural order', async () => {
    const { did } = await take('IMG_10.jpg', 'IMG_2.jpg', 'two.json', 'one.json');
    expect(did).toEqual(['offer one.json,two.json', 'ask IMG_2.jpg,IMG_10.jpg']);
  });

  it('are one picture when all others are files of the system', async () => {
    const { did, said } = await take('._a.jpg', 'a.jpg', '.DS_Store');
    expect(did).toEqual(['open a.jpg', 'offer ']);
    expect(said).toEqual(['info: 2 files of the system were left out.']);
  });

  it('are those of folders, in natural order with their folders; the rest is told in one line', async () => {
    const { did, said } = await take(
      'trip/day 10/a.jpg',
      'trip/day 2/b.jpg',
      'trip/day 2/.DS_Store',
      '__MACOSX/trip/a.jpg',
      'trip/notes.doc',
      'c.jpg',
    );
    expect(did).toEqual(['offer ', 'ask c.jpg,trip/day 2/b.jpg,trip/day 10/a.jpg']);
    expect(said).toEqual([
      'info: 2 files of the system were left out. 1 file in the folders is neither a picture nor a pipeline.',
    ]);
  });

  it('are pipelines that lie in a folder of photos: offered as if they had come by themselves', async () => {
    const { did, said } = await take('trip/a.jpg', 'trip/b.jpg', 'trip/looks/warm.json');
    expect(did).toEqual(['offer warm.json', 'ask trip/a.jpg,trip/b.jpg']);
    expect(said).toEqual([]);
    expect((await take('trip/a.jpg', 'trip/warm.json')).did).toEqual([
      'open a.jpg',
      'offer warm.json',
    ]);
  });

  it('are documents in a folder: other texts are told in the line, a damaged pipeline is an error', async () => {
    expect((await take('trip/a.jpg', 'trip/notes.txt', 'trip/x.doc')).said).toEqual([
      'info: 2 files in the folders are neither pictures nor pipelines.',
    ]);
    expect((await take('trip/a.jpg', 'trip/bad.json')).said).toEqual([
      'error: bad.json is nothing.',
    ]);
    expect((await take('trip/notes.txt')).said).toEqual([
      'info: What came holds no picture and no pipeline. 1 file in the folders is neither a picture nor a pipeline.',
    ]);
    expect((await take('notes.txt', 'a.jpg')).said).toEqual(['error: notes.txt is nothing.']);
  });

  it('are a folder with nothing in it, which is said', async () => {
    expect(await take()).toEqual({
      did: ['offer '],
      said: ['info: What came holds no picture and no pipeline.'],
    });
    expect((await take('trip/.DS_Store')).said).toEqual([
      'info: What came holds no picture and no pipeline. 1 file of the system was left out.',
    ]);
  });

  it('are all told of when they cannot be read', async () => {
    expect((await take('a.bin', 'a.jpg')).said).toEqual(['error: a.bin is nothing.']);
    const { did, said } = await take('a.jpg', '1.bin', '2.bin', '3.bin', '4.bin');
    expect(said).toEqual([
      'error: 4 of 5 files could not be read: 1.bin, 2.bin, 3.bin and 1 more.',
    ]);
    expect(did[0]).toBe('open a.jpg');
  });

  it('are left alone when something else came after them', async () => {
    expect((await take('a.jpg', 'late')).did).toEqual([]);
  });
});
