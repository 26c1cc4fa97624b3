/** Text from the clipboard, where a button asks for it. */
import { appError, messageOf } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';

/**
 * Reads text from the clipboard, which may ask the person for permission. Call it within a click. Fails
 * with CFG-NONE when there is none or the browser refuses.
 */
export async function readClipboardText(
  clipboard: Partial<Pick<Clipboard, 'readText'>> = navigator.clipboard,
): Promise<Result<string>> {
  try {
    const text = (await clipboard.readText?.()) ?? null;
    if (text === null) throw new Error('this browser has no button for it');
    if (text.trim() !== '') return ok(text);
  } catch (error) {
    return fail(
      appError('CFG-NONE', 'The browser did not allow reading the clipboard.', {
        safe: 'Nothing was changed.',
        advice: 'Press Ctrl+V (⌘V on a Mac) instead.',
        detail: messageOf(error),
      }),
    );
  }
  return fail(
    appError('CFG-NONE', 'There are no steps in the clipboard.', {
      safe: 'Nothing was changed.',
      advice: 'Copy steps first, here or in another tab, then paste them.',
    }),
  );
}
