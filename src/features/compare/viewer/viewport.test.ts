import fc from '../../../core/testing/properties';
import { describe, expect, it } from 'vitest';
import {
  centreForZoom,
  contains,
  fitZoom,
  placePicture,
  visibleArea,
  visiblePart,
  wantedArea,
  type Place,
  type Position,
} from './viewport';

const middle = { x: 0.5, y: 0.5 };
/** Where a point of the pane lies in the picture, as fractions of it. */
const pointAt = (place: Place, x: number, y: number): Position => ({
  x: (x - place.left) / place.width,
  y: (y - place.top) / place.height,
});
const side = fc.integer({ min: 1, max: 20_000 });
const size = fc.record({ width: side, height: side });
const pane = fc.record({
  width: fc.integer({ min: 50, max: 4000 }),
  height: fc.integer({ min: 50, max: 4000 }),
});
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const zoom = fc.double({ min: 0.02, max: 16, noNaN: true });

describe('fitZoom', () => {
  it('takes the tighter side and leaves the inset free', () => {
    expect(fitZoom({ width: 800, height: 800 }, { width: 1600, height: 400 })).toBe(0.5);
    expect(fitZoom({ width: 800, height: 800 }, { width: 1500, height: 400 }, 25)).toBe(0.5);
  });

  it('never enlarges', () => {
    expect(fitZoom({ width: 800, height: 800 }, { width: 10, height: 10 })).toBe(1);
  });
});

describe('placePicture', () => {
  it('puts a small picture in the middle', () => {
    const place = placePicture({ width: 100, height: 60 }, { width: 40, height: 20 }, 'fit', {
      x: 0,
      y: 1,
    });
    expect(place).toMatchObject({ left: 30, top: 20, width: 40, height: 20, zoom: 1 });
  });

  it('leaves no gap beside a picture that is larger than the pane', () => {
    fc.assert(
      fc.property(pane, size, zoom, fraction, fraction, (view, picture, scale, x, y) => {
        const place = placePicture(view, picture, scale, { x, y });
        for (const [start, length, room] of [
          [place.left, place.width, view.width],
          [place.top, place.height, view.height],
        ] as const) {
          expect(Number.isInteger(start)).toBe(true);
          if (length > room) {
            expect(start).toBeLessThanOrEqual(0);
            expect(start + length).toBeGreaterThanOrEqual(room - 1);
          } else {
            expect(start).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  it('reports the centre that it really shows', () => {
    const place = placePicture({ width: 100, height: 100 }, { width: 400, height: 400 }, 1, {
      x: 0,
      y: 0.5,
    });
    expect(place.left).toBe(0);
    expect(place.centre).toEqual({ x: 0.125, y: 0.5 });
  });
});

describe('centreForZoom', () => {
  it('keeps the point under the pointer', () => {
    const view = { width: 800, height: 600 };
    const picture = { width: 4000, height: 3000 };
    const before = placePicture(view, picture, 0.5, middle);
    const held = pointAt(before, 600, 100);
    const after = placePicture(view, picture, 2, centreForZoom(view, before, 2, 600, 100));
    const now = pointAt(after, 600, 100);
    expect(now.x).toBeCloseTo(held.x, 3);
    expect(now.y).toBeCloseTo(held.y, 3);
  });
});

describe('visibleArea', () => {
  it('covers the visible part with whole pixels inside the picture', () => {
    fc.assert(
      fc.property(pane, size, zoom, fraction, fraction, (view, picture, scale, x, y) => {
        const place = placePicture(view, picture, scale, { x, y });
        const part = visiblePart(view, place);
        const area = visibleArea(view, place, picture, 3);
        expect(Object.values(area).every(Number.isInteger)).toBe(true);
        expect(contains({ left: 0, top: 0, ...picture }, area)).toBe(true);
        expect(area.left * scale + place.left).toBeLessThanOrEqual(part.left + 1e-6);
        expect((area.left + area.width) * scale + place.left).toBeGreaterThanOrEqual(
          part.left + part.width - 1e-6,
        );
      }),
    );
  });
});

describe('wantedArea', () => {
  const view = { width: 800, height: 600 };
  const picture = { width: 4000, height: 3000 };
  const proxy = { width: 1280, scale: 0.32 };
  const at = (scale: number | 'fit', x = 0.5) => placePicture(view, picture, scale, { x, y: 0.5 });

  it('wants nothing while the proxy has enough pixels', () => {
    expect(wantedArea(view, at('fit'), picture, proxy, null)).toBeNull();
    expect(wantedArea(view, at(4), picture, { width: 4000, scale: 1 }, null)).toBeNull();
  });

  it('wants real pixels from 100 % on, however near the proxy comes to them', () => {
    const near = { width: 1290, height: 1000 };
    const place = placePicture(view, near, 1, middle);
    expect(wantedArea(view, place, near, { width: 1280, scale: 1280 / 1290 }, null)).not.toBeNull();
    // A border may round to the same width.
    expect(wantedArea(view, place, near, { width: 1290, scale: 0.9999 }, null)).not.toBeNull();
    expect(wantedArea(view, place, near, { width: 1290, scale: 1 }, null)).toBeNull();
  });

  it('wants the visible part and a margin at 100 %', () => {
    expect(wantedArea(view, at(1), picture, proxy, null)).toEqual({
      left: 1550,
      top: 1150,
      width: 900,
      height: 700,
    });
  });

  it('keeps what it wanted through small movements only', () => {
    const first = wantedArea(view, at(1), picture, proxy, null);
    expect(wantedArea(view, at(1, 0.505), picture, proxy, first)).toBe(first);
    expect(wantedArea(view, at(1, 0.6), picture, proxy, first)).not.toEqual(first);
  });

  it('does not fetch the whole of a large picture for a slightly sharper overview', () => {
    const large = { width: 8000, height: 6000 };
    const place = placePicture({ width: 3000, height: 2200 }, large, 'fit', middle);
    expect(wantedArea({ width: 3000, height: 2200 }, place, large, proxy, null)).toBeNull();
  });

  it('never wants a part that is longer than the engine renders', () => {
    const long = { width: 9000, height: 300 };
    const wide = { width: 3900, height: 300 };
    const area = wantedArea(wide, placePicture(wide, long, 1, middle), long, proxy, null);
    expect(area).toMatchObject({ width: 4096, height: 300 });
    const overview = { width: 4200, height: 300 };
    const place = placePicture(overview, long, 0.9, middle);
    expect(wantedArea(overview, place, long, proxy, null)).toBeNull();
  });
});
