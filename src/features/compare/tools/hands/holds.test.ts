import { describe, expect, it } from 'vitest';
import { areaHands, placeHands } from './holds';

const picture = { width: 1000, height: 500 };
const begun = [{ left: 0.35, top: 0.4, width: 0.3, height: 0.2 }];
const one = { left: 0.1, top: 0.2, width: 0.2, height: 0.4 };
const other = { left: 0.5, top: 0.5, width: 0.1, height: 0.1 };

describe('areas by hand', () => {
  const hands = areaHands(begun);

  it('lie where the values say, and can be removed', () => {
    const holds = hands.holds({ areas: [one, other] }, picture);
    expect(holds.map(({ name, area }) => [name, area])).toEqual([
      ['Area 1', one],
      ['Area 2', other],
    ]);
    expect(hands.done({ areas: [one, other] }, picture, 0, { kind: 'remove' })).toEqual({
      areas: [other],
    });
  });

  it('move and change their size within the picture, the others not', () => {
    const values = { areas: [one, other] };
    expect(hands.done(values, picture, 0, { kind: 'move', x: 100, y: -50 })).toEqual({
      areas: [{ ...one, left: 0.2, top: 0.1 }, other],
    });
    expect(hands.done(values, picture, 0, { kind: 'move', x: -900, y: 0 })).toEqual({
      areas: [{ ...one, left: 0 }, other],
    });
    expect(
      hands.done(values, picture, 0, { kind: 'size', handle: 'bottom right', x: 100, y: 50 }),
    ).toEqual({ areas: [{ ...one, width: 0.3, height: 0.5 }, other] });
  });

  it('are joined by what is drawn, but for those that the step began with', () => {
    expect(hands.drawn?.({ areas: [one] }, other)).toEqual({ areas: [one, other] });
    expect(hands.drawn?.({ areas: begun }, other)).toEqual({ areas: [other] });
  });
});

describe('a piece by hand', () => {
  const hands = placeHands('Text', { sized: 'height', ratio: 4, times: 1, around: 0 }, 50);
  const values = { size: 10, place: 'bottom-right', margin: 2, turn: 0, tile: false };

  it('lies where the operation lays it', () => {
    // 200 by 50 pixels, 10 from the edges.
    const [hold] = hands.holds(values, picture);
    expect(hold?.area).toEqual({ left: 0.79, top: 0.88, width: 0.2, height: 0.1 });
    const [free] = hands.holds({ ...values, place: 'free', at: { x: 0.5, y: 0.5 } }, picture);
    expect(free?.area).toEqual({ left: 0.4, top: 0.45, width: 0.2, height: 0.1 });
    expect(hands.holds({ ...values, tile: true }, picture)).toEqual([]);
  });

  it('is as high as its lines, and its margin is that of what is seen', () => {
    const lines = placeHands('Text', { sized: 'height', ratio: 2, times: 2.4, around: 0.2 }, 50);
    // Lines of 50 pixels: 120 with the room of 10 on each side, which the margin of 10 takes in.
    const [hold] = lines.holds(values, picture);
    expect(hold?.area).toEqual({ left: 0.76, top: 0.76, width: 0.24, height: 0.24 });
  });

  it('moves from its place to a free one', () => {
    expect(hands.done(values, picture, 0, { kind: 'move', x: -390, y: -215 })).toEqual({
      place: 'free',
      at: { x: 0.5, y: 0.5 },
    });
    expect(hands.done(values, picture, 0, { kind: 'move', x: 5000, y: 0 })).toMatchObject({
      at: { x: 1 },
    });
  });

  it('is turned between −180° and 180°, to halves', () => {
    expect(hands.done(values, picture, 0, { kind: 'turn', to: 12.3 })).toEqual({ turn: 12.5 });
    expect(hands.done(values, picture, 0, { kind: 'turn', to: 190 })).toEqual({ turn: -170 });
  });

  it('changes its size by a corner, along its diagonal, also when it is turned', () => {
    const wider = { kind: 'size', handle: 'bottom right', x: 100, y: 25 } as const;
    expect(hands.done(values, picture, 0, wider)).toEqual({ size: 20 });
    // A quarter turn takes the corner (100, 25) to (−25, 100).
    const upright = { ...wider, x: -25, y: 100 };
    expect(hands.done({ ...values, turn: 90 }, picture, 0, upright)).toEqual({ size: 20 });
    expect(hands.done(values, picture, 0, { ...wider, x: -500, y: -500 })).toEqual({ size: 1 });
    expect(hands.done(values, picture, 0, { ...wider, x: 9000, y: 9000 })).toEqual({ size: 50 });
  });

  it('grows and shrinks by every key, also where a pixel is less than the size is told by', () => {
    const large = { width: 8000, height: 6000 };
    const by = (x: number, y: number, size = 10) =>
      hands.done({ ...values, size }, large, 0, {
        kind: 'size',
        handle: 'bottom right',
        x,
        y,
        byKey: true,
      });
    expect([by(1, 0), by(-1, 0), by(0, 1), by(0, -1)]).toEqual([
      { size: 10.5 },
      { size: 9.5 },
      { size: 10.5 },
      { size: 9.5 },
    ]);
    expect([by(-1, 0, 4.3), by(1, 0, 4.3)]).toEqual([{ size: 4 }, { size: 5 }]);
    expect([by(-1, 0, 1), by(1, 0, 50)]).toEqual([{ size: 1 }, { size: 50 }]);
    // Across its diagonal nothing changes.
    const across = { kind: 'size', handle: 'bottom right', x: 1, y: -4, byKey: true } as const;
    expect(hands.done(values, large, 0, across)).toEqual({ size: 10 });
  });
});
