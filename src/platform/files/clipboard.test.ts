import { afterEach, expect, it, vi } from 'vitest';
import { copiedInWords } from '../../core/base/copied';
import { readClipboardPicture, writeClipboardPicture, writeClipboardText } from './clipboard';

afterEach(() => vi.unstubAllGlobals());

/** A browser that refuses, in a window that has the focus or not. */
function refusing(hasFocus: boolean): void {
  const refuse = () => Promise.reject(new DOMException('Refused.', 'NotAllowedError'));
  vi.stubGlobal('document', { hasFocus: () => hasFocus });
  vi.stubGlobal('navigator', { clipboard: { writeText: refuse, write: refuse, read: refuse } });
  vi.stubGlobal(
    'ClipboardItem',
    class {
      readonly types = [];
    },
  );
}

it('tells a window without the focus from a refusal, for texts and pictures', async () => {
  const picture = new Blob(['x'], { type: 'image/png' });
  refusing(false);
  expect(await writeClipboardText('a')).toBe('unfocused');
  expect(await writeClipboardPicture(picture)).toBe('unfocused');
  const read = await readClipboardPicture();
  expect(!read.ok && read.error.advice).toBe('Click here and paste again.');
  refusing(true);
  expect(await writeClipboardText('a')).toBe('refused');
  expect(await writeClipboardPicture(picture)).toBe('refused');
  const again = await readClipboardPicture();
  expect(!again.ok && again.error.advice).toContain('Ctrl+V');
});

it('says what to do about it', () => {
  expect(copiedInWords('copied', 'Copied.', 'Download it.')).toBe('Copied.');
  expect(copiedInWords('refused', 'Copied.', 'Download it.')).toBe('Download it.');
  expect(copiedInWords('unfocused', 'Copied.', 'Download it.')).toContain(
    'Click here and copy again.',
  );
});
