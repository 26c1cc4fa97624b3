import { describe, expect, it } from 'vitest';
import { entryForKey } from './menu';

const labels = ['Copy', 'Cut', 'Delete'];
const press = (key: string, now: number, ctrlKey = false) =>
  entryForKey({ key, ctrlKey, metaKey: false }, labels, now);

describe('entryForKey', () => {
  it('goes round with the arrows', () => {
    expect([press('ArrowDown', 2), press('ArrowDown', -1), press('ArrowDown', 0)]).toEqual([
      0, 0, 1,
    ]);
    expect([press('ArrowUp', 0), press('ArrowUp', -1), press('ArrowUp', 2)]).toEqual([2, 2, 1]);
  });

  it('jumps to the ends', () => {
    expect([press('Home', 2), press('End', 0)]).toEqual([0, 2]);
  });

  it('finds the next command that begins with a letter', () => {
    expect([press('c', 0), press('c', 1), press('D', -1)]).toEqual([1, 0, 2]);
    expect([press('x', 0), press('c', 0, true), press(' ', 0)]).toEqual([null, null, null]);
  });

  it('has nowhere to go in an empty list', () => {
    expect(entryForKey({ key: 'ArrowDown', ctrlKey: false, metaKey: false }, [], -1)).toBeNull();
  });
});
