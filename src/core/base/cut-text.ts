/**
 * Returns the first `longest` UTF-16 units of a text, without halves of characters, which cannot be
 * written as UTF-8.
 */
export const cutText = (text: string, longest: number): string =>
  (text.length > longest
    ? text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
    : text
  ).toWellFormed();
