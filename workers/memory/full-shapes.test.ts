import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type Vips from 'wasm-vips';
import { Execution } from '../../src/core/graph/execute';
import { jobCells } from '../../src/core/engine/job-cells';
import { operations } from '../../src/core/operations/index';
import type { Operation, Values } from '../../src/core/operations/define';
import { compilePipeline } from '../../src/core/pipeline/compile';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { testResources } from '../../src/core/testing/resources';
import { drawnValues, settingsOf, withoutHugeSizes } from '../../src/core/testing/values';
import { randomNumbers } from '../../src/core/testing/vips';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled } from '../runtime/errors';
import { fullShapes } from './full-shapes';
import { type OpenPicture, tooLargeToShow } from './open-picture';
import { renderRegion } from '../screen/region';
import { render } from '../screen/render';
import {
  jobForTest,
  openForTest,
  pipelineOf,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';

/** A texture in a plain border, as a scan has one: 20 px left, 10 top, 40 right, 30 below. */
function framed(vips: VipsBinding, width: number, height: number): Uint8Array {
  const inner = textureOf(vips, width - 60, height - 40);
  return inner
    .embed(20, 10, width, height, { extend: 'background', background: [250, 250, 250] })
    .pngsaveBuffer();
}

let vips: VipsBinding;
let small: OpenPicture;
let large: OpenPicture;
beforeAll(async () => {
  vips = await startForTest();
  small = await openForTest(vips, framed(vips, 180, 120));
  large = await openForTest(vips, framed(vips, 2000, 1200));
});
afterAll(() => {
  small.delete();
  large.delete();
  vips.shutdown();
});

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

const told = (picture: OpenPicture, pipeline: Pipeline) => {
  const { shapes, failure } = fullShapes(vips, jobForTest().job, picture, pipeline);
  expect(failure).toBeNull();
  return shapes.map(sizeOf);
};

/** The sizes that the full-size picture really has after each step. */
function built(picture: OpenPicture, pipeline: Pipeline) {
  const execution = new Execution<Vips.Image>(vips, testResources);
  try {
    let image = picture.fullCopy(jobForTest().job);
    const sizes = [sizeOf(image)];
    for (const { block } of compilePipeline(pipeline, 1)) {
      image = execution.run(block, image);
      sizes.push(sizeOf(image));
    }
    return sizes;
  } finally {
    execution.dispose();
  }
}

const needsResources = ({ parameters }: Operation): boolean =>
  [...parameters.values()].some(({ kind }) => kind === 'text' || kind === 'asset');

describe('the shapes told', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'are the shapes built: %s',
    { timeout: 60_000 },
    (id, operation) => {
      const settings: Values[] = [operation.example.values, ...settingsOf(operation)];
      for (const values of settings.map(withoutHugeSizes)) {
        const pipeline = pipelineOf(stepForTest(id, values));
        expect(told(small, pipeline), JSON.stringify(values)).toEqual(built(small, pipeline));
      }
    },
  );

  it('are the shapes built after random steps', { timeout: 120_000 }, () => {
    const random = randomNumbers(20261127);
    const some = operations.filter((operation) => !needsResources(operation));
    const moving = some.filter(({ reshapes }) => reshapes);
    const pick = (list: readonly Operation[]): Operation => {
      const found = list[Math.floor(random() * list.length)];
      if (!found) throw new Error('the list is empty');
      return found;
    };
    for (let round = 0; round < 60; round += 1) {
      const steps = [moving, some, moving, some].map((list, index) => {
        const operation = pick(list);
        const values = withoutHugeSizes(drawnValues(operation, random));
        return stepForTest(operation.id, values, `${operation.id} ${index}`);
      });
      const pipeline = pipelineOf(...steps);
      expect(told(small, pipeline), JSON.stringify(steps)).toEqual(built(small, pipeline));
    }
  });

  const trimmed = pipelineOf(stepForTest('border'), stepForTest('trim'), stepForTest('exposure'));

  it('are those of a trimmed photo that previews show smaller, and of real pixels', () => {
    const pipeline = pipelineOf(stepForTest('trim'), stepForTest('drop-shadow'));
    const { full, steps } = render(vips, jobForTest().job, large, { pipeline, until: null });
    expect(steps.map(sizeOf)).toEqual([
      { width: 1940, height: 1160 },
      { width: 1940 + 72, height: 1160 + 72 },
    ]);
    const whole = { pipeline, until: null, left: 0, top: 0, width: 9999, height: 9999 };
    const { pixels } = renderRegion(vips, jobForTest().job, large, whole);
    expect(sizeOf(full)).toEqual(sizeOf(pixels));
  });

  it('are measured once for the same steps', () => {
    told(large, trimmed);
    const copied = vi.spyOn(large, 'fullCopy');
    told(large, trimmed);
    expect(copied).not.toHaveBeenCalled();
    told(large, pipelineOf(stepForTest('border', { width: 7 }), stepForTest('trim')));
    expect(copied).toHaveBeenCalledTimes(1);
    copied.mockRestore();
  });

  it('are about right where the full-size picture does not fit into memory, and say so', () => {
    const pipeline = pipelineOf(stepForTest('invert'), stepForTest('trim', { threshold: 21 }));
    const full = vi.spyOn(large, 'fullCopy').mockImplementation(() => {
      throw tooLargeToShow();
    });
    const last = told(large, pipeline).at(-1);
    const { steps } = render(vips, jobForTest().job, large, {
      pipeline: pipelineOf(...pipeline.steps, stepForTest('flip')),
      until: null,
    });
    full.mockRestore();
    expect(steps.map(({ isAbout }) => isAbout)).toEqual([false, true, true]);
    expect(Math.abs((last?.width ?? 0) - 1940)).toBeLessThanOrEqual(3);
    expect(Math.abs((last?.height ?? 0) - 1160)).toBeLessThanOrEqual(3);
  });

  it('are estimated in drafts until they were measured, at full size only then', () => {
    const pipeline = pipelineOf(stepForTest('trim', { threshold: 23 }));
    const copied = vi.spyOn(large, 'fullCopy');
    const request = { pipeline, until: null };
    const draft = render(vips, jobForTest().job, large, { ...request, draft: true });
    expect([draft.estimated, copied.mock.calls.length]).toEqual([true, 0]);
    expect(draft.steps.map(({ isAbout }) => isAbout)).toEqual([true]);
    expect(Math.abs(draft.full.width - 1940)).toBeLessThanOrEqual(3);
    const exact = render(vips, jobForTest().job, large, request);
    expect([exact.estimated, copied.mock.calls.length]).toEqual([false, 1]);
    expect(exact.steps.map(({ isAbout }) => isAbout)).toEqual([false]);
    expect(sizeOf(exact.full)).toEqual({ width: 1940, height: 1160 });
    const after = render(vips, jobForTest().job, large, { ...request, draft: true });
    expect([after.estimated, sizeOf(after.full)]).toEqual([false, sizeOf(exact.full)]);
    copied.mockRestore();
  });

  it('stop being measured in the middle when the job is stopped', () => {
    const { job, cells, id } = jobForTest();
    const blur = stepForTest('gaussian-blur', { radius: 40 });
    let beats = 0;
    const stop = vi.spyOn(job, 'beat').mockImplementation(() => {
      // Each beat stands for the page, which asks to stop while libvips is busy.
      beats += 1;
      if (beats === 8) Atomics.store(cells, jobCells.cancelled, id);
    });
    const pipeline = pipelineOf(blur, stepForTest('trim'));
    expect(() => fullShapes(vips, job, large, pipeline)).toThrow(Cancelled);
    expect(beats).toBeLessThan(20);
    stop.mockRestore();
  });
});
