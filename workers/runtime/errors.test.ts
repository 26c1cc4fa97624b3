import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appError } from '../../src/core/base/errors';
import type { VipsBinding } from './binding';
import { Cancelled, EngineBroken, JobError, toAppError } from './errors';
import { startForTest } from '../testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
};

describe('toAppError', () => {
  it('reads the text out of a libvips failure, which is no Error', () => {
    const thrown = thrownBy(() => vips.Image.black(4, 4).extractArea(0, 0, 9, 9));
    expect(thrown).not.toBeInstanceOf(Error);
    const error = toAppError(thrown, { id: 's1', label: 'Crop' });
    expect(error).toMatchObject({ code: 'JOB-FAILED', step: 's1' });
    expect(error.message).toBe('The step “Crop” could not be done.');
    expect(error.detail).toContain('extract_area: bad extract area');
  });

  it('knows a lack of memory', () => {
    const huge = vips.Image.black(60_000, 60_000, { bands: 3 });
    const thrown = thrownBy(() => huge.copyMemory());
    expect(toAppError(thrown).code).toBe('JOB-MEMORY');
    expect(toAppError(new RangeError('Array buffer allocation failed')).code).toBe('JOB-MEMORY');
  });

  it('tells a broken engine from a failed job', () => {
    expect(toAppError(new EngineBroken('unreachable')).code).toBe('ENG-DIED');
    expect(toAppError(thrownBy(() => vips.Image.black(1, 1).extractBand(7))).code).toBe(
      'JOB-FAILED',
    );
  });

  it('passes on what was said in words already, and cancellation', () => {
    const said = appError('OUT-DIM', 'Too long.');
    expect(toAppError(new JobError(said))).toEqual(said);
    expect(toAppError(new Cancelled()).code).toBe('JOB-CANCELLED');
    expect(toAppError(new TypeError('x is not a function')).code).toBe('BUG');
  });
});
