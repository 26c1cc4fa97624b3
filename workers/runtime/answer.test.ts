import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../src/core/base/result';
import { answerOf } from './answer';
import type { VipsBinding } from './binding';
import { appError, cancelled } from '../../src/core/base/errors';
import { limits } from '../../src/core/base/limits';
import { EngineBroken, JobError } from './errors';
import { brokenBy } from './guard';
import { OpenPicture } from '../memory/open-picture';
import { asItIs } from '../../src/core/engine/requests';
import { Session } from '../session';
import { encodedForTest, jobForTest, startForTest } from '../testing/index';

/** So many groups inside each other that the decoder's stack overflows. */
const groups = 100_000;
const nested = new TextEncoder().encode(
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<g>'.repeat(groups)}${'</g>'.repeat(groups)}</svg>`,
);

const trapIn = (vips: VipsBinding): unknown => vips.Image.newFromBuffer(nested);

/** An instance of its own, since it does not survive. */
const start = (): Promise<VipsBinding> => startForTest(['resvg']);
const grey = { create: { width: 30, height: 20, channels: 3, background: '#808080' } } as const;

describe('a job that breaks the engine', () => {
  it('asks for another engine, however what was thrown is wrapped', async () => {
    const vips = await start();
    const answer = await answerOf(
      vips,
      () => 7,
      () => {
        try {
          trapIn(vips);
        } catch {
          return Promise.resolve(fail({ code: 'IMG-DAMAGED', message: 'Wrapped.', step: 's1' }));
        }
        return Promise.resolve(ok('fine'));
      },
    );
    expect(answer).toMatchObject({ engineBytes: 7, replace: 'broken' });
    expect(answer.result).toMatchObject({ ok: false, error: { code: 'ENG-DIED', step: 's1' } });
  });

  it('keeps a result that it has all the same, and a stop', async () => {
    const vips = await start();
    expect(() => trapIn(vips)).toThrow(EngineBroken);
    const some = await answerOf(
      vips,
      () => 1,
      () => Promise.resolve(ok('fine')),
    );
    expect(some).toMatchObject({ result: ok('fine'), replace: 'broken' });
    const none = await answerOf(
      vips,
      () => 1,
      () => Promise.resolve(fail(cancelled())),
    );
    expect(none).toMatchObject({ result: fail(cancelled()), replace: 'broken' });
  });

  it('leaves nothing to a broken engine: no call reaches it, and handles are let go', async () => {
    const vips = await start();
    const image = vips.Image.black(4, 4);
    expect(() => trapIn(vips)).toThrow(EngineBroken);
    expect(() => image.width).toThrow(EngineBroken);
    expect(() => image.avg()).toThrow(EngineBroken);
    expect(() => vips.Image.black(1, 1)).toThrow(EngineBroken);
    expect(() => image.delete()).not.toThrow();
  });

  it('is not blamed on the picture that is opened next', async () => {
    const vips = await start();
    expect(() => trapIn(vips)).toThrow(EngineBroken);
    const good = await sharp(grey).png().toBuffer();
    const encoded = await encodedForTest(good);
    const { job } = jobForTest();
    expect(() => OpenPicture.open(vips, job, encoded, good.length)).toThrow(EngineBroken);
    const session = new Session(vips, ['resvg'], () => 1);
    const request = { ...asItIs, file: new Blob([new Uint8Array(good)]), name: 'good.png' };
    for (const work of [
      () => session.open(job, request),
      () => session.importAsset(job, request),
      () => session.embeddedPipeline(job, request),
      () => session.drawSample(job),
    ]) {
      const answer = await answerOf<unknown>(vips, () => 1, work);
      expect(answer).toMatchObject({ replace: 'broken', result: { error: { code: 'ENG-DIED' } } });
    }
  });

  it('knows no harm of failures that leave the engine well', async () => {
    const vips = await start();
    expect(() => vips.Image.black(4, 4).extractArea(0, 0, 9, 9)).toThrow();
    expect(() => vips.Image.black(4, 4).extractBand(7)).toThrow();
    const failed = await answerOf(
      vips,
      () => 1,
      () => Promise.reject(new TypeError('a mistake')),
    );
    expect(failed).toMatchObject({ result: { error: { code: 'BUG' } } });
    expect([brokenBy(vips), failed.replace]).toEqual([null, undefined]);
    expect(vips.Image.black(4, 4).avg()).toBe(0);
  });
});

describe('a job that is refused memory', () => {
  it('asks for another engine, whatever it makes of that', async () => {
    const vips = await start();
    const answer = await answerOf(
      vips,
      () => 1,
      () => {
        expect(() => vips.Image.black(60_000, 60_000, { bands: 3 }).copyMemory()).toThrow();
        return Promise.resolve(ok('a smaller one'));
      },
    );
    expect(answer).toMatchObject({ result: ok('a smaller one'), replace: 'memory' });
  });

  it('says so of a failure without a reason, in an instance that takes all it may have', async () => {
    const vips = await start();
    const failed = (): Promise<never> => Promise.reject(new Error('JxlEncoderAddImageFrame error'));
    const full = await answerOf(vips, () => limits.engineBytes - 1, failed);
    expect(full).toMatchObject({ result: { error: { code: 'JOB-MEMORY' } }, replace: 'memory' });
    const roomy = await answerOf(vips, () => limits.engineBytes / 2, failed);
    expect(roomy).toMatchObject({ result: { error: { code: 'JOB-FAILED' } } });
    expect(roomy.replace).toBeUndefined();
  });

  it('is not known from a refusal of our own, after which the engine is as good as before', async () => {
    const vips = await start();
    const refused = new JobError(appError('JOB-MEMORY', 'Too large.'));
    expect(
      await answerOf(
        vips,
        () => 1,
        () => Promise.reject(refused),
      ),
    ).not.toHaveProperty('replace');
  });
});
