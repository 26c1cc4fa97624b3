import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../src/core/pipeline/pipeline';
import type { VipsBinding } from '../runtime/binding';
import type { OpenPicture } from '../memory/open-picture';
import { render } from './render';
import { renderSmall } from './render-small';
import {
  jobForTest,
  openForTest,
  pipelineOf,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';
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

const renderedSmall = (...steps: Step[]) =>
  renderSmall(vips, jobForTest().job, picture, pipelineOf(...steps), 200);

const meanDifference = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Array.from(one, (value, index) => Math.abs(value - (other[index] ?? 0))).reduce(
    (sum, value) => sum + value,
    0,
  ) / one.length;

describe('a sketch', () => {
  it('is as small as was asked, whatever the steps do to the size', () => {
    expect(renderedSmall()).toMatchObject({ width: 200, height: 120 });
    const half = { left: 0, top: 0, width: 0.5, height: 1 };
    expect(renderedSmall(stepForTest('crop', { area: half }))).toMatchObject({
      width: 167,
      height: 200,
    });
    const enlarged = stepForTest('resize', { mode: 'percent', percent: 300, enlarge: true });
    expect(renderedSmall(enlarged)).toMatchObject({ width: 200, height: 120 });
  });

  it('shows what the preview shows', () => {
    const pipeline = pipelineOf(
      stepForTest('exposure', { stops: 1 }),
      stepForTest('gaussian-blur', { radius: 30 }),
    );
    const { job } = jobForTest();
    const { image } = render(vips, job, picture, { pipeline, until: null });
    const preview = toThumbnail(vips, job, image, 200);
    const small = renderSmall(vips, job, picture, pipeline, 200);
    expect(meanDifference(small.data, preview.data)).toBeLessThan(2);
    expect(meanDifference(small.data, renderedSmall().data)).toBeGreaterThan(10);
  });

  it('stays sharp where a step makes the picture tiny, and what follows keeps its proportion', () => {
    const tiny = stepForTest('resize', { mode: 'long-edge', longEdge: 40 });
    expect(renderedSmall(tiny)).toMatchObject({ width: 200, height: 120 });
    expect(meanDifference(renderedSmall(tiny).data, renderedSmall().data)).toBeLessThan(1);
    const room = { to: 'sides', top: 10, right: 10, bottom: 10, left: 10 };
    const padded = renderedSmall(tiny, stepForTest('pad', room));
    // 40 by 24 pixels with 10 more on each side are 60 by 44.
    expect(padded.height / padded.width).toBeCloseTo(44 / 60, 2);
  });

  it('keeps nothing of the steps, so that hundreds of presets take no memory', () => {
    renderedSmall();
    const before = picture.results.bytes;
    for (let stops = -2; stops <= 2; stops += 0.5)
      renderedSmall(stepForTest('exposure', { stops }));
    expect(picture.results.bytes).toBe(before);
  });
});
