import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asItIs } from '../src/core/engine/requests';
import type { VipsBinding } from './runtime/binding';
import { Session } from './session';
import { jobForTest, startForTest, textureOf } from './testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

const { job } = jobForTest();
const picture = (width: number): Blob =>
  new Blob([textureOf(vips, width, 30).pngsaveBuffer().slice()]);
const requestOf = (key: number, file: Blob) => ({ ...asItIs, file, name: 'a.png', key });
/** Nobody can open it: whoever does has what was decoded before. */
const unreadable = new Blob(['no picture']);

describe('pictures that are decoded ahead', () => {
  it('are open at once, and only once', async () => {
    const session = new Session(vips, [], () => 0);
    await session.openAhead(job, requestOf(1, picture(40)));
    expect(await session.open(job, requestOf(1, unreadable))).toMatchObject({
      ok: true,
      value: { width: 40 },
    });
    expect((await session.open(job, requestOf(1, unreadable))).ok).toBe(false);
    await session.close(job);
  });

  it('are two, the newest, and none once the picture is closed', async () => {
    const session = new Session(vips, [], () => 0);
    const opens = async (key: number): Promise<boolean> =>
      (await session.open(job, requestOf(key, unreadable))).ok;
    for (const key of [1, 2, 3]) await session.openAhead(job, requestOf(key, picture(40 + key)));
    expect([await opens(1), await opens(2), await opens(3)]).toEqual([false, true, true]);
    await session.openAhead(job, requestOf(4, picture(44)));
    await session.close(job);
    expect(await opens(4)).toBe(false);
  });

  it('are none once a picture is open that was not one of them', async () => {
    const session = new Session(vips, [], () => 0);
    for (const key of [1, 2]) await session.openAhead(job, requestOf(key, picture(40 + key)));
    expect((await session.open(job, requestOf(9, unreadable))).ok).toBe(false);
    expect((await session.open(job, requestOf(1, unreadable))).ok).toBe(true);
    expect((await session.open(job, requestOf(3, picture(43)))).ok).toBe(true);
    expect((await session.open(job, requestOf(2, unreadable))).ok).toBe(false);
    await session.close(job);
  });

  it('are none for a drawing of another size, and none of large pictures', async () => {
    const session = new Session(vips, [], () => 0);
    await session.openAhead(job, requestOf(1, picture(40)));
    const larger = { ...requestOf(1, unreadable), rasterLongEdge: 80 };
    expect((await session.open(job, larger)).ok).toBe(false);
    const header = vips.Image.black(20_000, 6_000).pngsaveBuffer({ compression: 1 }).slice();
    const large = await session.openAhead(job, requestOf(2, new Blob([header])));
    expect(large).toMatchObject({ ok: false, error: { code: 'IMG-LARGE' } });
    await session.close(job);
  });
});
