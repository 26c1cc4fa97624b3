import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { ExportRequest } from '../../src/core/engine/contract';
import { initialValues } from '../../src/core/operations/define';
import { resize } from '../../src/core/operations/geometry/resize';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from '../export/export-picture';
import { LastFinished } from './last-finished';
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
