import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unreadableFile } from '../../core/testing/unreadable-file';
import { writeZips, type ZipEntry, type ZipSink } from './zip';

const modified = new Date(2026, 2, 9, 8, 5, 2);
const entry = (name: string, bytes: Uint8Array<ArrayBuffer>, deflate = false): ZipEntry => ({
  name,
  content: new Blob([bytes]),
  modified,
  deflate,
});

/** Returns archives in memory, and the largest number of bytes that was waiting at once. */
function memory() {
  const parts: Uint8Array[][] = [];
  const open = (): Promise<ZipSink> => {
    const chunks: Uint8Array[] = [];
    parts.push(chunks);
    return Promise.resolve({
      write: (chunk) => {
        chunks.push(chunk.slice());
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  };
  const read = (part: number) => unzipSync(new Uint8Array(Buffer.concat(parts[part] ?? [])));
  return { parts, open, read };
}

describe('an archive', () => {
  it.each([
    ['in 1970', new Date(0), new Date(1980, 0, 1)],
    ['that is none', new Date(NaN), new Date(1980, 0, 1)],
    ['after 2099', new Date(2150, 1, 1), new Date(2099, 11, 31, 23, 59, 58)],
    ['of its own', modified, modified],
  ])('dates an entry %s', async (_, date, expected) => {
    const { parts, open } = memory();
    await writeZips([{ ...entry('a.jpg', new Uint8Array([1])), modified: date }], open);
    // Local file header: time at 10, date at 12.
    const bytes = Buffer.concat(parts[0] ?? []);
    const [time, day] = [bytes.readUInt16LE(10), bytes.readUInt16LE(12)];
    expect(
      new Date(
        (day >> 9) + 1980,
        ((day >> 5) & 15) - 1,
        day & 31,
        time >> 11,
        (time >> 5) & 63,
        (time & 31) * 2,
      ),
    ).toEqual(expected);
  });

  it('gives every entry back, with folders, accents and empty files', async () => {
    const bytes = new Uint8Array(300_000).map((_, at) => at * 7);
    const { open, read } = memory();
    const entries = [
      entry('a/photo.jpg', bytes),
      entry('café ☃.txt', new TextEncoder().encode('hello '.repeat(500)), true),
      entry('empty.bin', new Uint8Array(0)),
    ];
    expect(await writeZips(entries, open)).toBe(1);
    const files = read(0);
    expect(Object.keys(files)).toEqual(['a/photo.jpg', 'café ☃.txt', 'empty.bin']);
    expect(files['a/photo.jpg']).toEqual(bytes);
    expect(new TextDecoder().decode(files['café ☃.txt'])).toBe('hello '.repeat(500));
    expect(files['empty.bin']).toHaveLength(0);
  });

  it('is followed by another when it is full', async () => {
    const { parts, open, read } = memory();
    const names = ['1', '2', '3', '4', '5'].map((name) => entry(name, new Uint8Array(1000)));
    expect(await writeZips(names, open, { bytes: 2500, entries: 100 })).toBe(3);
    expect(parts.map((_, part) => Object.keys(read(part)))).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5'],
    ]);
    const few = memory();
    expect(await writeZips(names, few.open, { bytes: 1e9, entries: 4 })).toBe(2);
  });

  it('fails with the name of what cannot be read', async () => {
    const gone = { ...entry('b.jpg', new Uint8Array(1)), content: unreadableFile('b.jpg') };
    const written = writeZips([entry('a.jpg', new Uint8Array(1)), gone], memory().open);
    await expect(written).rejects.toThrow('b.jpg cannot be read any more.');
  });

  it('fails when there is no room, and says so to whoever waits', async () => {
    const open = (): Promise<ZipSink> =>
      Promise.resolve({
        write: () => Promise.reject(new Error('disk full')),
        close: () => Promise.resolve(),
      });
    await expect(writeZips([entry('a', new Uint8Array(10))], open)).rejects.toThrow('disk full');
  });
});
