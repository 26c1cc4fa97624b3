// Help for tests only.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prepare } from '../graph/prepare';
import { record } from '../graph/picture';
import {
  imageOf,
  KeptForTest,
  type Library,
  type Pixels,
  runBlock,
  runOperation,
  startVips,
} from './vips';
import { compileStep } from '../pipeline/compile';
import { triedKind } from './kinds';
import { settingsOf, withoutHugeSizes } from './values';
import { type Group, initialValues } from '../operations/define';
import { operations } from '../operations/index';

const kinds = [
  { bands: 1, deep: false },
  { bands: 2, deep: false },
  { bands: 3, deep: false },
  { bands: 4, deep: false },
  { bands: 1, deep: true },
  { bands: 2, deep: true },
  { bands: 3, deep: true },
  { bands: 4, deep: true },
] as const;

const sizes = [
  [1, 1],
  [1, 7],
  [127, 83],
] as const;

function testPicture(width: number, height: number, { bands, deep }: (typeof kinds)[number]) {
  const data = new (deep ? Uint16Array : Uint8Array)(width * height * bands);
  const white = deep ? 65535 : 255;
  for (let index = 0; index < data.length; index++) {
    const pixel = Math.floor(index / bands);
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    const band = index % bands;
    const wave = 0.5 + 0.5 * Math.sin(7 * x * (band + 1) + 5 * y);
    data[index] = Math.round(white * (0.8 * wave + (0.2 * ((index * 37) % 100)) / 100));
  }
  const grey = deep ? 'grey16' : 'b-w';
  const interpretation = bands < 3 ? grey : deep ? 'rgb16' : 'srgb';
  return { data, width, height, bands, interpretation };
}

/** The alpha of a picture, as bytes: comparing these takes a small part of the time of lists. */
function alphaOf({ data, bands }: Pick<Pixels, 'data' | 'bands'>): Buffer {
  const alpha = new (data instanceof Uint16Array ? Uint16Array : Uint8Array)(data.length / bands);
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    alpha[pixel] = data[pixel * bands + bands - 1] ?? 0;
  }
  return Buffer.from(alpha.buffer);
}

const hasAlpha = (bands: number): boolean => bands === 2 || bands === 4;

const icons = fileURLToPath(
  new URL('../../../node_modules/@lucide/svelte/dist/icons/', import.meta.url),
);

/**
 * Walks the operations of a group through all that every operation has to keep to. A file of tests for
 * each group, since one file runs on one core.
 */
export function describeContract(group: Group): void {
  let vips: Library;
  /** The file of a tall picture, which cannot be read whole before the first line is asked for. */
  let tall: Uint8Array;
  beforeAll(async () => {
    vips = await startVips();
    const image = imageOf(vips, testPicture(30, 2000, kinds[2]));
    tall = image.writeToBuffer('.png', { compression: 1 });
    image.delete();
  });
  afterAll(() => vips.shutdown());

  const own = operations.filter((operation) => operation.group === group);
  describe.each(own.map((operation) => [operation.id, operation] as const))(
    '%s',
    // Hundreds of runs each, on whatever machine.
    { timeout: 60_000 },
    (_, operation) => {
      /** Most of the time went into making the same tables for pictures of every kind and size. */
      const kept = new KeptForTest();
      afterAll(() => kept.dispose());

      it('describes itself', () => {
        expect(operation.label).toMatch(/^[A-Z]/);
        expect(operation.summary).toMatch(/^[A-Z].*\.$/);
        expect(operation.source).toMatch(/\S{3}/);
        expect(operation.example.text).toMatch(/^[A-Z].*\.$/);
        for (const [name, value] of Object.entries(operation.example.values)) {
          expect(operation.parameters.get(name)?.parse(value).ok).toBe(true);
        }
        expect(existsSync(`${icons}${operation.icon}.svelte`)).toBe(true);
        for (const values of settingsOf(operation)) {
          const texts = [operation.brief(values), operation.sentence(values)];
          for (const text of texts) {
            expect(text.trim()).toBe(text);
            expect(text).not.toMatch(/undefined|NaN|\[object|\s-\d|--| {2}|\.\.|, ,/);
            expect(text.length).toBeGreaterThan(1);
          }
          expect(texts[1]).toMatch(/^[A-Z].*[^.]\.$/);
          expect(texts[0]).not.toMatch(/\.$/);
        }
      });

      it('accepts its defaults and bounds and refuses what is beyond', () => {
        for (const parameter of operation.parameters.values()) {
          expect(parameter.label).toMatch(/^[A-Z]/);
          expect(parameter.parse(parameter.initial)).toEqual({
            ok: true,
            value: parameter.initial,
          });
          const kind = triedKind(parameter);
          for (const value of kind.ends(parameter)) expect(parameter.parse(value).ok).toBe(true);
          const wrong = [null, undefined, Number.NaN, {}, 'a bell\u0007', Infinity];
          for (const value of [...wrong, ...kind.wrong(parameter)]) {
            const parsed = parameter.parse(value);
            expect(parsed.ok).toBe(false);
            if (!parsed.ok) expect(parsed.expected).toMatch(/^(a|an|one|true) /);
          }
        }
      });

      it.each(sizes)('runs on every kind of picture of %i × %i with every setting', (w, h) => {
        const settings = settingsOf(operation).map(withoutHugeSizes);
        for (const kind of kinds) {
          const picture = testPicture(w, h, kind);
          const alpha = alphaOf(picture);
          for (const values of settings) {
            const result = runOperation(vips, operation, values, imageOf(vips, picture), kept);
            const format = kind.deep ? 'ushort' : 'uchar';
            expect([result.format, result.width > 0, result.height > 0]).toEqual([
              format,
              true,
              true,
            ]);
            const names = kind.deep ? ['grey16', 'rgb16'] : ['b-w', 'srgb'];
            expect(result.interpretation).toBe(names[result.bands < 3 ? 0 : 1]);
            expect(hasAlpha(result.bands)).toBe(
              hasAlpha(kind.bands) || operation.addsAlpha(values),
            );
            if (
              hasAlpha(kind.bands) &&
              (operation.group === 'light' || operation.group === 'colour')
            ) {
              expect(alphaOf(result).equals(alpha), 'alpha as it was').toBe(true);
            }
          }
        }
      });

      it('runs on CMYK, prepared', () => {
        const data = new Uint8Array(20 * 10 * 4).map((_, index) => (index * 13) % 200);
        const ink = { data, width: 20, height: 10, bands: 4, interpretation: 'cmyk' };
        const block = record((image) => operation.build(prepare(image), initialValues(operation)));
        const result = runBlock(vips, block, imageOf(vips, ink));
        expect(['srgb', 'b-w']).toContain(result.interpretation);
      });

      it('knows when it changes nothing', () => {
        const values = operation.neutral;
        if (!values) {
          for (const values of settingsOf(operation))
            expect(operation.isIdentity(values)).toBe(false);
          return;
        }
        expect(operation.isIdentity(values)).toBe(true);
        // An operation on a picture of the person's own does nothing until there is one.
        const needsAsset = [...operation.parameters.values()].some(({ kind }) => kind === 'asset');
        expect(operation.isIdentity(initialValues(operation))).toBe(needsAsset);
        // Such a step is not run at all, so that every byte stays, of grey and of 16 bits too.
        const step = { kind: 'known' as const, id: 's', operation: operation.id, enabled: true };
        expect(compileStep({ ...step, values }, 1)).toBeNull();
        expect(compileStep({ ...step, values }, 0.37)).toBeNull();
        // Its graph agrees, to the rounding of conversions between spaces in 16 bits.
        for (const kind of kinds) {
          const picture = testPicture(31, 17, kind);
          const result = runOperation(vips, operation, values, imageOf(vips, picture));
          expect([result.width, result.height]).toEqual([31, 17]);
          const expected = result.bands > kind.bands ? inThreeBands(picture) : picture.data;
          expect(largestDifference(result.data, expected)).toBeLessThanOrEqual(kind.deep ? 3 : 0);
        }
      });

      it('leaves no handle behind', async () => {
        const picture = testPicture(31, 17, kinds[7]);
        const rounds = () => {
          for (let round = 0; round < 10; round++) {
            runOperation(vips, operation, initialValues(operation), imageOf(vips, picture));
          }
        };
        rounds();
        const before = vips.Stats.allocations();
        rounds();
        // Threads give their own buffers back a moment later; ten lost handles would stay.
        await vi.waitFor(() => expect(vips.Stats.allocations()).toBeLessThanOrEqual(before + 9));
      });

      if (operation.reads === 'in-order') {
        it('reads in order', () => {
          for (const values of settingsOf(operation).map(withoutHugeSizes)) {
            const image = vips.Image.newFromBuffer(tall, '', { access: 'sequential' });
            // Fails with "out of order read" when the operation jumps about.
            expect(runOperation(vips, operation, values, image, kept).width).toBeGreaterThan(0);
          }
        });
      }
    },
  );
}

/** Operations that give colour turn grey into three equal bands. */
function inThreeBands({ data, bands }: Pick<Pixels, 'data' | 'bands'>): number[] {
  const pixels = Array.from({ length: data.length / bands }, (_, index) =>
    Array.from(data.subarray(index * bands, (index + 1) * bands)),
  );
  return pixels.flatMap(([grey = 0, ...alpha]) => [grey, grey, grey, ...alpha]);
}

function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let largest = left.length === right.length ? 0 : Infinity;
  for (let index = 0; index < left.length; index++) {
    largest = Math.max(largest, Math.abs((left[index] ?? 0) - (right[index] ?? 0)));
  }
  return largest;
}
