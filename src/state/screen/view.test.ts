import { describe, expect, it } from 'vitest';
import { type Seen, View } from './view.svelte';

const seen = (changed: Partial<Seen> = {}): Seen => ({
  zoom: 1,
  x: 0.5,
  y: 0.5,
  width: 0.2,
  height: 0.4,
  ...changed,
});

describe('zoom', () => {
  it('stays within its range, and to fit shows the middle', () => {
    const view = new View();
    view.centre(0.1, 0.9);
    const zooms = [0.001, 2, 99].map((zoom) => {
      view.zoomTo(zoom);
      return view.zoom;
    });
    expect(zooms).toEqual([0.02, 2, 16]);
    expect([view.centreX, view.centreY]).toEqual([0.1, 0.9]);
    view.zoomTo('fit');
    expect([view.zoom, view.centreX, view.centreY]).toEqual(['fit', 0.5, 0.5]);
  });

  it.each([
    [0.4, 1, 0.5],
    [0.4, -1, 0.33],
    [1, 1, 1.5],
    [1, -1, 0.67],
    // Next to a stop, by rounding alone.
    [0.999, 1, 1.5],
    [1.001, -1, 0.67],
    [12, 1, 16],
    [0.05, -1, 0.02],
  ] as const)('goes from %d by one stop (%d) to %d', (zoom, direction, next) => {
    const view = new View();
    view.seen = seen({ zoom });
    view.zoomStep(direction);
    expect(view.zoom).toBe(next);
  });

  it('ends at the last stop of either side', () => {
    const view = new View();
    view.seen = seen({ zoom: 16 });
    view.zoomStep(1);
    view.seen = seen({ zoom: 0.02 });
    view.zoomStep(-1);
    expect(view.zoom).toBe('fit');
  });
});

it('moves by shares of what is visible, and never past the picture or the divider past its ends', () => {
  const view = new View();
  view.seen = seen({ x: 0.25 });
  view.pan(0.5, -0.5);
  expect(view.centreX).toBeCloseTo(0.35, 9);
  expect(view.centreY).toBeCloseTo(0.3, 9);
  view.pan(-9, 9);
  expect([view.centreX, view.centreY]).toEqual([0, 1]);
  view.pan(9, -9);
  expect([view.centreX, view.centreY]).toEqual([1, 0]);
  const splits = [-1, 0.3, 2].map((share) => {
    view.splitAt(share);
    return view.split;
  });
  expect(splits).toEqual([0, 0.3, 1]);
});

it('is remembered, and takes over only what fits', () => {
  const view = new View();
  expect(view.save()).toEqual({
    mode: 'split',
    split: 0.5,
    tab: 'images',
    corner: 'bottom-right',
  });
  const kept = { mode: 'difference', split: 1, tab: 'share', corner: 'top-left' };
  view.restore(kept);
  expect(view.save()).toEqual(kept);
  view.restore({ mode: 'upside-down', split: 1.01, tab: 7, corner: null });
  view.restore({ split: -0.01 });
  view.restore('nothing');
  expect(view.save()).toEqual(kept);
  view.restore({ split: 0 });
  expect(view.split).toBe(0);
});
