// Help for tests only: runs the programs of operations and of random pipelines on pictures of every
// kind, beside the executor. A file of tests for each group, since one file runs on one core.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Vips from 'wasm-vips';
import { type Group, initialValues, type Operation, type Values } from '../operations/define';
import { operations } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import { drawSample } from '../sample/draw-sample';
import {
  comparedLanguages,
  type Difference,
  differences,
  executedOn,
  preparedFor,
  type Trial,
} from './programs';
import { testResources } from './resources';
import { drawnValues, settingsOf, withoutHugeSizes } from './values';
import { imageOf, KeptForTest, type Library, randomNumbers, startVips } from './vips';

let vips: Library;
let folder = '';

/** Starts libvips and makes a folder before the tests around it, and ends both after them. */
function startAndEnd(): void {
  beforeAll(async () => {
    vips = await startVips();
    folder = mkdtempSync(join(tmpdir(), 'pipette-programs-'));
  });
  afterAll(() => {
    vips.shutdown();
    rmSync(folder, { recursive: true });
  });
}

interface Kind {
  readonly name: string;
  readonly bands: number;
  readonly deep: boolean;
  readonly interpretation: string;
}

const kinds: readonly Kind[] = [
  { name: 'grey', bands: 1, deep: false, interpretation: 'b-w' },
  { name: 'grey-alpha', bands: 2, deep: false, interpretation: 'b-w' },
  { name: 'rgb', bands: 3, deep: false, interpretation: 'srgb' },
  { name: 'rgba', bands: 4, deep: false, interpretation: 'srgb' },
  { name: 'grey16', bands: 1, deep: true, interpretation: 'grey16' },
  { name: 'rgb16', bands: 3, deep: true, interpretation: 'rgb16' },
  { name: 'rgba16', bands: 4, deep: true, interpretation: 'rgb16' },
  { name: 'cmyk', bands: 4, deep: false, interpretation: 'cmyk' },
];
const sizes = [
  [1, 1],
  [1, 7],
  [127, 83],
] as const;

interface Picture {
  readonly path: string;
  /** What the first step is given of it. */
  readonly prepared: Vips.Image;
}

/** Writes a picture's file, and prepares it for all trials. */
function written(name: string, bytes: Uint8Array): Picture {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, prepared: preparedFor(vips, bytes, testResources) };
}

/** Smooth waves, a hard edge, noise, and alpha from clear to solid: what photos have. */
function picture(kind: Kind, width: number, height: number): Picture {
  const random = randomNumbers(width * 31 + height);
  const data = new (kind.deep ? Uint16Array : Uint8Array)(width * height * kind.bands);
  const white = kind.deep ? 65535 : 255;
  for (let index = 0; index < data.length; index += 1) {
    const pixel = Math.floor(index / kind.bands);
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    const wave = 0.5 + 0.5 * Math.sin(7 * x * ((index % kind.bands) + 1) + 5 * y);
    const edge = x + y > 1.1 ? 0.25 : 0;
    data[index] = Math.round(white * Math.min(1, 0.7 * wave + edge + 0.08 * random()));
  }
  const image = imageOf(vips, { ...kind, data, width, height });
  const isInk = kind.interpretation === 'cmyk';
  const bytes = isInk ? image.tiffsaveBuffer() : image.pngsaveBuffer();
  image.delete();
  return written(`${kind.name}-${width}x${height}.${isInk ? 'tif' : 'png'}`, bytes);
}

/** What a camera would see: the sample picture, small. */
function photo(): Picture {
  const sample = imageOf(vips, { ...drawSample(), interpretation: 'srgb' });
  const small = sample.thumbnailImage(151);
  const bytes = small.pngsaveBuffer();
  for (const image of [sample, small]) image.delete();
  return written('photo.png', bytes);
}

const pipelineOf = (steps: readonly (readonly [Operation, Values])[]): Pipeline => ({
  name: 'Same pixels',
  steps: steps.map(([operation, values], index) => ({
    kind: 'known',
    id: `s${index}`,
    operation: operation.id,
    enabled: true,
    values: withoutHugeSizes(values),
  })),
});

const trial = (
  subject: string,
  program: string,
  pipeline: Pipeline,
  on: Picture,
  kept: KeptForTest | null = null,
): Trial => ({
  subject,
  program,
  pipeline,
  picture: on.path,
  expected: executedOn(vips, pipeline, on.prepared, testResources, kept),
});

/** Prints for each operation the worst difference of each language, the worst operation first. */
function printTable(
  tried: readonly Operation[],
  runs: number,
  found: ReadonlyMap<string, readonly Difference[]>,
): void {
  const rows = tried.map(({ id }) => {
    const worst = [...found.values()].map((list) => list.find(({ subject }) => subject === id));
    return { id, worst, largest: Math.max(...worst.map((one) => one?.largest ?? 0)) };
  });
  const lines = rows
    .sort((a, b) => b.largest - a.largest)
    .map(({ id, worst }) => {
      const numbers = worst.map((one) => String(one?.largest ?? 0).padEnd(12)).join('');
      return `${id.padEnd(24)}${numbers}${worst.map((one) => one?.detail ?? '').join(' ')}`;
    });
  const head = ['operation'.padEnd(24), ...[...found.keys()].map((name) => name.padEnd(12))].join(
    '',
  );
  console.log(`Worst difference from the executor in ${runs} runs of each language\n${head}`);
  console.log(lines.map((line) => line.trimEnd()).join('\n'));
}

/** Walks the operations of a group: every setting of each, on pictures of every kind. */
export function describeSamePixels(group: Group): void {
  describe(`programs of the group ${group}`, () => {
    startAndEnd();

    it(
      'give the same pixels as the executor for every operation',
      { timeout: 1_200_000 },
      async () => {
        const tried = operations.filter((operation) => operation.group === group);
        const all = kinds.flatMap((kind) => sizes.map(([w, h]) => picture(kind, w, h)));
        all.push(photo());
        const few = all.filter(({ path }) =>
          /\/(?:photo|rgb-127x83|rgba16-127x83|grey-alpha-1x7|grey-127x83|rgba-1x1)\./.test(path),
        );
        const trials = tried.flatMap((operation) =>
          settingsOf(operation).flatMap((values, index) => {
            const kept = new KeptForTest();
            const pipeline = pipelineOf([[operation, values]]);
            const made = (index === 0 ? all : few).map((one) =>
              trial(operation.id, `${operation.id} ${index}`, pipeline, one, kept),
            );
            kept.dispose();
            return made;
          }),
        );
        const found = new Map<string, readonly Difference[]>();
        for (const language of comparedLanguages) {
          const rows = await differences(language, trials, folder, (resource) =>
            testResources.png(resource),
          );
          found.set(language.id, rows);
          const allowed = (id: string): number =>
            operations.find((operation) => operation.id === id)?.tolerance?.difference ?? 0;
          const bad = rows.filter(({ subject, largest }) => largest > allowed(subject));
          expect(bad).toEqual([]);
        }
        printTable(tried, trials.length, found);
      },
    );
  });
}

/** Runs pipelines that are drawn by chance, always the same ones. */
export function describeRandomPipelines(): void {
  describe('programs', () => {
    startAndEnd();

    it('give the same pixels for random pipelines', { timeout: 1_200_000 }, async () => {
      const random = randomNumbers(20261124);
      const rgba = { name: 'rgba', bands: 4, deep: false, interpretation: 'srgb' };
      const pictures = [
        ...kinds.map((kind) => picture(kind, 127, 83)),
        photo(),
        picture(rgba, 1, 7),
        picture(rgba, 1, 1),
      ];
      const trials = Array.from({ length: 220 }, (_, index) => {
        const steps = Array.from({ length: 1 + Math.floor(random() * 8) }, () => {
          const operation = operations[Math.floor(random() * operations.length)];
          if (!operation) throw new Error('no operations');
          const values = random() < 0.5 ? initialValues(operation) : drawnValues(operation, random);
          return [operation, values] as const;
        });
        const on = pictures[index % pictures.length];
        if (!on) throw new Error('no pictures');
        return trial(
          `${index}: ${steps.map(([{ id }]) => id).join(', ')}`,
          `random ${index}`,
          pipelineOf(steps),
          on,
        );
      });
      for (const language of comparedLanguages) {
        const rows = await differences(language, trials, folder, (resource) =>
          testResources.png(resource),
        );
        expect(rows.filter(({ largest }) => largest > 0)).toEqual([]);
      }
    });
  });
}
