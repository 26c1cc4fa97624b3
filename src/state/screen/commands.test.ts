import { describe, expect, it } from 'vitest';
import { type CommandPlace, commandOf, commands, keysOf } from './commands';
import { shortcutsOf } from './command-words';

const none = {
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  repeat: false,
};
const ctrl = { ...none, ctrlKey: true };
const places: readonly CommandPlace[] = ['app', 'picture', 'step', 'set'];

describe('keys of the whole app', () => {
  it.each([
    [{ ...ctrl, key: 'z' }, 'undo'],
    [{ ...none, metaKey: true, key: 'z' }, 'undo'],
    [{ ...ctrl, shiftKey: true, key: 'Z' }, 'redo'],
    [{ ...ctrl, key: 'y' }, 'redo'],
    [{ ...ctrl, key: 'o' }, 'open'],
    [{ ...ctrl, key: 'e' }, 'export'],
    [{ ...ctrl, key: 's' }, 'export'],
    [{ ...none, key: '/' }, 'add'],
    [{ ...none, shiftKey: true, key: '/' }, 'add'],
    [{ ...none, shiftKey: true, key: '?' }, 'shortcuts'],
    [{ ...ctrl, key: 'я', code: 'KeyZ' }, 'undo'],
    [{ ...ctrl, key: 'z', repeat: true }, 'undo'],
    [{ ...ctrl, altKey: true, key: 'z' }, null],
    [{ ...ctrl, shiftKey: true, key: 'S' }, null],
    [{ ...ctrl, key: 'v' }, null],
    [{ ...none, key: 'z' }, null],
    [{ ...ctrl, key: 's', repeat: true }, null],
  ])('%o stands for %s', (event, command) => {
    expect(commandOf('app', event, false)).toBe(command);
  });

  it('leaves letters and undo to the field that is being typed in', () => {
    expect(commandOf('app', { ...none, key: '/' }, true)).toBeNull();
    expect(commandOf('app', { ...ctrl, key: 'z' }, true)).toBeNull();
    expect(commandOf('app', { ...ctrl, key: 'y' }, true)).toBeNull();
    expect(commandOf('app', { ...ctrl, key: 's' }, true)).toBe('export');
  });
});

it('takes keys of a picture and of a step by what is printed on them', () => {
  expect(commandOf('picture', { ...none, key: '=' }, false)).toBe('zoomIn');
  expect(commandOf('picture', { ...none, key: '-' }, false)).toBe('zoomOut');
  expect(commandOf('step', { ...none, altKey: true, key: 'ArrowUp' }, false)).toBe('moveStep');
  expect(commandOf('step', { ...none, key: 'Backspace' }, false)).toBe('removeStep');
  expect(commandOf('step', { ...none, shiftKey: true, key: 'ArrowUp' }, false)).toBeNull();
});

it('has no key twice in a place', () => {
  for (const place of places) {
    const keys = shortcutsOf(place).flatMap((shortcut) => shortcut.keys);
    expect(keys, place).toEqual([...new Set(keys)]);
  }
});

it('lists every command once, in words of its own', () => {
  const texts = places.flatMap(shortcutsOf).map(({ text }) => text);
  expect(texts).toHaveLength(Object.keys(commands).length);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts).not.toContain('');
});

it('says keys with modifiers in one order', () => {
  expect(keysOf({ ...ctrl, shiftKey: true, altKey: true, key: 'a' })).toBe('Ctrl+Alt+Shift+A');
});
