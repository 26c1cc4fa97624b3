import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactly, lessWork, sameWork } from '../../src/core/optimizer/significance';
import { jobCells } from '../../src/core/engine/job-cells';
import { appError } from '../../src/core/base/errors';
import { initialValues } from '../../src/core/operations/define';
import { resize } from '../../src/core/operations/geometry/resize';
import type { TrialRequest } from '../../src/core/engine/contract';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled, JobError } from '../runtime/errors';
import type { ExportSource } from '../export/export-picture';
import { profilePicture } from './profile';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';
import { runTrial } from './trial';

let vips: VipsBinding;
let source: ExportSource;
beforeAll(async () => {
  vips = await startForTest();
  const encoded = await encodedForTest(textureOf(vips, 1500, 1000).jpegsaveBuffer({ Q: 90 }));
  source = { encoded, damaged: false, id: 'test' };
});
afterAll(() => vips.shutdown());

const settings = settingsForTest({ format: 'jpeg' });
const tools = { memoryBytes: () => 12_345 };
const halving = { ...initialValues(resize), mode: 'percent', percent: 50 };
const half = stepForTest('resize', halving);

describe('profilePicture', { timeout: 30_000 }, () => {
  it('tells what every step made and took, in so many runs', () => {
    const idle = stepForTest('resize', { mode: 'long-edge', longEdge: 4000 }, 'idle');
    const off = { ...stepForTest('grain'), enabled: false as const };
    const pipeline = pipelineOf(idle, off, stepForTest('sepia'), half);
    const { job } = jobForTest();
    const profile = profilePicture(vips, job, source, { pipeline, settings, runs: 3 }, tools);
    expect(profile.steps.map(({ id, width, height }) => [id, width, height])).toEqual([
      ['idle', 1500, 1000],
      ['sepia', 1500, 1000],
      ['resize', 750, 500],
    ]);
    expect(profile.steps.map(({ maximumDifference }) => maximumDifference)).toEqual([
      0,
      expect.any(Number),
      null,
    ]);
    expect(profile.steps[1]?.maximumDifference).toBeGreaterThan(10);
    expect(profile.steps[2]).toMatchObject({ bands: 3, bytes: 750 * 500 * 3 });
    for (const times of [...profile.steps, profile.wholeMs, profile.decode]) {
      expect(times.runs).toBeLessThanOrEqual(3);
      expect(times.leastMs).toBeGreaterThan(0);
      expect(times.medianMs).toBeGreaterThanOrEqual(times.leastMs);
      expect(times.mostMs).toBeGreaterThanOrEqual(times.medianMs);
    }
    expect(profile.encode).toMatchObject({ format: 'jpeg' });
    expect(profile.encode?.bytes).toBeGreaterThan(1000);
    expect(profile).toMatchObject({ sizing: null, scale: 'full', width: 1500, height: 1000 });
    expect(profile.engineBytesMost).toBe(12_345);
  });

  it('times the size of the export by itself, and one run where one is asked for', () => {
    const { job } = jobForTest();
    const small = settingsForTest({ size: 'custom', resize: halving });
    const request = { pipeline: pipelineOf(), settings: small, runs: 1 };
    const profile = profilePicture(vips, job, source, request, tools);
    expect(profile.sizing?.runs).toBe(1);
    expect(profile.steps).toEqual([]);
  });

  it('measures on a smaller copy, and says so, when memory does not hold two full pictures', () => {
    const { job } = jobForTest();
    const error = appError('JOB-MEMORY', 'too much');
    const refuse = (bytes: number): void => {
      if (bytes > 4_000_000) throw new JobError(error);
    };
    const sized = settingsForTest({
      size: 'custom',
      resize: { ...halving, mode: 'long-edge', longEdge: 750 },
    });
    const request = { pipeline: pipelineOf(stepForTest('sepia')), settings: sized, runs: 1 };
    const big = { ...source, encoded: { ...source.encoded } };
    // A working copy of 1,280 px takes 3.3 MB, its source 4.5 MB.
    const limited = (bytes: number): void => refuse(bytes / 2);
    const profile = profilePicture(vips, job, big, request, { ...tools, refuse: limited });
    expect(profile).toMatchObject({ scale: 'proxy', width: 1280, height: 853 });
    expect(profile.steps[0]).toMatchObject({ id: 'sepia', width: 1280, height: 853 });
    expect(profile.sizing).not.toBeNull();
  });

  it('stops when it is told to', () => {
    const { job, cells, id } = jobForTest();
    Atomics.store(cells, jobCells.cancelled, id);
    const request = { pipeline: pipelineOf(half), settings, runs: 5 };
    expect(() => profilePicture(vips, job, source, request, tools)).toThrow(Cancelled);
  });
});

describe('runTrial', { timeout: 60_000 }, () => {
  const tried = (request: Omit<TrialRequest, 'runs'>) =>
    runTrial(vips, jobForTest().job, source, { ...request, runs: 5 });
  const slow = stepForTest('median', { radius: 6 });

  it('finds that less work on fewer pixels is faster and looks the same', () => {
    const before = {
      pipeline: pipelineOf(stepForTest('gaussian-blur', { radius: 9 }), slow, half),
      settings,
    };
    const after = {
      pipeline: pipelineOf(
        half,
        stepForTest('gaussian-blur', { radius: 4.5 }),
        stepForTest('median', { radius: 3 }),
      ),
      settings,
    };
    const { answer, pixels } = tried({ before, after, compares: 'pictures', demands: sameWork });
    expect(answer.difference?.mean).toBeGreaterThan(0.98);
    expect(answer.holds).toBe(true);
    expect(answer.times?.before.medianMs).toBeGreaterThan(
      (answer.times?.after.medianMs ?? 0) * 1.5,
    );
    expect(answer.times?.before.runs).toBe(answer.times?.after.runs);
    expect([pixels?.before.width, pixels?.closeAfter.width]).toEqual([750, 320]);
  });

  it('does not time what looks different, and shows no pictures of it', () => {
    const before = { pipeline: pipelineOf(slow, half), settings };
    const after = { pipeline: pipelineOf(stepForTest('invert'), half), settings };
    const { answer, pixels } = tried({ before, after, compares: 'pictures', demands: sameWork });
    expect(answer).toMatchObject({ holds: false, times: null });
    expect(answer.difference?.mean).toBeLessThan(0.8);
    expect(pixels).toBeNull();
  });

  it('finds nothing to gain between two of the same', () => {
    const same = { pipeline: pipelineOf(stepForTest('sepia'), half), settings };
    const { answer } = tried({ before: same, after: same, compares: 'pictures', demands: exactly });
    expect(answer.difference).toMatchObject({ mean: 1, worst: 1, maximumDifference: 0 });
    expect(answer.holds).toBe(false);
    expect(answer.times).not.toBeNull();
  });

  it('says when results cannot be laid over each other, and allows for rounded sizes', () => {
    const before = { pipeline: pipelineOf(half), settings };
    const quarter = stepForTest('resize', { mode: 'percent', percent: 25 });
    const rounded = stepForTest('resize', {
      mode: 'exact',
      width: 750,
      height: 501,
      enlarge: true,
    });
    const trial = (after: typeof quarter) =>
      tried({
        before,
        after: { pipeline: pipelineOf(after), settings },
        compares: 'pictures',
        demands: lessWork,
      });
    expect(trial(quarter).answer.difference).toBeNull();
    const { difference } = trial(rounded).answer;
    expect(difference).toMatchObject({ wider: 0, higher: 1 });
    expect(difference?.mean).toBeGreaterThan(0.98);
  });

  it('compares files where only they differ', () => {
    const jpeg = settings.values.jpeg ?? {};
    const withSmallest = (smallest: boolean) => ({
      pipeline: pipelineOf(half),
      settings: { ...settings, values: { ...settings.values, jpeg: { ...jpeg, smallest } } },
    });
    const { answer } = tried({
      before: withSmallest(true),
      after: withSmallest(false),
      compares: 'files',
      demands: { ...lessWork, mean: 0.9, worst: 0, growth: 2, gainShare: 0.05, gainMs: 1 },
    });
    expect(answer.difference?.mean).toBeLessThan(1);
    expect(answer.difference?.mean).toBeGreaterThan(0.9);
    expect(answer.bytes?.after).toBeGreaterThan(answer.bytes?.before ?? Infinity);
    expect(answer.times).not.toBeNull();
  });
});
