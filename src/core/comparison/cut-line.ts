/** Returns how wide a line of text is, in its own heights. */
export type Measure = (text: string) => number;

const more = '…';

/**
 * Returns the text as far as it has room, with an ellipsis where something is left out; empty where
 * not even that has room.
 * @param room in heights of the line
 */
export function cutLine(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  const letters = [...text];
  let [fits, tooLong] = [-1, letters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(shortened(letters, middle)) <= room) fits = middle;
    else tooLong = middle;
  }
  return fits < 0 ? '' : shortened(letters, fits);
}

const shortened = (letters: readonly string[], count: number): string =>
  `${letters.slice(0, count).join('').trimEnd()}${more}`;
