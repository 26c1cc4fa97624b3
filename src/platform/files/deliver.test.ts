import { describe, expect, it } from 'vitest';
import { deliverFolder, type Folder } from './deliver';

type Tree = Map<string, Tree | string>;

/** A folder in memory that fails as the browser's does. */
function folderOf(tree: Tree): Folder {
  return {
    getDirectoryHandle: (name, options) => {
      const found = tree.get(name) ?? (options?.create ? new Map<string, Tree | string>() : null);
      if (found === null) return Promise.reject(new DOMException('none', 'NotFoundError'));
      if (typeof found === 'string') {
        return Promise.reject(new DOMException('a file', 'TypeMismatchError'));
      }
      tree.set(name, found);
      return Promise.resolve(folderOf(found));
    },
    getFileHandle: (name) =>
      Promise.resolve({
        createWritable: () =>
          Promise.resolve({
            write: async (content) => void tree.set(name, await content.text()),
            close: () => Promise.resolve(),
          }),
      }),
  };
}

const entry = (name: string, text: string) => ({
  name,
  content: new Blob([text]),
  modified: new Date(),
  deflate: false,
});

describe('results in a folder', () => {
  it('never take the place of what lies there', async () => {
    const tree: Tree = new Map<string, Tree | string>([['photo.jpg', 'the original']]);
    const entries = [entry('photo.jpg', 'new'), entry('day 1/a.jpg', 'deep')];
    expect(await deliverFolder(entries, folderOf(tree), 'results')).toBe('results');
    expect(tree.get('photo.jpg')).toBe('the original');
    expect(tree.get('results')).toEqual(
      new Map<string, unknown>([
        ['photo.jpg', 'new'],
        ['day 1', new Map([['a.jpg', 'deep']])],
      ]),
    );
    tree.set('results (2)', 'a file of that name');
    expect(await deliverFolder([], folderOf(tree), 'results')).toBe('results (3)');
  });
});
