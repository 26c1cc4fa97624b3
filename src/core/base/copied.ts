/**
 * What came of putting something into the clipboard: browsers refuse it to a window that has lost
 * the focus, and for reasons of their own.
 */
export type Copied = 'copied' | 'unfocused' | 'refused';

/**
 * Returns what is said of it.
 * @param copied when it worked, such as "Link copied."
 * @param instead what to do when the browser refused
 */
export function copiedInWords(outcome: Copied, copied: string, instead: string): string {
  if (outcome === 'copied') return copied;
  return outcome === 'unfocused'
    ? 'Nothing was copied: this window had lost the focus. Click here and copy again.'
    : instead;
}
