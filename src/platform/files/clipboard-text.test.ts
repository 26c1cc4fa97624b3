import { expect, it } from 'vitest';
import { readClipboardText } from './clipboard-text';

it('gives the text, or says that there is none, or that the browser refused', async () => {
  expect(await readClipboardText({ readText: () => Promise.resolve('steps') })).toEqual({
    ok: true,
    value: 'steps',
  });
  const codeOf = async (clipboard: Parameters<typeof readClipboardText>[0]): Promise<string> => {
    const read = await readClipboardText(clipboard);
    return read.ok ? '' : read.error.message;
  };
  expect(await codeOf({ readText: () => Promise.resolve(' ') })).toContain('no steps');
  expect(await codeOf({ readText: () => Promise.reject(new Error('no')) })).toContain(
    'did not allow reading',
  );
  expect(await codeOf({})).toContain('did not allow reading');
});
