import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import type { Area, Size } from '../base/geometry';
import { handles, moveBy, resizeBy, toFractions, toPixels, withRatio } from './rectangle';

const side = fc.integer({ min: 1, max: 12_000 });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
/** A picture and a rectangle of whole pixels inside it. */
const scene = fc
  .record({ width: side, height: side, x: fraction, y: fraction, w: fraction, h: fraction })
  .map(({ width, height, x, y, w, h }) => {
    const left = Math.floor(x * (width - 1));
    const top = Math.floor(y * (height - 1));
    const area: Area = {
      left,
      top,
      width: Math.max(1, Math.floor(w * (width - left))),
      height: Math.max(1, Math.floor(h * (height - top))),
    };
    return { bounds: { width, height }, area };
  });
const shift = fc.integer({ min: -20_000, max: 20_000 });
const ratio = fc.constantFrom(1, 3 / 2, 2 / 3, 4 / 3, 16 / 9, 9 / 16, 21 / 9, 1.61803);
const handle = fc.constantFrom(...handles);

function expectInside(area: Area, bounds: Size): void {
  expect(Object.values(area).every(Number.isInteger)).toBe(true);
  expect(area.left).toBeGreaterThanOrEqual(0);
  expect(area.top).toBeGreaterThanOrEqual(0);
  expect(area.width).toBeGreaterThanOrEqual(1);
  expect(area.height).toBeGreaterThanOrEqual(1);
  expect(area.left + area.width).toBeLessThanOrEqual(bounds.width);
  expect(area.top + area.height).toBeLessThanOrEqual(bounds.height);
}

function expectRatio(area: Area, wanted: number): void {
  const off = Math.min(
    Math.abs(area.height - area.width / wanted),
    Math.abs(area.width - area.height * wanted),
  );
  expect(off).toBeLessThanOrEqual(1);
}

describe('resizeBy', () => {
  it('never leaves the picture and never flips', () => {
    fc.assert(
      fc.property(
        scene,
        handle,
        shift,
        shift,
        fc.option(ratio),
        ({ bounds, area }, grip, x, y, r) => {
          expectInside(resizeBy(area, grip, x, y, bounds, r), bounds);
        },
      ),
    );
  });

  it('keeps a locked ratio within one pixel', () => {
    fc.assert(
      fc.property(scene, handle, shift, shift, ratio, ({ bounds, area }, grip, x, y, r) => {
        expectRatio(resizeBy(area, grip, x, y, bounds, r), r);
      }),
    );
  });

  it('leaves the opposite corner where it is', () => {
    fc.assert(
      fc.property(scene, shift, shift, fc.option(ratio), ({ bounds, area }, x, y, r) => {
        const after = resizeBy(area, 'top left', x, y, bounds, r);
        expect(after.left + after.width).toBe(area.left + area.width);
        expect(after.top + after.height).toBe(area.top + area.height);
      }),
    );
  });

  it('moves one side only when the ratio is free', () => {
    const area = { left: 10, top: 20, width: 30, height: 40 };
    const bounds = { width: 100, height: 100 };
    expect(resizeBy(area, 'left', -4, 99, bounds, null)).toEqual({ ...area, left: 6, width: 34 });
    expect(resizeBy(area, 'bottom', 99, 4, bounds, null)).toEqual({ ...area, height: 44 });
  });

  it('follows single pixels in both directions while the ratio is locked', () => {
    const area = { left: 10, top: 10, width: 30, height: 20 };
    const bounds = { width: 100, height: 100 };
    expect(resizeBy(area, 'bottom right', 1, 0, bounds, 1.5).width).toBe(31);
    expect(resizeBy(area, 'bottom right', -1, 0, bounds, 1.5).width).toBe(29);
    expect(resizeBy(area, 'bottom right', 0, -2, bounds, 1.5).height).toBe(18);
  });
});

describe('moveBy', () => {
  it('keeps the size and stops at the edges', () => {
    fc.assert(
      fc.property(scene, shift, shift, ({ bounds, area }, x, y) => {
        const after = moveBy(area, x, y, bounds);
        expectInside(after, bounds);
        expect([after.width, after.height]).toEqual([area.width, area.height]);
      }),
    );
  });
});

describe('withRatio', () => {
  it('has the ratio and stays inside', () => {
    fc.assert(
      fc.property(scene, ratio, ({ bounds, area }, r) => {
        const after = withRatio(area, r, bounds);
        expectInside(after, bounds);
        expectRatio(after, r);
      }),
    );
  });

  it('turns a landscape rectangle into a portrait one of the same area', () => {
    const after = withRatio({ left: 100, top: 100, width: 300, height: 200 }, 2 / 3, {
      width: 1000,
      height: 1000,
    });
    expect(after).toEqual({ left: 150, top: 50, width: 200, height: 300 });
  });
});

describe('fractions', () => {
  it('come back as the same pixels', () => {
    fc.assert(
      fc.property(scene, ({ bounds, area }) => {
        expect(toPixels(toFractions(area, bounds), bounds)).toEqual(area);
      }),
    );
  });
});
