import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { noCamera } from '../../core/naming/tokens';
import { fail, ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { until } from '../testing';
import { setUp } from './testing';

const cancelled = fail(appError('JOB-CANCELLED', 'Stopped.'));

describe('the results of a run', () => {
  it('is in natural order, however the files came, and numbered by that', async () => {
    const { batch, begun, finish, add, handed } = setUp({ settings: { fileName: '{index}' } });
    add('IMG_10.jpg', 'img_3.jpg');
    add('IMG_2.jpg');
    add(...Array.from({ length: 7 }, (_, index) => `IMG_${index + 20}.jpg`));
    expect(batch.items.map(({ index }) => index)).toEqual(batch.items.map((_, index) => index));
    const run = batch.start();
    for (const { name } of batch.items) await finish(name);
    await run;
    expect(begun.slice(0, 3)).toEqual(['IMG_2.jpg', 'img_3.jpg', 'IMG_10.jpg']);
    expect(handed[0]?.slice(0, 2)).toEqual(['01.jpg', '02.jpg']);
    expect(handed[0]?.at(-1)).toBe('10.jpg');
  });

  it('numbers what a stopped run has done by its place among all', async () => {
    const { batch, begun, finish, add, handed } = setUp({ settings: { fileName: '{index}' } });
    add(...Array.from({ length: 12 }, (_, index) => `IMG_${index}.jpg`));
    const run = batch.start();
    await finish('IMG_0.jpg');
    await until(() => begun.includes('IMG_1.jpg'));
    batch.stop();
    await finish('IMG_1.jpg', cancelled);
    await run;
    expect(handed).toEqual([['01.jpg']]);
  });

  it("calls results by the person's own export preset", async () => {
    const settings = { fileName: '{preset}', format: 'png' };
    const { batch, finish, add, handed } = setUp({ settings });
    add('a.jpg');
    const run = batch.start();
    await finish('a.jpg');
    await run;
    expect(handed).toEqual([['Mine.jpg']]);
  });

  it('dates results like their sources, or as the camera did', async () => {
    const { batch, finish, dated } = setUp();
    const lastModified = new Date(2024, 4, 17, 10, 20, 30).getTime();
    const date = { year: 2019, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
    batch.add([{ file: new File(['x'], 'a.jpg', { lastModified }), folder: '' }]);
    const run = batch.start();
    await finish('a.jpg', ok({ ...exportAnswer, camera: { ...noCamera, date } }));
    await run;
    batch.dates = 'taken';
    await batch.handOver();
    expect(dated).toEqual([new Date(lastModified), new Date(2019, 1, 3, 4, 5, 6)]);
  });
});
