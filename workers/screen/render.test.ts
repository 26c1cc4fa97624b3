import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type Vips from 'wasm-vips';
import { compileStep } from '../../src/core/pipeline/compile';
import { limits } from '../../src/core/base/limits';
import { jobCells } from '../../src/core/engine/job-cells';
import type { VipsBinding } from '../runtime/binding';
import { blame } from '../runtime/blame';
import { Cancelled, JobError } from '../runtime/errors';
import { histogramOf, toRgba } from './frame';
import { maxFused } from '../../src/core/pipeline/compile';
import { Job } from '../runtime/job';
import { LazyPicture, type OpenPicture } from '../memory/open-picture';
import { renderRegion } from './region';
import { proxySideFor, render } from './render';
import {
  jobForTest,
  openForTest,
  pipelineOf,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';
import { sampleAt, toThumbnail } from './thumbnail';

let vips: VipsBinding;
let picture: OpenPicture;
beforeAll(async () => {
  vips = await startForTest();
  picture = await openForTest(vips, textureOf(vips, 2000, 1200).pngsaveBuffer());
});
afterAll(() => {
  picture.delete();
  vips.shutdown();
});

const rendered = (pipeline = pipelineOf(), until: string | null = null) =>
  render(vips, jobForTest().job, picture, { pipeline, until });

const crop = (width: number) =>
  stepForTest('crop', { area: { left: 0, top: 0, width, height: width } });

describe('render', () => {
  it('works on a copy of about screen size and tells its scale', () => {
    const { image, scale, full } = rendered();
    expect([image.width, image.height]).toEqual([1280, 768]);
    expect(scale).toBe(0.64);
    expect(full).toMatchObject({ width: 2000, height: 1200 });
  });

  it('takes steps it knows from the cache and runs only what follows a change', () => {
    const before = stepForTest('exposure', { stops: 0.7 });
    const blur = (radius: number) => stepForTest('gaussian-blur', { radius });
    rendered(pipelineOf(before, blur(3)));
    const { steps } = rendered(pipelineOf(before, blur(5)));
    expect(steps.map(({ cached }) => cached)).toEqual([true, false]);
    expect(rendered(pipelineOf(before, blur(3))).steps.every(({ cached }) => cached)).toBe(true);
  });

  it('finds a pipeline that is longer than usual in the cache, too', () => {
    const step = (id: number, stops: number) => stepForTest('exposure', { stops }, `step ${id}`);
    const long = (last: number) =>
      pipelineOf(...Array.from({ length: 30 }, (_, id) => step(id, id === 29 ? last : 0.01)));
    rendered(long(0.1));
    const { steps } = rendered(long(0.2));
    expect(steps.filter(({ cached }) => !cached)).toHaveLength(1);
    expect(picture.results.bytes).toBeGreaterThan(limits.previewCacheBytes.usual);
  });

  it('finds steps after one that enlarges in the cache, too', async () => {
    const own = await openForTest(vips, textureOf(vips, 1300, 900).pngsaveBuffer());
    const step = (id: number, stops: number) => stepForTest('exposure', { stops }, `step ${id}`);
    const long = (last: number) =>
      pipelineOf(
        stepForTest('resize', { mode: 'percent', percent: 200 }),
        ...Array.from({ length: 5 }, (_, id) => step(id, id === 4 ? last : 0.01)),
      );
    const at = (last: number) =>
      render(vips, jobForTest().job, own, { pipeline: long(last), until: null }).steps;
    at(0.1);
    expect(at(0.2).filter(({ cached }) => !cached)).toHaveLength(1);
    own.delete();
  });

  it('looks at no picture that had to go for the one after it', () => {
    const note = vi.spyOn(picture.cuts, 'note');
    const keep = vi.spyOn(picture, 'keep');
    rendered(pipelineOf(stepForTest('exposure', { stops: 0.123 })));
    const [noted, kept] = [note, keep].map(({ mock }) => mock.invocationCallOrder.at(-1) ?? 0);
    expect(noted).toBeLessThan(kept ?? 0);
    vi.restoreAllMocks();
  });

  it('reports full-size sizes as the full-size pipeline makes them', () => {
    const pipeline = pipelineOf(crop(0.333), stepForTest('rotate'), stepForTest('exposure'));
    const { steps, full } = rendered(pipeline);
    const { job } = jobForTest();
    const request = { pipeline, until: null, left: 0, top: 0, width: 9999, height: 9999 };
    const { pixels } = renderRegion(vips, job, picture, request);
    expect({ width: full.width, height: full.height }).toEqual({
      width: pixels.width,
      height: pixels.height,
    });
    expect(steps.map(({ id }) => id)).toEqual(['crop', 'rotate', 'exposure']);
  });

  it('shows real pixels of long pipelines, and computes the early steps once', () => {
    const step = (id: number) => stepForTest('exposure', { stops: -0.02 }, `step ${id}`);
    const steps = Array.from({ length: 2 * maxFused + 1 }, (_, id) => step(id));
    const pipeline = pipelineOf(...steps);
    const at = (left: number) => {
      const request = { pipeline, until: null, left, top: 50, width: 40, height: 30 };
      return renderRegion(vips, jobForTest().job, picture, request).pixels;
    };
    const materialized = vi.spyOn(picture, 'materialized');
    const [whole, right] = [at(100), at(120)];
    expect([...right.data.subarray(0, 4)]).toEqual([...whole.data.subarray(80, 84)]);
    expect(materialized).toHaveBeenCalledTimes(2);
    const [first, second] = materialized.mock.results;
    expect(second?.value).toBe(first?.value);
    materialized.mockRestore();
  });

  it('stops at the step asked for, and at the source', () => {
    const pipeline = pipelineOf(crop(0.5), stepForTest('exposure'));
    expect(rendered(pipeline, 'crop').steps).toHaveLength(1);
    expect(rendered(pipeline, 'source').full).toMatchObject({ width: 2000 });
    expect(rendered(pipeline, 'no such step').steps).toHaveLength(2);
  });

  it('uses more of the source when a crop leaves little of it', () => {
    const { scale, image } = rendered(pipelineOf(crop(0.5)));
    expect(scale).toBe(1);
    expect(image.width).toBe(1000);
    expect(proxySideFor(1)).toBe(1280);
    expect(proxySideFor(1 / 4)).toBe(2560);
    expect(proxySideFor(10)).toBeLessThan(640);
    // Never more than 1,280 pixels come out, except where the source has no more sizes to offer.
    for (let share = 0.5; share <= 1; share += 0.01) {
      expect(proxySideFor(share) * share).toBeLessThanOrEqual(1281);
    }
  });

  it('tells that a turn left corners empty', () => {
    const turned = stepForTest('rotate', { turn: '0', angle: 10, edges: 'transparent' });
    expect(rendered(pipelineOf(turned)).steps).toMatchObject([{ hasAlpha: true }]);
    expect(rendered(pipelineOf(crop(0.5))).steps).toMatchObject([{ hasAlpha: false }]);
  });

  it('does not grow the working copy for a resize, so that steps before it stay fast', () => {
    const { scale, full } = rendered(pipelineOf(stepForTest('resize', { longEdge: 500 })));
    expect(full.width).toBe(500);
    expect(scale).toBeCloseTo(0.64, 2);
  });

  it('names the step that fails', () => {
    const step = compileStep(stepForTest('crop', {}, 'the-crop'), 1);
    if (step === null) throw new Error('a crop does something');
    const failing = (): unknown => vips.Image.black(4, 4).extractArea(0, 0, 9, 9);
    let error: unknown;
    try {
      failing();
    } catch (thrown) {
      try {
        blame(thrown, step);
      } catch (blamed) {
        error = blamed;
      }
    }
    expect(error).toBeInstanceOf(JobError);
    expect(error).toMatchObject({ error: { code: 'JOB-FAILED', step: 'the-crop' } });
  });

  it('stops when it is asked to, and works again afterwards', () => {
    const { job, cells, id } = jobForTest();
    const pipeline = pipelineOf(stepForTest('gaussian-blur', { radius: 61 }));
    Atomics.store(cells, jobCells.cancelled, id);
    expect(() => render(vips, job, picture, { pipeline, until: null })).toThrow(Cancelled);
    expect(rendered(pipeline).steps[0]?.cached).toBe(false);
  });
});

describe('job', () => {
  it('ends an evaluation in the middle through shared memory', () => {
    const cells = new Int32Array(new SharedArrayBuffer(4 * jobCells.count));
    let beats = 0;
    // Stands for the page, which asks to stop while libvips is busy.
    class Impatient extends Job {
      override beat(): void {
        super.beat();
        beats += 1;
        if (beats === 4) Atomics.store(cells, jobCells.cancelled, 7);
      }
    }
    const job = new Impatient(cells, 7);
    const blurred = vips.Image.gaussnoise(3000, 3000).gaussblur(20);
    expect(() => job.run(() => job.watch(blurred).copyMemory())).toThrow(Cancelled);
    expect(beats).toBeGreaterThanOrEqual(4);
    expect(Atomics.load(cells, jobCells.progress)).toBeLessThan(500);
    expect(Atomics.load(cells, jobCells.heartbeat)).toBe(beats);
  });
});

describe('renderRegion', () => {
  const area = { left: 100.4, top: 50, width: 40, height: 30 };

  it('returns the very pixels of the full-size result', () => {
    const { job } = jobForTest();
    const request = { pipeline: pipelineOf(), until: null, ...area };
    const region = renderRegion(vips, job, picture, request);
    expect([region.left, region.top]).toEqual([100, 50]);
    expect([region.pixels.width, region.pixels.height]).toEqual([41, 30]);
    const truth = picture.fullCopy(job).getpoint(100, 50);
    expect([...region.pixels.data.subarray(0, 3)]).toEqual(truth);
  });

  it('builds the result once for all its parts, and lets old ones go', () => {
    const lazily = vi.spyOn(picture, 'lazily');
    const deleted = vi.spyOn(LazyPicture.prototype, 'delete');
    const at = (low: number, left: number) => {
      const pipeline = pipelineOf(stepForTest('auto-levels', { clip: low }));
      return renderRegion(vips, jobForTest().job, picture, {
        ...{ pipeline, until: null, ...area, left },
      }).pixels;
    };
    const [one, other] = [at(0.1, 100), at(0.1, 120)];
    const [first, second] = lazily.mock.results;
    expect(second?.value).toBe(first?.value);
    expect([...other.data.subarray(0, 4)]).toEqual([...one.data.subarray(80, 84)]);
    deleted.mockClear();
    at(0.2, 100);
    at(0.3, 100);
    expect(deleted).toHaveBeenCalledTimes(2);
    vi.restoreAllMocks();
  });

  it('cuts off what lies outside, and refuses what lies outside wholly', () => {
    const { job } = jobForTest();
    const at = (left: number) => ({ pipeline: pipelineOf(), until: null, ...area, left });
    expect(renderRegion(vips, job, picture, at(1990)).pixels.width).toBe(10);
    expect(() => renderRegion(vips, job, picture, at(2000))).toThrow(JobError);
  });
});

describe('pixels for the screen', () => {
  const one = (data: readonly number[], bands: number, deep = false): Vips.Image => {
    const { uchar, ushort } = vips.BandFormat;
    const memory = deep ? new Uint16Array(data) : new Uint8Array(data);
    const image = vips.Image.newFromMemory(memory, 1, 1, bands, deep ? ushort : uchar);
    const grey = bands < 3;
    const interpretation = deep ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb';
    return image.copy({ interpretation });
  };
  const shown = (image: Vips.Image): number[] => [...toRgba(jobForTest().job, image).data];

  it('are exact for grey, colour and alpha, 8 and 16 bits', () => {
    expect(shown(one([77], 1))).toEqual([77, 77, 77, 255]);
    expect(shown(one([77, 40], 2))).toEqual([77, 77, 77, 40]);
    expect(shown(one([1, 2, 3], 3))).toEqual([1, 2, 3, 255]);
    expect(shown(one([1, 2, 3, 4], 4))).toEqual([1, 2, 3, 4]);
    expect(shown(one([257, 514, 65_535], 3, true))).toEqual([1, 2, 255, 255]);
  });

  it('are counted per channel, with clipping, and without what is transparent', () => {
    const data = new Uint8ClampedArray([255, 0, 10, 255, 20, 20, 20, 255, 9, 9, 9, 0]);
    const { red, blue, luminance, clippedHighlights, clippedShadows } = histogramOf({
      width: 3,
      height: 1,
      data,
    });
    expect([red[255], red[20], red[9]]).toEqual([1, 1, 0]);
    expect([blue[10], luminance[20]]).toEqual([1, 1]);
    // 0.2126 x 255 + 0.0722 x 10
    expect(luminance[55]).toBe(1);
    expect([clippedHighlights, clippedShadows]).toEqual([0.5, 0.5]);
  });

  it('become thumbnails and samples', () => {
    const { image } = rendered();
    const { job } = jobForTest();
    const small = toThumbnail(vips, job, image, 96);
    expect([small.width, small.height]).toEqual([96, 58]);
    const corner = sampleAt(job, image, 0, 0);
    expect(corner.red).toBeLessThan(3);
    expect(sampleAt(job, image, 1, 1).red).toBeGreaterThan(250);
  });
});
