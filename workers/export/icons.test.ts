import { afterAll, beforeAll, expect, it } from 'vitest';
import { iconPipeline, icons, iconSettings } from '../../src/core/icons/icon-set';
import { LastFinished } from '../memory/last-finished';
import type { VipsBinding } from '../runtime/binding';
import { encodedForTest, jobForTest, pipelineOf, startForTest, textureOf } from '../testing/index';
import { exportPicture } from './export-picture';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

it.each([
  [1, 1],
  [7, 90],
  [120, 80],
  [640, 640],
])('icons are squares of their side, whatever the picture is: %i × %i', async (width, height) => {
  const encoded = await encodedForTest(textureOf(vips, width, height).pngsaveBuffer());
  for (const fit of ['fill', 'inside'] as const) {
    for (const icon of icons) {
      const pipeline = iconPipeline(pipelineOf(), icon, { fit, ground: '#102030' });
      const request = { pipeline, settings: iconSettings() };
      const source = { encoded, damaged: false, id: 'test' };
      const made = exportPicture(vips, jobForTest().job, source, request, new LastFinished());
      expect([made.width, made.height]).toEqual([icon.side, icon.side]);
      const clear = fit === 'inside' && width !== height && icon.use === 'icon';
      const [red, green, blue, alpha = 255] = vips.Image.newFromBuffer(made.bytes).getpoint(0, 0);
      // Where the clear edge is reduced with the picture, a trace of it may be seen.
      const told = `${icon.file} ${icon.side}`;
      if (clear) expect(alpha, told).toBeLessThan(8);
      else expect(alpha, told).toBe(255);
      if (icon.use === 'maskable') expect([red, green, blue]).toEqual([16, 32, 48]);
    }
  }
});
