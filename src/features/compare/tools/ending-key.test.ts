import { beforeEach, expect, it, vi } from 'vitest';
import { endingKey } from './ending-key';

/** Stands in for an element of the page, which lies in others: it knows all of them as selectors. */
class FakeElement extends EventTarget {
  constructor(private readonly around: readonly string[]) {
    super();
  }
  closest(selector: string): FakeElement | null {
    return selector.split(', ').some((part) => this.around.includes(part)) ? this : null;
  }
}

beforeEach(() => void vi.stubGlobal('Element', FakeElement));

const pressed = (key: string, around: readonly string[], defaultPrevented = false) =>
  endingKey({ key, target: new FakeElement(around), defaultPrevented });

it.each([
  ['Escape, with the focus nowhere', 'Escape', [], 'Escape'],
  ['Escape on a button', 'Escape', ['button'], 'Escape'],
  ['Escape in a menu, which it closes', 'Escape', ['button', '[role=menu]'], null],
  ['Escape in a window', 'Escape', ['dialog'], null],
  ['Enter, with the focus nowhere', 'Enter', [], 'Enter'],
  ['Enter on a hand of the tool', 'Enter', ['button', '[data-hand]'], 'Enter'],
  ['Enter on a button, which it presses', 'Enter', ['button'], null],
  ['Enter in a field', 'Enter', ['input'], null],
  ['Enter in a window', 'Enter', ['[role=dialog]'], null],
  ['another key', 'a', ['[data-hand]'], null],
] as const)('%s', (_name, key, around, ends) => {
  expect(pressed(key, around)).toBe(ends);
});

it('leaves alone what somebody took already', () => {
  expect(pressed('Escape', [], true)).toBeNull();
});
