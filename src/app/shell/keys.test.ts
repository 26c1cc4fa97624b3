import { describe, expect, it } from 'vitest';
import { commandOf } from './keys';

const none = {
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  repeat: false,
};
const ctrl = { ...none, ctrlKey: true };

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
    [{ ...none, shiftKey: true, key: '?' }, 'shortcuts'],
    [{ ...ctrl, key: 'я', code: 'KeyZ' }, 'undo'],
    [{ ...ctrl, altKey: true, key: 'z' }, null],
    [{ ...ctrl, shiftKey: true, key: 'S' }, null],
    [{ ...none, key: 'z' }, null],
    [{ ...ctrl, key: 's', repeat: true }, null],
  ])('%o stands for %s', (event, command) => {
    expect(commandOf(event, false)).toBe(command);
  });

  it('leaves letters and undo to the field that is being typed in', () => {
    expect(commandOf({ ...none, key: '/' }, true)).toBeNull();
    expect(commandOf({ ...ctrl, key: 'z' }, true)).toBeNull();
    expect(commandOf({ ...ctrl, key: 'y' }, true)).toBeNull();
    expect(commandOf({ ...ctrl, key: 's' }, true)).toBe('export');
  });
});
