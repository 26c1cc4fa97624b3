import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialExportSettings } from '../formats/settings';
import type { ExportSettings } from '../formats/settings';
import { initialValues, type Values } from '../operations/define';
import { operationsById } from '../operations/index';
import { compileStep } from '../pipeline/compile';
import { writeDocument } from '../documents/document';
import { parsePipeline } from '../pipeline/parse';
import type { KnownStep, Pipeline } from '../pipeline/pipeline';
import { similarity } from '../picture/ssim';
import type { Measurement, StepMeasurement } from '../engine/profile';
import {
  imageOf,
  type Library,
  type Pixels,
  randomNumbers,
  runBlock,
  startVips,
} from '../testing/vips';
import type { Candidate } from './candidate';
import { candidatesFor } from './candidates';
import { factsOf } from './facts';

// Longer than a file should be: everything here shares a libvips and a picture that take time to make.
let vips: Library;
let photo: Pixels;
beforeAll(async () => {
  vips = await startVips();
  photo = soft(480, 320);
});
afterAll(() => vips.shutdown());

/** Shapes of all sizes with a little noise, as photos have. */
function soft(width: number, height: number): Pixels {
  const random = randomNumbers(7);
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 1) {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    const wave = Math.sin(x / 23) * Math.cos(y / 31) + 0.4 * Math.sin((x + y) / 7 + (at % 3));
    data[at] = 128 + 60 * wave + 12 * (random() - 0.5);
  }
  return { data, width, height, bands: 3, format: 'uchar', interpretation: 'srgb' };
}

const step = (operation: string, values: Values = {}, id = operation): KnownStep => {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`there is no operation ${operation}`);
  const all = { ...initialValues(declared), ...values };
  return { kind: 'known', id, operation, enabled: true, values: all };
};
const pipelineOf = (...steps: Pipeline['steps']): Pipeline => ({ name: 'Test', steps });

/** The picture after each step that does something. */
function pictures(pipeline: Pipeline): { id: string; pixels: Pixels }[] {
  let pixels = photo;
  return pipeline.steps.flatMap((one) => {
    const compiled = compileStep(one, 1);
    if (compiled === null) return [];
    pixels = runBlock(vips, compiled.block, imageOf(vips, pixels));
    return [{ id: one.id, pixels }];
  });
}

const result = (pipeline: Pipeline): Pixels => pictures(pipeline).at(-1)?.pixels ?? photo;

function largestDifference(one: Pixels, other: Pixels): number | null {
  if (one.width !== other.width || one.height !== other.height) return null;
  let max = 0;
  for (const [at, value] of one.data.entries()) {
    max = Math.max(max, Math.abs(value - (other.data[at] ?? 0)));
  }
  return max;
}

const times = (medianMs: number) => ({ medianMs, leastMs: medianMs, mostMs: medianMs, runs: 5 });

/** A profile with real sizes and differences, in which every part takes 200 ms. */
function profileOf(pipeline: Pipeline): Measurement {
  let before = photo;
  const steps = pictures(pipeline).map(({ id, pixels }): StepMeasurement => {
    const maximumDifference = largestDifference(before, pixels);
    before = pixels;
    const { width, height, bands } = pixels;
    const shape = { width, height, bands, bytes: width * height * bands };
    return { id, ...shape, ...times(200), cached: false, maximumDifference };
  });
  const { width, height } = photo;
  const encode = { format: 'jpeg', bytes: 1, ...times(200) };
  const parts = { wholeMs: times(500), decode: times(100), sizing: times(200), encode };
  return { steps, ...parts, engineBytesMost: 1, scale: 'full', width, height };
}

const settingsWith = (settings: Partial<ExportSettings> = {}): ExportSettings => ({
  ...initialExportSettings(),
  ...settings,
});

const found = (pipeline: Pipeline, settings = settingsWith()): Candidate[] =>
  candidatesFor(factsOf(pipeline, settings, profileOf(pipeline)));

const titled = (all: readonly Candidate[], title: string): Candidate => {
  const one = all.find((candidate) => candidate.title === title);
  if (!one) throw new Error(`not among ${all.map((candidate) => candidate.title).join('; ')}`);
  return one;
};

const ids = ({ pipeline }: Candidate): string[] => pipeline.steps.map(({ id }) => id);

function alike(one: Pixels, other: Pixels): number {
  const green = ({ data, width, height }: Pixels) => ({
    width,
    height,
    data: data.filter((_, at) => at % 3 === 1),
  });
  return similarity(green(one), green(other)).mean;
}

describe('moving a resize', () => {
  it.each(['flip', 'rotate'])('to bounds of a width and a height never passes %s', (operation) => {
    const turn = step(operation, operation === 'rotate' ? { turn: '90' } : {});
    const bounded = step('resize', { mode: 'fit', width: 120, height: 100 });
    const moves = (resize: KnownStep) =>
      found(pipelineOf(turn, resize)).filter(({ idea }) => idea === 'move resize');
    expect(moves(bounded)).toEqual([]);
    expect(moves(step('resize', { mode: 'long-edge', longEdge: 120 })).length).toBeGreaterThan(0);
  });

  const small = step('resize', { mode: 'long-edge', longEdge: 160 });

  it.each([
    ['gaussian-blur', { radius: 6 }, 'radius'],
    ['box-blur', { radius: 6 }, 'radius'],
    ['unsharp', { radius: 3 }, 'radius'],
    ['clarity', { radius: 30 }, 'radius'],
  ] as const)('before %s scales its distances and keeps the picture', (operation, values, name) => {
    const pipeline = pipelineOf(step(operation, values), small);
    const label = operationsById.get(operation)?.label ?? '';
    const moved = titled(found(pipeline), `Resize before ${label}`);
    expect(ids(moved)).toEqual(['resize', operation]);
    const { steps } = moved.pipeline;
    expect(steps[1]?.kind === 'known' && steps[1].values[name]).toBeCloseTo(values.radius / 3, 1);
    const [one, other] = [result(pipeline), result(moved.pipeline)];
    expect([other.width, other.height]).toEqual([one.width, one.height]);
    expect(alike(one, other)).toBeGreaterThan(0.98);
    expect(moved.words).toContain('11 % of the pixels');
    expect(parsePipeline(writeDocument(moved.pipeline)).ok).toBe(true);
  });

  it('goes past several steps, and offers to go past fewer in case that looks different', () => {
    const steps = [step('exposure', { stops: 0.4 }), step('gaussian-blur'), step('sepia'), small];
    const moves = found(pipelineOf(...steps)).filter(({ idea }) => idea === 'move resize');
    expect(moves.map(ids)).toEqual([
      ['resize', 'exposure', 'gaussian-blur', 'sepia'],
      ['exposure', 'resize', 'gaussian-blur', 'sepia'],
      ['exposure', 'gaussian-blur', 'resize', 'sepia'],
    ]);
    const [whole, moved] = [
      result(pipelineOf(...steps)),
      result(moves[0]?.pipeline ?? pipelineOf()),
    ];
    expect(alike(whole, moved)).toBeGreaterThan(0.98);
  });

  it('scales a step that is off too, and stays behind what changes the picture’s shape', () => {
    const off = { ...step('sharpen', { radius: 3 }), enabled: false };
    const pipeline = pipelineOf(step('crop'), step('gaussian-blur'), off, small);
    const moved = titled(found(pipeline), 'Resize before Gaussian blur');
    expect(ids(moved)).toEqual(['crop', 'resize', 'gaussian-blur', 'sharpen']);
    const last = moved.pipeline.steps[3];
    expect(last?.kind === 'known' && last.values.radius).toBeLessThan(1.2);
    expect(found(pipelineOf(step('crop'), small)).some(({ idea }) => /^move/.test(idea))).toBe(
      false,
    );
  });

  it('lets one that enlarges come later', () => {
    const large = step('resize', { mode: 'percent', percent: 200 });
    const pipeline = pipelineOf(large, step('gaussian-blur', { radius: 6 }));
    const moved = titled(found(pipeline), 'Resize after Gaussian blur');
    expect(ids(moved)).toEqual(['gaussian-blur', 'resize']);
    expect(alike(result(pipeline), result(moved.pipeline))).toBeGreaterThan(0.98);
  });

  it('passes flips and quarter turns, but does not let one that cuts or distorts pass', () => {
    const pipeline = pipelineOf(step('rotate', { turn: '90' }), step('flip'), small);
    const moved = titled(found(pipeline), 'Resize before Rotate');
    expect(alike(result(pipeline), result(moved.pipeline))).toBeGreaterThan(0.99);
    const fill = step('resize', { mode: 'fill', width: 100, height: 100 });
    const others = found(pipelineOf(step('gaussian-blur'), fill));
    expect(others.some(({ idea }) => idea === 'move resize')).toBe(false);
  });
});

describe('moving a crop', () => {
  const part = step('crop', { area: { left: 0.25, top: 0.25, width: 0.5, height: 0.5 } });

  it('before steps that look at a pixel and its surroundings keeps the picture', () => {
    const pipeline = pipelineOf(step('gaussian-blur', { radius: 2 }), step('sepia'), part);
    const moved = titled(found(pipeline), 'Crop before Gaussian blur');
    expect(ids(moved)).toEqual(['crop', 'gaussian-blur', 'sepia']);
    expect(alike(result(pipeline), result(moved.pipeline))).toBeGreaterThan(0.99);
    expect(
      largestDifference(
        result(pipelineOf(step('sepia'), part)),
        result(titled(found(pipelineOf(step('sepia'), part)), 'Crop before Sepia').pipeline),
      ),
    ).toBe(0);
  });

  it('stays behind what depends on the place in the picture or on all of it', () => {
    for (const operation of ['vignette', 'auto-levels', 'straighten', 'grain']) {
      const all = found(pipelineOf(step(operation), part));
      expect(all.some(({ idea }) => idea === 'move crop')).toBe(false);
    }
  });
});

describe('steps that can go', () => {
  it('are those that changed no pixel of this picture', () => {
    const large = step('resize', { mode: 'long-edge', longEdge: 4000 });
    const pipeline = pipelineOf(step('sepia'), large);
    const dropped = titled(found(pipeline), 'Remove Resize');
    expect(ids(dropped)).toEqual(['sepia']);
    expect(largestDifference(result(pipeline), result(dropped.pipeline))).toBe(0);
    expect(found(pipeline).some(({ title }) => title === 'Remove Sepia')).toBe(false);
  });
});

describe('merging neighbours', () => {
  it('makes one resize of two, at the same size', () => {
    const pipeline = pipelineOf(
      step('resize', { mode: 'percent', percent: 75 }, 'a'),
      step('resize', { mode: 'long-edge', longEdge: 180 }, 'b'),
    );
    const one = titled(found(pipeline), 'One Resize instead of two steps');
    expect(ids(one)).toEqual(['b']);
    expect(alike(result(pipeline), result(one.pipeline))).toBeGreaterThan(0.98);
    const shares = pipelineOf(
      step('resize', { mode: 'percent', percent: 50 }, 'a'),
      step('resize', { mode: 'percent', percent: 50 }, 'b'),
    );
    const quarter = titled(found(shares), 'One Resize instead of two steps');
    expect(quarter.pipeline.steps[0]).toMatchObject({ values: { percent: 25 } });
  });

  it('makes one crop of two, to the pixel', () => {
    const area = (left: number, width: number) => ({
      area: { left, top: left, width, height: width },
    });
    const pipeline = pipelineOf(
      step('crop', area(0.25, 0.5), 'a'),
      step('crop', area(0.5, 0.25), 'b'),
    );
    const one = titled(found(pipeline), 'One Crop instead of two steps');
    expect(largestDifference(result(pipeline), result(one.pipeline))).toBe(0);
  });

  it.each([
    ['horizontal', 'vertical', 'both'],
    ['both', 'vertical', 'horizontal'],
    ['horizontal', 'horizontal', null],
  ])('flips %s and %s are %s', (first, second, merged) => {
    const pipeline = pipelineOf(
      step('flip', { direction: first }, 'a'),
      step('flip', { direction: second }, 'b'),
    );
    const title = merged === null ? 'Remove both steps Flip' : 'One Flip instead of two steps';
    const one = titled(found(pipeline), title);
    expect(
      one.pipeline.steps.map((left) => left.kind === 'known' && left.values.direction),
    ).toEqual(merged === null ? [] : [merged]);
    expect(largestDifference(result(pipeline), result(one.pipeline))).toBe(0);
  });

  it('adds quarter turns up, and leaves free angles alone', () => {
    const turned = (first: string, second: string, angle = 0): Pipeline =>
      pipelineOf(
        step('rotate', { turn: first }, 'a'),
        step('rotate', { turn: second, angle }, 'b'),
      );
    const half = titled(found(turned('90', '90')), 'One Rotate instead of two steps');
    expect(largestDifference(result(turned('90', '90')), result(half.pipeline))).toBe(0);
    expect(titled(found(turned('90', '270')), 'Remove both steps Rotate').pipeline.steps).toEqual(
      [],
    );
    expect(found(turned('90', '90', 3)).some(({ idea }) => /^merge/.test(idea))).toBe(false);
  });
});

describe('doing less', () => {
  it('tries smaller distances, the cheapest first, and kernels that look at less', () => {
    const pipeline = pipelineOf(
      step('median', { radius: 8 }),
      step('resize', { mode: 'percent', percent: 50 }),
    );
    const radii = found(pipeline)
      .filter(({ idea }) => idea === 'smaller median radius')
      .map((less) => less.pipeline.steps[0])
      .map((first) => first?.kind === 'known' && first.values.radius);
    expect(radii).toEqual([4, 6]);
    const soft = titled(found(pipeline), 'Resize with the kernel Linear');
    expect(alike(result(pipeline), result(soft.pipeline))).toBeGreaterThan(0.97);
  });

  it('leaves alone what changes the picture’s size: less of it would be another picture', () => {
    const pipeline = pipelineOf(step('drop-shadow', { blur: 40 }), step('trim', { margin: 9 }));
    expect(found(pipeline).filter(({ idea }) => idea.startsWith('smaller'))).toEqual([]);
  });

  it('eases encoders that try harder than they need to', () => {
    const settings = settingsWith();
    const { jpeg = {}, png = {} } = settings.values;
    const smallest = {
      ...settings,
      values: { ...settings.values, jpeg: { ...jpeg, smallest: true } },
    };
    const one = titled(found(pipelineOf(step('sepia')), smallest), 'JPEG without “Smallest file”');
    expect(one.settings.values.jpeg).toMatchObject({ smallest: false });
    expect(one.compares).toBe('files');
    const hard = { ...png, compression: 9 };
    const tried = found(pipelineOf(), {
      ...settings,
      format: 'png',
      values: { ...settings.values, png: hard },
    }).filter(({ idea }) => idea === 'encoder');
    expect(tried.map(({ title }) => title)).toEqual([
      'PNG with compression 6',
      'PNG with compression 3',
    ]);
    expect(found(pipelineOf(step('sepia'))).some(({ idea }) => idea === 'encoder')).toBe(false);
  });
});

describe('what is tried at all', () => {
  it('is only what could save enough by what the steps took', () => {
    const pipeline = pipelineOf(
      step('gaussian-blur'),
      step('resize', { mode: 'percent', percent: 50 }),
    );
    const slow = profileOf(pipeline);
    const fast = { ...slow, steps: slow.steps.map((one) => ({ ...one, ...times(15) })) };
    expect(candidatesFor(factsOf(pipeline, settingsWith(), slow)).length).toBeGreaterThan(0);
    const quick = { ...fast, sizing: null };
    expect(candidatesFor(factsOf(pipeline, settingsWith(), quick))).toEqual([]);
  });
});
