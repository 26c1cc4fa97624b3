import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { ExportRequest } from '../../src/core/engine/contract';
import { initialValues } from '../../src/core/operations/define';
import { resize } from '../../src/core/operations/geometry/resize';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture, type ExportSource } from '../export/export-picture';
import { finishPicture } from '../export/finish-picture';
import { executionFor } from '../runtime/resources';
import { LastFinished, maxKeptSource } from './last-finished';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

/** One engine as it is used: all its exports share what it keeps. */
function used() {
  const kept = new LastFinished();
  return async (
    picture: { readonly id: string; readonly bytes: Uint8Array },
    settings: Partial<ExportSettings> = {},
    more: Partial<ExportRequest> = { purpose: 'measure' },
  ): Promise<Uint8Array> => {
    const encoded = await encodedForTest(picture.bytes);
    const source = { encoded, damaged: false, id: picture.id };
    const request = { pipeline: pipelineOf(), settings: settingsForTest(settings), ...more };
    return exportPicture(vips, jobForTest().job, source, request, kept).bytes;
  };
}

/** The same export by an engine that has done nothing before. */
const fresh = (...inputs: Parameters<ReturnType<typeof used>>) => used()(...inputs);

const sized = (longEdge: number): Partial<ExportSettings> => ({
  size: 'custom',
  resize: { ...initialValues(resize), mode: 'long-edge', longEdge },
});

it('gives way to a picture of another size, another file, and other steps', async () => {
  const image = textureOf(vips, 120, 80);
  const one = { id: 'one', bytes: image.pngsaveBuffer() };
  const other = { id: 'other', bytes: image.invert().pngsaveBuffer() };
  const inverted = { pipeline: pipelineOf(stepForTest('invert')) };
  const engine = used();
  const all: readonly Parameters<typeof engine>[] = [
    [one],
    [one, sized(60)],
    [one, sized(40)],
    [one],
    [other],
    [other, {}, {}],
    [one, {}, {}],
    [one, {}, { ...inverted, purpose: 'measure' }],
    [one, {}, inverted],
    [one],
    [one, sized(40), { purpose: 'set' }],
    [other, sized(40), { purpose: 'set' }],
    [other, sized(60), { purpose: 'set' }],
  ];
  for (const inputs of all) {
    expect(await engine(...inputs)).toEqual(await fresh(...inputs));
  }
});

it('serves a second encoding of the very same picture', async () => {
  const one = { id: 'one', bytes: textureOf(vips, 120, 80).pngsaveBuffer() };
  const changed = { id: 'one', bytes: textureOf(vips, 60, 40).pngsaveBuffer() };
  const engine = used();
  const made = await engine(one);
  // Only the id tells the engine which file it is: what is kept under it is what is written.
  expect(await engine(changed)).toEqual(made);
});

/** An export of one file, and of another one under the same id: only what is kept tells them apart. */
async function twice(
  first: Partial<ExportRequest>,
  more: Pick<Partial<ExportSource>, 'small' | 'damaged' | 'rescued'> = {},
) {
  const [one, changed] = [textureOf(vips, 120, 80), textureOf(vips, 60, 40)];
  const kept = new LastFinished();
  const run = async (image: typeof one, request: Partial<ExportRequest>, told: typeof more) => {
    const encoded = await encodedForTest(image.jpegsaveBuffer({ Q: 90 }), 'test.jpg');
    const source = { encoded, damaged: false, id: 'one', ...told };
    const all = { pipeline: pipelineOf(), settings: settingsForTest(), ...request };
    return exportPicture(vips, jobForTest().job, source, all, kept);
  };
  await run(one, first, { small: more.small === true });
  const second = await run(changed, { pipeline: pipelineOf(stepForTest('invert')) }, more);
  return { width: second.width, kept };
}

it('begins other steps at the source of a file that was made ahead, which is decoded once', async () => {
  const { width, kept } = await twice({ purpose: 'measure' });
  expect(width, 'of what is kept').toBe(120);
  expect(
    kept.last,
    'what is finished is the source itself, not a second copy of it',
  ).not.toBeNull();
  kept.drop();
  expect(kept.source.last?.width, 'it lives on without it').toBe(120);
  expect((await twice({ purpose: 'inspect' })).width).toBe(120);
});

it('keeps no source of a file that is to be saved, nor of a set, nor on a small device', async () => {
  expect((await twice({})).width).toBe(60);
  expect((await twice({ purpose: 'set' })).width).toBe(60);
  expect((await twice({ purpose: 'measure' }, { small: true })).width).toBe(60);
});

it('takes no source that was read otherwise', async () => {
  expect((await twice({ purpose: 'measure' }, { damaged: true })).width).toBe(60);
  expect((await twice({ purpose: 'measure' }, { rescued: true })).width).toBe(60);
});

it('keeps no source that is too large, and lets the one before go', async () => {
  const kept = new LastFinished();
  const run = async (bytes: Uint8Array, id: string): Promise<void> => {
    const source = { encoded: await encodedForTest(bytes), damaged: false, id };
    const request = { pipeline: pipelineOf(stepForTest('resize')), settings: settingsForTest() };
    exportPicture(vips, jobForTest().job, source, { ...request, purpose: 'measure' }, kept);
  };
  await run(textureOf(vips, 120, 80).pngsaveBuffer(), 'small');
  expect(kept.source.last).not.toBeNull();
  const side = Math.ceil(Math.sqrt(maxKeptSource)) + 1;
  const large = vips.Image.black(side, side).copy({ interpretation: 'b-w' });
  await run(large.pngsaveBuffer({ compression: 1 }), 'large');
  expect(kept.source.last).toBeNull();
});

it('tells of a kept source what its file tells', async () => {
  const image = textureOf(vips, 120, 80);
  image.setString('exif-ifd0-Artist', 'Somebody');
  const one = { id: 'one', bytes: image.jpegsaveBuffer({ keep: 'all' }) };
  const inverted = { pipeline: pipelineOf(stepForTest('invert')) };
  const all = { format: 'jpeg', metadata: 'all' } as const;
  const engine = used();
  await engine(one, all);
  const made = await engine(one, all, inverted);
  expect(made).toEqual(await fresh(one, all, inverted));
  expect(Buffer.from(made).includes('Somebody')).toBe(true);
});

it('tells progress that never falls, though the source is decoded first', async () => {
  const encoded = await encodedForTest(textureOf(vips, 120, 80).jpegsaveBuffer(), 'test.jpg');
  const { job } = jobForTest();
  const stage = vi.spyOn(job, 'stage');
  const source = { encoded, damaged: false, id: 'one' };
  const request = { pipeline: pipelineOf(stepForTest('invert')), settings: settingsForTest() };
  exportPicture(vips, job, source, { ...request, purpose: 'measure' }, new LastFinished());
  const begins = stage.mock.calls.map(([from]) => from);
  expect(begins).toEqual(begins.toSorted((one, other) => one - other));
  expect(begins).toContain(0.4);
});

it('counts the kept source that stays beside what steps were computed into', () => {
  const many = Array.from({ length: 40 }, (_, at) => stepForTest('invert', {}, `s${at}`));
  const heldOf = (stays: number): number => {
    const execution = executionFor(vips);
    try {
      const input = execution.own(textureOf(vips, 120, 80));
      const request = { pipeline: pipelineOf(...many), settings: settingsForTest() };
      const unfinished = { input, held: 1e6, stays, name: 'test.jpg', from: 0, to: 1 };
      return finishPicture(vips, jobForTest().job, execution, request, unfinished).held;
    } finally {
      execution.dispose();
    }
  };
  expect(heldOf(28_800) - heldOf(0)).toBe(28_800);
});
