import { cutText } from '../base/cut-text';

/**
 * Returns `name`, or with a number behind it where it is taken, such as "Sky (2)": never longer than
 * `longest`, so that the reader takes it back.
 */
export function freeName(name: string, taken: ReadonlySet<string>, longest: number): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    const behind = ` (${number})`;
    free = `${cutText(name, longest - behind.length)}${behind}`;
  }
  return free;
}
