import fc from './properties';
import { carrierKinds, type VersionHead, versionReasons } from '../pipeline/versions/version';

// Random histories of versions, without contents, for tests of graphs.

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** Returns an id of a version, another one for another number. */
export const idOf = (number: number): string =>
  Array.from({ length: 16 }, (_, index) =>
    digits.charAt(Math.floor(number / 32 ** (15 - index)) % 32),
  ).join('');

/** Returns the head of a version. */
export const headOf = (
  number: number,
  parents: readonly number[],
  more: Partial<VersionHead> = {},
): VersionHead => ({
  id: idOf(number),
  lineage: idOf(1_000_000),
  parents: parents.map(idOf),
  at: number * 60_000,
  reason: 'checkpoint',
  carriedBy: [],
  title: 'Untitled',
  steps: 3,
  operations: ['crop'],
  bytes: 1_000,
  ...more,
});

interface Piece {
  readonly back: readonly number[];
  readonly pause: number;
  readonly reason: number;
  readonly isNamed: boolean;
  readonly isOut: boolean;
}

const hour = 3_600_000;

/** Pauses from seconds to days, so that all stretches of compaction occur. */
const pause = fc.oneof(
  fc.integer({ min: 0, max: 60_000 }),
  fc.integer({ min: 0, max: hour }),
  fc.integer({ min: 0, max: 40 * hour }),
);

const piece: fc.Arbitrary<Piece> = fc.record({
  back: fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6) }),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
  pause,
  reason: fc.nat(versionReasons.length - 1),
  isNamed: fc.boolean(),
  isOut: fc.boolean(),
});

/** A history of one pipeline in the order in which it came to be, the first version first. */
export const anyHistory: fc.Arbitrary<readonly VersionHead[]> = fc
  .array(piece, { minLength: 1, maxLength: 60 })
  .map((pieces) => {
    let at = 1_700_000_000_000;
    return pieces.map(({ back, reason, isNamed, isOut, ...one }, index) => {
      at += one.pause;
      const parents = [...new Set(back.map((steps) => index - 1 - steps))].filter(
        (parent) => parent >= 0,
      );
      const found = versionReasons[reason] ?? 'checkpoint';
      return headOf(index, parents, {
        at,
        reason: isNamed || found === 'asked' ? 'checkpoint' : found,
        // One of a few has a name.
        ...(isNamed && reason < 2 ? { label: { name: `Version ${index}`, at } } : {}),
        ...(isOut && reason < 3 ? { carriedBy: [{ kind: carrierKinds[0], at }] } : {}),
      });
    });
  });

/** Returns a long history with branches and merges, always the same for the same length. */
export function longHistory(length: number): readonly VersionHead[] {
  let seed = 12_345;
  const dice = (sides: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * sides);
  };
  return Array.from({ length }, (_, number) => {
    const back = dice(10) === 0 ? dice(20) : 0;
    const first = number - 1 - back;
    const second = dice(25) === 0 ? number - 1 - dice(20) : -1;
    const parents = [...new Set([first, second])].filter((parent) => parent >= 0);
    const at = 1_700_000_000_000 + number * 400_000;
    return headOf(number, parents, {
      at,
      ...(dice(40) === 0 ? { label: { name: `Version ${number}`, at } } : {}),
    });
  });
}
