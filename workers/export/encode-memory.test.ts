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

it('counts what the encoder of AVIF holds for every pixel before it begins', () => {
  const format = formatsById.get('avif');
  if (!format) throw new Error('There is no AVIF.');
  const settings = settingsForTest({ format: 'avif' });
  const encoder = {
    format,
    values: settings.values['avif'] ?? {},
    settings,
    embeddedPipeline: null,
  };
  const execution = executionFor(vips);
  // 72 megapixels: nothing of it is computed before it is refused.
  const large = vips.Image.black(9000, 8000, { bands: 3 }).copy({ interpretation: 'srgb' });
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
