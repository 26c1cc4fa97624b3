import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Vips from 'wasm-vips';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { Values } from '../../src/core/operations/define';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import type { VipsBinding } from '../runtime/binding';
import { type Exported, exportPicture } from './export-picture';
import { LastFinished } from '../memory/last-finished';
import { encodedForTest, jobForTest, pipelineOf, settingsForTest } from '../testing/index';
import { startForTest, stepForTest, textureOf } from '../testing/index';

let vips: VipsBinding;
let stills: Vips.Image[];
beforeAll(async () => {
  vips = await startForTest();
  const photo = textureOf(vips, 180, 120);
  stills = [photo, photo.flip('horizontal'), photo.invert()];
});
afterAll(() => vips.shutdown());

/** Returns an animation of the stills, played twice, for so long each. */
function animationOf(delays: number[]): Uint8Array {
  const strip = vips.Image.arrayjoin(stills, { across: 1 }).copy();
  strip.setInt('page-height', 120);
  strip.setArrayInt('delay', delays);
  strip.setInt('loop', 2);
  return strip.webpsaveBuffer({ lossless: true, exact: true });
}

async function exported(
  bytes: Uint8Array,
  pipeline: Pipeline,
  format: string,
  values: Values = {},
  more: Partial<ExportSettings> = {},
): Promise<Exported> {
  const all = settingsForTest().values;
  const settings = settingsForTest({
    format,
    values: { ...all, [format]: { ...all[format], ...values } },
    ...more,
  });
  const source = { encoded: await encodedForTest(bytes), damaged: false, id: 'animation' };
  return exportPicture(vips, jobForTest().job, source, { pipeline, settings }, new LastFinished());
}

/** Returns the frames of a file as pixels. */
function framesOf({ bytes, encoder }: Exported): {
  frames: Uint8Array[];
  delays: number[];
  loop: number;
} {
  const strip = vips.Image.newFromBuffer(bytes, encoder.format.id === 'png' ? '' : 'n=-1');
  const height = strip.getTypeof('page-height') === 0 ? strip.height : strip.getInt('page-height');
  const frames = Array.from({ length: strip.height / height }, (_, index) => {
    const frame = strip.crop(0, index * height, strip.width, height);
    const colour = frame.hasAlpha() ? frame.flatten() : frame;
    return Uint8Array.from(colour.cast('uchar').writeToMemory());
  });
  const isMoving = strip.getTypeof('delay') !== 0;
  return {
    frames,
    delays: isMoving ? strip.getArrayInt('delay') : [],
    loop: isMoving ? strip.getInt('loop') : 0,
  };
}

const halved = (): Pipeline =>
  pipelineOf(
    stepForTest('invert'),
    stepForTest('resize', { mode: 'percent', percent: 50 }),
    stepForTest('grain'),
  );

describe('an animation', () => {
  it('goes through the pipeline frame by frame, with its times', async () => {
    const made = await exported(animationOf([40, 100, 250]), halved(), 'webp', { lossless: true });
    expect([made.width, made.height]).toEqual([90, 60]);
    const { frames, delays, loop } = framesOf(made);
    expect(delays).toEqual([40, 100, 250]);
    expect(loop).toBe(2);
    expect(frames).toHaveLength(3);
    for (const [index, still] of stills.entries()) {
      const alone = await exported(still.pngsaveBuffer(), halved(), 'png');
      expect(frames[index], `frame ${index + 1}`).toEqual(framesOf(alone).frames[0]);
    }
  });

  it('becomes a GIF, whose frames look like the exact ones', async () => {
    const made = await exported(animationOf([40, 100, 250]), halved(), 'gif');
    const exact = await exported(animationOf([40, 100, 250]), halved(), 'webp', { lossless: true });
    const { frames, delays, loop } = framesOf(made);
    expect(delays).toEqual([40, 100, 250]);
    expect(loop).toBe(2);
    for (const [index, frame] of framesOf(exact).frames.entries()) {
      const apart = frame.map((value, at) => Math.abs(value - (frames[index]?.[at] ?? 0)));
      const mean = apart.reduce((sum, one) => sum + one, 0) / apart.length;
      expect(mean, `frame ${index + 1}`).toBeLessThan(20);
    }
    const few = await exported(animationOf([40, 100, 250]), halved(), 'gif', { colours: '2' });
    expect(few.bytes.length).toBeLessThan(made.bytes.length);
  });

  it('is one picture where that is wanted, and in formats that stand still', async () => {
    const source = animationOf([40, 40, 40]);
    for (const [format, values] of [
      ['webp', { lossless: true, animation: false }],
      ['png', {}],
    ] as const) {
      const { frames } = framesOf(await exported(source, halved(), format, values));
      expect(frames, format).toHaveLength(1);
    }
  });

  it('fits under a target, smaller if need be', async () => {
    const source = animationOf([40, 40, 40]);
    const plain = await exported(source, pipelineOf(), 'gif');
    const fitUnder = Math.round(plain.bytes.length * 0.6);
    const made = await exported(source, pipelineOf(), 'gif', {}, { fitUnder });
    expect(made.bytes.length).toBeLessThanOrEqual(fitUnder);
    expect(made.width).toBeLessThan(180);
    expect(framesOf(made).frames).toHaveLength(3);
  });

  it('is refused in words when a step would decide anew for every frame', async () => {
    const refused = exported(
      animationOf([40, 40, 40]),
      pipelineOf(stepForTest('auto-levels')),
      'gif',
    );
    await expect(refused).rejects.toMatchObject({
      error: { message: expect.stringContaining('“Auto levels” looks at a whole picture') },
    });
    const alone = await exported(
      animationOf([40, 40, 40]),
      pipelineOf(stepForTest('auto-levels')),
      'gif',
      { animation: false },
    );
    expect(framesOf(alone).frames).toHaveLength(1);
  });
});
