import { beforeEach, describe, expect, it, vi } from 'vitest';
import { shortcutsOf } from '../../../state/screen/command-words';
import { View } from '../../../state/screen/view.svelte';
import { viewerKey } from './viewer-keys';

/** Stands in for the page's elements: it is all the selectors given to it, and inside them. */
class FakeElement extends EventTarget {
  constructor(private readonly is: string) {
    super();
  }
  matches(selector: string): boolean {
    return selector.includes(this.is);
  }
  closest(selector: string): FakeElement | null {
    return selector.split(', ').some((part) => part.startsWith(this.is)) ? this : null;
  }
}

let view: View;
let open: boolean;

interface Press {
  readonly on?: string;
  readonly type?: 'keydown' | 'keyup';
  readonly ctrlKey?: boolean;
  readonly defaultPrevented?: boolean;
}

/** Returns whether the key was handled; then its default must be prevented, else not. */
function press(key: string, { on = 'body', type = 'keydown', ...more }: Press = {}): boolean {
  const preventDefault = vi.fn();
  const event = {
    key,
    type,
    target: new FakeElement(on),
    preventDefault,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    code: '',
    repeat: false,
    defaultPrevented: false,
    ...more,
  };
  const handled = viewerKey(event, { view, workspace: { source: open ? {} : null } });
  expect(preventDefault).toHaveBeenCalledTimes(handled ? 1 : 0);
  return handled;
}

beforeEach(() => {
  vi.stubGlobal('Element', FakeElement);
  view = new View();
  open = true;
  return () => vi.unstubAllGlobals();
});

describe('viewerKey', () => {
  it.each([
    ['1', 1],
    ['2', 2],
    ['0', 'fit'],
    ['f', 'fit'],
  ] as const)('zooms with %s', (key, zoom) => {
    view.zoomTo(0.5);
    expect(press(key)).toBe(true);
    expect(view.zoom).toBe(zoom);
  });

  it('goes to the next stop with + and −, from what is really shown', () => {
    view.seen = { ...view.seen, zoom: 0.38 };
    press('+');
    expect(view.zoom).toBe(0.5);
    press('-');
    expect(view.zoom).toBe(0.33);
  });

  it('moves the picture only while the viewer itself has the focus', () => {
    view.seen = { zoom: 1, x: 0.5, y: 0.5, width: 0.2, height: 0.4 };
    expect(press('ArrowRight')).toBe(false);
    expect(press('ArrowRight', { on: '[data-viewer]' })).toBe(true);
    expect(view.centreX).toBeCloseTo(0.52);
    press('ArrowUp', { on: '[data-viewer]' });
    expect(view.centreY).toBeCloseTo(0.46);
  });

  it('shows the original while the space bar is held', () => {
    expect(press(' ')).toBe(true);
    expect(view.peeking).toBe(true);
    expect(press(' ', { type: 'keyup' })).toBe(true);
    expect(view.peeking).toBe(false);
    expect(press(' ', { type: 'keyup' })).toBe(false);
  });

  it('leaves the space bar to buttons', () => {
    expect(press(' ', { on: 'button' })).toBe(false);
    expect(view.peeking).toBe(false);
    expect(press('1', { on: 'button' })).toBe(true);
  });

  it.each(['input', 'textarea', 'select', 'dialog', '[role=menu]'])(
    'leaves keys in %s alone',
    (on) => {
      expect(press('1', { on })).toBe(false);
      expect(press(' ', { on })).toBe(false);
      expect(view.zoom).toBe('fit');
    },
  );

  it('leaves alone what is taken, meant for the browser, or without a picture', () => {
    expect(press('1', { defaultPrevented: true })).toBe(false);
    expect(press('0', { ctrlKey: true })).toBe(false);
    expect(press('x')).toBe(false);
    open = false;
    expect(press('1')).toBe(false);
    expect(view.zoom).toBe('fit');
  });

  it('moves the divider and stops at the ends', () => {
    view.splitAt(0.96);
    press(']');
    expect(view.split).toBe(1);
    press('[');
    expect(view.split).toBeCloseTo(0.95);
  });

  it('handles every key that it lists', () => {
    const names = new Map([
      ['Space', ' '],
      ['←', 'ArrowLeft'],
      ['→', 'ArrowRight'],
      ['↑', 'ArrowUp'],
      ['↓', 'ArrowDown'],
    ]);
    for (const key of shortcutsOf('picture').flatMap(({ keys }) => keys)) {
      expect(press(names.get(key) ?? key, { on: '[data-viewer]' }), key).toBe(true);
    }
  });
});
