import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatsById } from '../../src/core/formats/index';
import type { VipsBinding } from '../runtime/binding';
import { encode } from './encode';
import { executionFor } from '../runtime/resources';
import { jobForTest, settingsForTest, startForTest } from '../testing/index';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

/** 8 megapixels are within what JPEG XL takes at less effort; 72 are too many for AVIF at any. */
it.each([
  ['avif', {}, 9000, 8000],
  ['jxl', { effort: 9 }, 4000, 2000],
])('counts what the encoder of %s with %o holds before it begins', (id, changed, width, height) => {
  const format = formatsById.get(id);
  if (!format) throw new Error(`There is no ${id}.`);
  const settings = settingsForTest({ format: format.id });
  const encoder = {
    format,
    values: { ...settings.values[id], ...changed },
    settings,
    embeddedPipeline: null,
  };
  const execution = executionFor(vips);
  // Nothing of it is computed before it is refused.
  const large = vips.Image.black(width, height, { bands: 3 }).copy({ interpretation: 'srgb' });
  const encoding = () =>
    encode(jobForTest().job, execution, execution.own(large), {
      encoder,
      scale: 1,
      held: 0,
      name: 'large.png',
    });
  expect(encoding).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'JOB-MEMORY' }) }),
  );
  execution.dispose();
});
