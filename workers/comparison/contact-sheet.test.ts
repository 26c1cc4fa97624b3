import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reducedTo } from '../../src/core/comparison/layout';
import type { Caption, SheetLook } from '../../src/core/comparison/look';
import { asItIs } from '../../src/core/engine/requests';
import { jobCells } from '../../src/core/engine/job-cells';
import { lettering } from '../../src/core/testing/resources';
import { Session } from '../session';
import { Cancelled } from '../runtime/errors';
import type { VipsBinding } from '../runtime/binding';
import { resourcesFor } from '../runtime/resources';
import { jobForTest, pipelineOf, settingsForTest, startForTest, textureOf } from '../testing/index';

let vips: VipsBinding;
let photos: Uint8Array[];
beforeAll(async () => {
  vips = await startForTest();
  resourcesFor(vips).letters = () => Promise.resolve(lettering);
  photos = [textureOf(vips, 300, 200), textureOf(vips, 150, 200), textureOf(vips, 300, 200)].map(
    (image) => image.jpegsaveBuffer({ Q: 90 }),
  );
});
afterAll(() => vips.shutdown());

const look: SheetLook = {
  arrangement: { kind: 'grid', columns: 2 },
  title: { name: '', note: '' },
  textSize: 6,
  gap: 10,
  background: '#ffffff',
  longEdge: null,
};
const nothing: Caption = { name: '', note: '' };

const requestOf = (bytes: Uint8Array, index: number) => ({
  ...asItIs,
  file: new Blob([new Uint8Array(bytes)]),
  name: `${index}.jpg`,
  id: String(index),
  damaged: false,
});

async function sheetOf(
  more: Partial<SheetLook> = {},
  captions: readonly Caption[] = [],
  files = photos,
) {
  const session = new Session(vips, [], () => 0);
  const request = {
    captions: files.map((_, index) => captions[index] ?? nothing),
    look: { ...look, ...more },
    settings: settingsForTest({ metadata: 'all' }),
  };
  const made = await session.contactSheet(jobForTest().job, files.map(requestOf), request);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** Pixels as an export of a file without any step has them, at this longer side. */
async function exported(index: number, longEdge: number): Promise<Buffer> {
  const session = new Session(vips, [], () => 0);
  const resize = reducedTo(longEdge, settingsForTest().resize.kernel);
  const request = { pipeline: pipelineOf(), settings: settingsForTest({ size: 'custom', resize }) };
  const file = requestOf(photos[index] ?? new Uint8Array(), index);
  const made = await session.exportFile(jobForTest().job, file, request);
  if (!made.ok) throw new Error(made.error.message);
  return sharp(made.value.bytes).raw().toBuffer();
}

const part = (bytes: Uint8Array, left: number, top: number, width: number, height: number) =>
  sharp(bytes).extract({ left, top, width, height }).raw().toBuffer();

describe('a contact sheet of files', () => {
  it('has the pixels of each file, in the order of the list', async () => {
    const { bytes, width, height } = await sheetOf();
    expect([width, height]).toEqual([2 * 300 + 30, 2 * 200 + 30]);
    expect((await part(bytes, 10, 10, 300, 200)).equals(await exported(0, 300))).toBe(true);
    expect((await part(bytes, 320, 10, 150, 200)).equals(await exported(1, 200))).toBe(true);
    expect((await part(bytes, 10, 220, 300, 200)).equals(await exported(2, 300))).toBe(true);
    expect((await exported(0, 300)).equals(await exported(1, 200))).toBe(false);
  });

  it('has those of exports of their size where it is smaller', async () => {
    const { bytes, width } = await sheetOf({ longEdge: 330 });
    expect(width).toBe(330);
    expect((await part(bytes, 10, 10, 150, 100)).equals(await exported(0, 150))).toBe(true);
    expect((await part(bytes, 170, 10, 75, 100)).equals(await exported(1, 100))).toBe(true);
  });

  it('writes captions below its pictures, and tells nothing else', async () => {
    const captions = [{ name: 'one', note: '' }];
    const bare = await sheetOf();
    const { bytes, width, height } = await sheetOf({}, captions);
    expect(height).toBeGreaterThan(bare.height);
    const below = await part(bytes, 0, 210, width, 14);
    expect(below.filter((value) => value < 100).length).toBeGreaterThan(20);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it('says which file cannot be read, and stops when it is stopped', async () => {
    await expect(sheetOf({}, [], [new Uint8Array([1, 2, 3])])).rejects.toThrow(/0\.jpg/);
    const { job, cells, id } = jobForTest();
    Atomics.store(cells, jobCells.cancelled, id);
    const session = new Session(vips, [], () => 0);
    const request = { captions: [nothing], look, settings: settingsForTest() };
    const files = photos.slice(0, 1).map(requestOf);
    await expect(session.contactSheet(job, files, request)).rejects.toThrow(Cancelled);
  });
});
