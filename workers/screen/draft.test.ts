import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { maxFused } from '../../src/core/pipeline/compile';
import type { Pipeline, Step } from '../../src/core/pipeline/pipeline';
import type { OpenPicture } from '../memory/open-picture';
import type { VipsBinding } from '../runtime/binding';
import {
  jobForTest,
  openForTest,
  pipelineOf,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';
import { type Draft, renderDraft } from './draft';
import { type Rgba, toRgba } from './frame';
import * as render from './render';
import { toThumbnail } from './thumbnail';

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

const job = () => jobForTest().job;
const exact = (pipeline: Pipeline) =>
  render.render(vips, job(), picture, { pipeline, until: null });
const draft = (pipeline: Pipeline, share = 0.5): Draft =>
  renderDraft(vips, job(), picture, { pipeline, until: null }, share);

/** The preview's own picture in the size of another. */
const reduced = (pipeline: Pipeline, { width, height }: Rgba): Rgba =>
  toThumbnail(vips, job(), exact(pipeline).image, Math.max(width, height));

const meanDifference = (one: Rgba, other: Rgba): number =>
  one.data.reduce((sum, value, at) => sum + Math.abs(value - (other.data[at] ?? 0)), 0) /
  one.data.length;

const eight = (stops: number): Step[] => [
  stepForTest('exposure', { stops }),
  stepForTest('white-balance'),
  stepForTest('highlights-shadows'),
  stepForTest('saturation'),
  stepForTest('vibrance'),
  stepForTest('clarity'),
  stepForTest('sharpen'),
  stepForTest('vignette'),
];

describe('a draft', () => {
  it('is what the preview shows, in a share of its size, and of the same size in full', () => {
    const crop = { left: 0.1, top: 0.2, width: 0.7, height: 0.6 };
    const around = [stepForTest('crop', { area: crop }), stepForTest('border')];
    const [first, ...rest] = around;
    if (!first) throw new Error('there is a first step');
    const pipeline = pipelineOf(first, ...eight(1), ...rest);
    exact(pipeline);
    const moved = pipelineOf(first, ...eight(0.4), ...rest);
    const { pixels, full, scale } = draft(moved);
    const { image, full: exactFull, scale: exactScale } = exact(moved);
    expect(full).toMatchObject({ width: exactFull.width, height: exactFull.height });
    expect(scale / exactScale).toBeCloseTo(0.5, 2);
    expect(Math.abs(pixels.width - image.width / 2)).toBeLessThanOrEqual(1);
    const like = reduced(moved, pixels);
    expect(meanDifference(pixels, like)).toBeLessThan(3);
    expect(meanDifference(pixels, reduced(pipeline, pixels))).toBeGreaterThan(5);
  });

  it('begins at what the preview knows, and keeps nothing but a small copy of that', () => {
    const before = [stepForTest('clarity'), stepForTest('exposure', { stops: 0.3 })];
    const moved = (amount: number) => pipelineOf(...before, stepForTest('vibrance', { amount }));
    exact(moved(10));
    draft(moved(20));
    const held = picture.results.bytes;
    const keep = vi.spyOn(picture, 'keep');
    for (const amount of [30, 40]) draft(moved(amount));
    expect(keep).not.toHaveBeenCalled();
    expect(picture.results.bytes).toBe(held);
    keep.mockRestore();
  });

  it('keeps what the preview decided of the whole picture before the step that changes', () => {
    // Lines of one pixel reach black and white; in a smaller copy they do not.
    const lines = stepForTest('auto-levels', { clip: 0 });
    const moved = (amount: number) => pipelineOf(lines, stepForTest('saturation', { amount }));
    exact(moved(10));
    const { pixels } = draft(moved(20), 0.25);
    expect(meanDifference(pixels, reduced(moved(20), pixels))).toBeLessThan(1);
  });

  it('is the picture of the preview itself where that is known, as after an undo', () => {
    const [one, other] = [pipelineOf(...eight(0.2)), pipelineOf(...eight(0.3))];
    const { image, scale } = exact(one);
    const wanted = toRgba(job(), image);
    exact(other);
    const back = draft(one, 0.3);
    expect(back.scale).toBe(scale);
    expect(Buffer.from(back.pixels.data).equals(Buffer.from(wanted.data))).toBe(true);
  });

  it('takes any number of steps that are done in one go', () => {
    const many = (stops: number) =>
      pipelineOf(
        ...Array.from({ length: 3 * maxFused + 1 }, (_, id) =>
          stepForTest('exposure', { stops: stops / (3 * maxFused + 1) }, `step ${id}`),
        ),
      );
    exact(many(0.5));
    const { pixels } = draft(many(-0.5));
    expect(meanDifference(pixels, reduced(many(-0.5), pixels))).toBeLessThan(2);
  });

  it('cuts where the preview did, while steps before change what is cut', () => {
    const margin = stepForTest('border', { width: 10 });
    const trimmed = (stops: number, kept: number) => [
      margin,
      stepForTest('exposure', { stops }),
      stepForTest('trim', { margin: kept }),
    ];
    const moved = (stops: number) =>
      pipelineOf(...trimmed(stops, 0), stepForTest('smart-crop'), stepForTest('vignette'));
    const { full: exactFull } = exact(moved(0.2));
    const { pixels, full } = draft(moved(0.25));
    expect(full).toEqual(exactFull);
    expect(meanDifference(pixels, reduced(moved(0.25), pixels))).toBeLessThan(3);
    // Told to cut less, it decides anew.
    const [same, other] = [0, 40].map((kept) => draft(pipelineOf(...trimmed(0.25, kept))));
    expect(other?.full.width).toBeGreaterThan(same?.full.width ?? Infinity);
  });

  it('is as large as the preview when what changes comes after a cut', () => {
    const margin = stepForTest('border', { width: 10 });
    const moved = (stops: number) =>
      pipelineOf(margin, stepForTest('trim'), stepForTest('exposure', { stops }));
    const { full: exactFull } = exact(moved(0.2));
    expect(draft(moved(0.25)).full).toEqual(exactFull);
  });

  it.each(['trim', 'smart-crop'])(
    'keeps its shape where what %s cuts changes its own',
    (cutter) => {
      const area = { left: 0.1, top: 0.1, width: 0.8, height: 0.4 };
      const cropped = (height: number) =>
        pipelineOf(
          stepForTest('crop', { area: { ...area, height } }),
          stepForTest(cutter),
          stepForTest('vignette'),
        );
      exact(cropped(0.4));
      const { pixels, full } = draft(cropped(0.8));
      expect(full.width / full.height).toBeCloseTo(pixels.width / pixels.height, 1);
      // What the step comes to there is not known before it was looked at: it is cut alike.
      const { full: before } = draft(
        pipelineOf(stepForTest('crop', { area: { ...area, height: 0.8 } })),
      );
      expect(full.height).toBeGreaterThan(0.5 * before.height);
    },
  );

  it('leaves no handle behind', async () => {
    const moved = (stops: number) => pipelineOf(...eight(stops));
    /** Handles that are held once threads have let go of theirs. */
    const held = async (): Promise<number> => {
      let last = Number.NaN;
      await vi.waitFor(() => {
        const before = last;
        last = vips.Stats.allocations();
        expect(last).toBe(before);
      });
      return last;
    };
    exact(moved(0.1));
    draft(moved(0.11));
    const before = await held();
    for (let turn = 0; turn < 5; turn += 1) draft(moved(0.11));
    expect(await held()).toBeLessThanOrEqual(before);
  });
});
