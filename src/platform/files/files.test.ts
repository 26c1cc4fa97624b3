import { afterEach, expect, it, vi } from 'vitest';
import { openPictureDialog } from './files';

afterEach(() => vi.unstubAllGlobals());

it('takes those of the chosen pictures that can be read, and names the others', async () => {
  const handle = (name: string, getFile: () => Promise<File>) => ({ name, getFile });
  const handles = [
    handle('a.jpg', () => Promise.reject(new DOMException('Gone.', 'NotFoundError'))),
    handle('b.jpg', () => Promise.resolve(new File(['b'], 'b.jpg'))),
  ];
  vi.stubGlobal('navigator', { webdriver: false });
  vi.stubGlobal('window', { showOpenFilePicker: () => Promise.resolve(handles) });
  const unread: string[] = [];
  const files = await openPictureDialog((text) => unread.push(text));
  expect([files.map(({ name }) => name), unread]).toEqual([['b.jpg'], ['Cannot be read: a.jpg.']]);
});
