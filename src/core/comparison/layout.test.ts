import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import type { Area, Size } from '../base/geometry';
import { framesOf } from './frames';
import { layOut, type SheetLayout, type SheetPicture } from './layout';
import { type Arrangement, lookRange, type SheetLook } from './look';

/** Every letter is half as wide as it is high. */
const measure = (text: string): number => [...text].length / 2;

const look = (more: Partial<SheetLook> = {}): SheetLook => ({
  arrangement: { kind: 'grid', columns: 2 },
  title: { name: '', note: '' },
  textSize: 5,
  gap: 20,
  background: '#ffffff',
  longEdge: null,
  ...more,
});
const picture = (width: number, height: number, name = '', note = ''): SheetPicture => ({
  width,
  height,
  caption: { name, note },
});

const anyCaption = fc.record({
  name: fc.oneof(fc.constant(''), fc.string({ maxLength: 60 })),
  note: fc.oneof(fc.constant(''), fc.string({ maxLength: 60 })),
});
const anySide = fc.integer({ min: 1, max: 9_000 });
const anyPicture = fc.record({ width: anySide, height: anySide, caption: anyCaption });
const anyGrid: fc.Arbitrary<Arrangement> = fc.record({
  kind: fc.constant('grid' as const),
  columns: fc.integer(lookRange.columns),
});
const anyPair: fc.Arbitrary<Arrangement> = fc.oneof(
  fc.record({
    kind: fc.constant('split' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    line: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('animated' as const),
    change: fc.constantFrom('blink' as const, 'wipe' as const),
    seconds: fc.double({ ...lookRange.seconds, noNaN: true }),
    loops: fc.boolean(),
  }),
);
const lookWith = (arrangement: fc.Arbitrary<Arrangement>): fc.Arbitrary<SheetLook> =>
  fc.record({
    arrangement,
    title: anyCaption,
    textSize: fc.double({ ...lookRange.textSize, noNaN: true }),
    gap: fc.integer(lookRange.gap),
    background: fc.constant('#ffffff'),
    longEdge: fc.option(fc.integer(lookRange.longEdge)),
  });
const anySheet: fc.Arbitrary<{ pictures: readonly SheetPicture[]; look: SheetLook }> = fc.oneof(
  fc.record({
    pictures: fc.array(anyPicture, { minLength: 1, maxLength: 40 }),
    look: lookWith(anyGrid),
  }),
  fc.record({
    pictures: fc
      .tuple(anyPicture, anyCaption)
      .map(([one, caption]) => [one, { ...one, caption }] as const),
    look: lookWith(anyPair),
  }),
);

const overlap = (one: Area, other: Area): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;
const within = ({ left, top, width, height }: Area, sheet: Size): boolean =>
  left >= 0 && top >= 0 && left + width <= sheet.width && top + height <= sheet.height;
const areasOf = ({ frames }: SheetLayout) =>
  frames.map(({ pieces, lines }) => ({
    pieces: pieces.map(({ part, left, top }) => ({ ...part, left, top })),
    lines: lines.map(({ left, top, room, height }) => ({ left, top, width: room, height })),
  }));

describe('a sheet', () => {
  it('has no two things at one place, and nothing beside it', () => {
    fc.assert(
      fc.property(anySheet, ({ pictures, look: wanted }) => {
        const layout = layOut(pictures, wanted, measure);
        for (const { pieces, lines } of areasOf(layout)) {
          const all = [...pieces, ...lines];
          expect(all.every((area) => within(area, layout))).toBe(true);
          const clash = all.some((area, index) =>
            all.slice(index + 1).some((other) => overlap(area, other)),
          );
          expect(clash).toBe(false);
        }
      }),
    );
  });

  it('leaves a caption out that has no room beside a divider', () => {
    const { frames } = layOut(
      [picture(1, 1, 'Before'), picture(1, 1, 'After')],
      look({ arrangement: { kind: 'split', at: 0.5, line: false }, textSize: 1, gap: 0 }),
      measure,
    );
    expect(frames.map(({ lines }) => lines)).toEqual([[]]);
  });

  it('is never longer than it may be, and its pictures never larger than they are', () => {
    fc.assert(
      fc.property(anySheet, ({ pictures, look: wanted }) => {
        const { width, height, sizes } = layOut(pictures, wanted, measure);
        expect(Math.max(width, height)).toBeLessThanOrEqual(wanted.longEdge ?? Infinity);
        for (const [index, size] of sizes.entries()) {
          expect(size.width).toBeLessThanOrEqual(pictures[index]?.width ?? 0);
          expect(size.height).toBeLessThanOrEqual(pictures[index]?.height ?? 0);
        }
      }),
    );
  });

  it('shows every pixel of its pictures once, but for what lies under another', () => {
    fc.assert(
      fc.property(anySheet, ({ pictures, look: wanted }) => {
        const { sizes, frames } = layOut(pictures, wanted, measure);
        const areaOf = ({ width, height }: Size): number => width * height;
        const sum = (areas: readonly Size[]): number =>
          areas.reduce((all, size) => all + areaOf(size), 0);
        const liesOver = wanted.arrangement.kind !== 'grid';
        for (const { pieces } of frames) {
          const shown = sum(pieces.map(({ part }) => part));
          expect(shown).toBe(liesOver ? areaOf(sizes[0] ?? { width: 0, height: 0 }) : sum(sizes));
        }
      }),
    );
  });

  it('writes lines no wider than their room', () => {
    fc.assert(
      fc.property(anySheet, ({ pictures, look: wanted }) => {
        for (const { lines } of layOut(pictures, wanted, measure).frames) {
          for (const { text, height, room } of lines) {
            expect(measure(text) * height).toBeLessThanOrEqual(room + 1);
          }
        }
      }),
    );
  });

  it('comes as close to its long edge as whole pixels of its pictures allow', () => {
    const { width, height } = layOut(
      [picture(6000, 4000), picture(6000, 4000)],
      look({ longEdge: 2400 }),
      measure,
    );
    expect([width, height]).toEqual([2400, 820]);
  });
});

describe('pictures in rows', () => {
  it('stand side by side with gaps between and around them', () => {
    const layout = layOut([picture(300, 200), picture(300, 200)], look(), measure);
    expect([layout.width, layout.height]).toEqual([660, 240]);
    expect(layout.frames[0]?.pieces.map(({ left, top }) => [left, top])).toEqual([
      [20, 20],
      [340, 20],
    ]);
  });

  it('stand one above the other in one column, each with its words below', () => {
    const { height, frames } = layOut(
      [picture(300, 200, 'Original'), picture(300, 200, 'Result')],
      look({ arrangement: { kind: 'grid', columns: 1 } }),
      measure,
    );
    const [frame] = frames;
    expect(frame?.pieces.map(({ left, top }) => [left, top])).toEqual([
      [20, 20],
      [20, 253],
    ]);
    expect(frame?.lines.map(({ text, top }) => [text, top])).toEqual([
      ['Original', 223],
      ['Result', 456],
    ]);
    expect(height).toBe(486);
  });

  it('get a smaller gap and no words on a sheet that is too small for them', () => {
    const many = Array.from({ length: 201 }, (_, index) =>
      picture(6000, 4000, `Step ${index}`, 'Values'),
    );
    const layout = layOut(many, look({ gap: 200, longEdge: 320 }), measure);
    expect(Math.max(layout.width, layout.height)).toBeLessThanOrEqual(320);
    expect(layout.frames[0]?.lines).toEqual([]);
    expect(layout.frames[0]?.pieces).toHaveLength(201);
  });

  it('cut words that have no room, with an ellipsis', () => {
    const long = 'A name that is far too long for a picture as small as this one';
    const { frames } = layOut([picture(200, 200, long)], look({ textSize: 10 }), measure);
    expect(frames[0]?.lines[0]?.text).toMatch(/^A name .*[^ ]…$/);
  });
});

describe('two pictures as one', () => {
  const pair = [picture(400, 200, 'Original'), picture(400, 200, 'Result')];

  it('meet at the place that is asked for, with the divider between them', () => {
    const split = look({ arrangement: { kind: 'split', at: 0.25, line: true } });
    const layout = layOut(pair, split, measure);
    expect(layout.width).toBe(441);
    expect(layout.frames[0]?.pieces).toEqual([
      { picture: 0, part: { left: 0, top: 0, width: 100, height: 200 }, left: 20, top: 20 },
      { picture: 1, part: { left: 100, top: 0, width: 300, height: 200 }, left: 121, top: 20 },
    ]);
  });

  it('have their words at either side, the second ones at the end', () => {
    const split = look({ arrangement: { kind: 'split', at: 0.5, line: false } });
    const [one, other] = layOut(pair, split, measure).frames[0]?.lines ?? [];
    expect([one?.text, one?.left]).toEqual(['Original', 20]);
    expect([other?.text, (other?.left ?? 0) + (other?.room ?? 0)]).toEqual(['Result', 420]);
  });

  it('must be of one size', () => {
    const split = look({ arrangement: { kind: 'split', at: 0.5, line: false } });
    expect(() => layOut([picture(4, 4), picture(4, 5)], split, measure)).toThrow(/one size/);
    expect(() => layOut([picture(4, 4)], split, measure)).toThrow(/one size/);
  });
});

describe('an animation', () => {
  const animated = { kind: 'animated', seconds: 1.5, loops: true } as const;

  it('blinks between the two, each with its own words', () => {
    const { frames } = layOut(
      [picture(400, 200, 'Original'), picture(400, 200, 'Result')],
      look({ arrangement: { ...animated, change: 'blink' } }),
      measure,
    );
    expect(frames.map(({ delay, lines }) => [delay, lines.map(({ text }) => text)])).toEqual([
      [1500, ['Original']],
      [1500, ['Result']],
    ]);
  });

  it('wipes there, and back when it goes on for ever', () => {
    const at = (loops: boolean) =>
      framesOf({ ...animated, loops, change: 'wipe' }).map((frame) => frame.at);
    expect(at(false)).toHaveLength(12);
    expect(at(false).at(-1)).toBe(0);
    expect(at(true)).toHaveLength(22);
    expect(at(true)).toEqual([...at(false), ...at(false).slice(1, -1).toReversed()]);
  });
});
