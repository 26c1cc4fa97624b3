import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { admitReadable } from './admit-readable';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import { OpenPicture } from '../memory/open-picture';
import { asItIs } from '../../src/core/engine/requests';
import type { VectorDrawer } from '../protocol';
import { jobForTest, startForTest } from '../testing/index';
import { drawBy } from './vector-drawer';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest(['resvg']);
});
afterAll(() => vips.shutdown());
afterEach(() => {
  drawBy(() => Promise.resolve(null));
});

const letter = '<text y="20">a</text>';
const block = '<rect x="50" y="40" width="300" height="200"/>';
const missing = 'Its text is missing, because this browser could not draw it.';

/** Opens a drawing of these attributes and this inside as the worker does. */
async function open(
  attributes: string,
  inside: string,
  rasterLongEdge: number | null = null,
): Promise<OpenPicture['info']> {
  const file = new Blob([`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`]);
  const admitted = await admitReadable(vips, { ...asItIs, file, name: 'a.svg', rasterLongEdge });
  if (!admitted.ok) throw new JobError(admitted.error);
  return OpenPicture.open(vips, jobForTest().job, admitted.value.encoded, file.size).info;
}

/** Has the page draw nothing of the size that it is asked for. */
const drawNothing: VectorDrawer = (_svg, width, height) => {
  const image = vips.Image.black(width, height, { bands: 3 }).copy({ interpretation: 'srgb' });
  return Promise.resolve(new Blob([new Uint8Array(image.pngsaveBuffer())]));
};

it.each([
  ['nothing else', '', letter, null, [300, 150]],
  ['a block', '', letter + block, null, [350, 240]],
  ['a block, at a size that was chosen', '', letter + block, 700, [700, 480]],
  ['one side stated', 'width="200"', letter + block, null, [200, 240]],
  ['both sides stated', 'width="20" height="10"', letter + block, null, [20, 10]],
] as const)('letters are drawn by the page: %s', async (_what, attributes, inside, at, size) => {
  drawBy(drawNothing);
  const { width, height, notices } = await open(attributes, inside, at);
  expect([width, height]).toEqual(size);
  expect(notices.map(({ kind }) => kind)).toContain('letters');
  expect(notices.map(({ text }) => text)).not.toContain(missing);
});

it('says that letters are missing where the page could not draw them', async () => {
  const texts = async (inside: string): Promise<string[]> =>
    (await open('width="20" height="10"', inside)).notices.map(({ text }) => text);
  expect(await texts(letter + block)).toContain(missing);
  expect(await texts(block)).not.toContain(missing);
});
