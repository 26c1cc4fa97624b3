import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Vips from 'wasm-vips';
import { formats, formatsById } from '../../src/core/formats/index';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { ExportRequest } from '../../src/core/engine/contract';
import type { Values } from '../../src/core/operations/define';
import { similarity } from '../../src/core/picture/ssim';
import type { VipsBinding } from '../runtime/binding';
import { type Exported, exportPicture } from './export-picture';
import { LastFinished } from '../memory/last-finished';
import { encodedForTest, jobForTest, pipelineOf, settingsForTest } from '../testing/index';
import { startForTest, stepForTest, textureOf } from '../testing/index';
import { lookElsewhere, lookNatively } from '../testing/looks';

let vips: VipsBinding;
let folder: string;
const sources = new Map<string, Uint8Array>();
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-encode-'));
  const photo = textureOf(vips, 131, 97);
  sources.set('colour', photo.pngsaveBuffer());
  const clear = photo.bandjoin(vips.Image.grey(131, 97, { uchar: true }));
  sources.set('clear', clear.copy({ interpretation: 'srgb' }).pngsaveBuffer());
  // 257 × value plus a little: nothing that 8 bits could hold.
  const deep = photo.linear([257], [-3]).cast('ushort').copy({ interpretation: 'rgb16' });
  sources.set('deep', deep.pngsaveBuffer());
  sources.set('grey', photo.colourspace('b-w').pngsaveBuffer());
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

async function exported(
  source: string,
  settings: Partial<ExportSettings>,
  kept = new LastFinished(),
): Promise<Exported> {
  const encoded = await encodedForTest(sources.get(source) ?? new Uint8Array());
  const request = { pipeline: pipelineOf(), settings: settingsForTest(settings) };
  const from = { encoded, damaged: false, id: source };
  return exportPicture(vips, jobForTest().job, from, request, kept);
}

const withValues = (format: string, values: Values): Partial<ExportSettings> => {
  const all = settingsForTest().values;
  return { format, values: { ...all, [format]: { ...all[format], ...values } } };
};

const decoded = ({ bytes }: Exported): Vips.Image => vips.Image.newFromBuffer(bytes);
const original = (source: string): Vips.Image =>
  vips.Image.newFromBuffer(sources.get(source) ?? new Uint8Array());
const difference = (left: Vips.Image, right: Vips.Image): number =>
  left.cast('float').subtract(right.cast('float')).abs().max();
const lightness = (image: Vips.Image) => {
  const { width, height } = image;
  return { width, height, data: image.colourspace('b-w').cast('uchar').writeToMemory().slice() };
};

/** Every value of every choice and toggle, and both ends of every number, one at a time. */
function variants(format: string): Values[] {
  const all: Values[] = [{}];
  for (const [name, parameter] of formatsById.get(format)?.parameters ?? []) {
    if (parameter.kind === 'toggle') all.push({ [name]: true }, { [name]: false });
    if (parameter.kind === 'choice') {
      all.push(...parameter.options.map(({ value }) => ({ [name]: value })));
    }
    if (parameter.kind === 'number') all.push({ [name]: parameter.min });
    // The slowest efforts take seconds each and are of the same kind as the others.
    if (parameter.kind === 'number' && name !== 'effort') all.push({ [name]: parameter.max });
  }
  return all;
}

describe.each(formats.map(({ id }) => id))('%s', (format) => {
  it('opens in other programs with every option', { timeout: 120_000 }, async () => {
    const files = new Map<string, Exported>();
    for (const values of variants(format)) {
      for (const source of ['colour', 'clear', 'deep', 'grey']) {
        const words = `${JSON.stringify(values)} of ${source}`;
        const file = await exported(source, withValues(format, values));
        const back = decoded(file);
        expect([back.width, back.height], words).toEqual([131, 97]);
        files.set(words, file);
        await lookNatively(file, source, `${format} ${words}`);
      }
    }
    lookElsewhere(files, folder);
  });

  it('looks like the picture', async () => {
    // 256 colours are few for this picture, and dither is noise, which similarity counts.
    const values: Values = format === 'gif' ? { dither: 0 } : {};
    const back = decoded(await exported('colour', withValues(format, values)));
    const alike = similarity(lightness(original('colour')), lightness(back));
    expect(alike.mean).toBeGreaterThan(format === 'gif' ? 0.8 : 0.95);
  });

  it('keeps transparency or fills it, and grey stays without colour', async () => {
    const holds = formatsById.get(format)?.holds.alpha;
    expect(decoded(await exported('clear', { format })).hasAlpha()).toBe(holds);
    const grey = decoded(await exported('grey', { format }));
    const bands = grey.bands >= 3 ? grey.colourspace('srgb') : null;
    // Encoders in YCbCr give grey back to within a step or two.
    if (bands) {
      const spread = difference(bands.extractBand(0), bands.extractBand(1));
      expect(spread).toBeLessThanOrEqual(3);
    }
  });
});

describe('what says that it is exact', () => {
  it.each([
    ['png', {}],
    ['png', { compression: 0, interlaced: true }],
    ['tiff', { compression: 'lzw', predictor: false }],
    ['tiff', { compression: 'deflate' }],
    ['tiff', { compression: 'none' }],
    ['webp', { lossless: true }],
    ['avif', { lossless: true }],
    ['jxl', { mode: 'lossless' }],
  ])('%s %o gives every pixel back', async (format, values) => {
    for (const source of ['colour', 'clear']) {
      const back = decoded(await exported(source, withValues(format, values)));
      expect(difference(back, original(source)), source).toBe(0);
    }
  });

  it.each([
    ['png', {}],
    ['tiff', {}],
    ['jxl', { mode: 'lossless' }],
  ])('%s %o gives all of 16 bits back', async (format, values) => {
    const back = decoded(await exported('deep', withValues(format, values)));
    expect(back.format).toBe('ushort');
    expect(difference(back, original('deep'))).toBe(0);
  });
});

describe('options do what they say', () => {
  it('chroma of JPEG', async () => {
    const field = async (chroma: string) =>
      decoded(await exported('colour', withValues('jpeg', { chroma }))).getString(
        'jpeg-chroma-subsample',
      );
    expect(await field('on')).toBe('4:2:0');
    expect(await field('off')).toBe('4:4:4');
  });

  it('smallest makes JPEG smaller', async () => {
    const plain = await exported('colour', { format: 'jpeg' });
    const smallest = await exported('colour', withValues('jpeg', { smallest: true }));
    expect(smallest.bytes.length).toBeLessThan(plain.bytes.length);
  });

  it('a palette has as many colours as it says', async () => {
    for (const [colours, max] of [
      ['8', 256],
      ['4', 16],
      ['2', 4],
      ['1', 2],
    ] as const) {
      const back = decoded(await exported('colour', withValues('png', { colours })));
      const pixels = back.writeToMemory();
      const seen = new Set<string>();
      for (let at = 0; at < pixels.length; at += back.bands) {
        seen.add(pixels.slice(at, at + back.bands).join());
      }
      expect(seen.size).toBeLessThanOrEqual(max);
      expect(seen.size).toBeGreaterThan(max / 3);
    }
  });

  it('bits per channel', async () => {
    const depth = async (format: string, source: string, values: Values) =>
      decoded(await exported(source, withValues(format, values))).format;
    for (const format of ['png', 'tiff', 'jxl']) {
      expect(await depth(format, 'deep', { depth: '8' })).toBe('uchar');
      expect(await depth(format, 'deep', { depth: 'keep' })).toBe('ushort');
      expect(await depth(format, 'colour', { depth: '16' })).toBe('ushort');
    }
    for (const [bits, kind] of [
      ['8', 'uchar'],
      ['10', 'ushort'],
      ['12', 'ushort'],
    ] as const) {
      expect(await depth('avif', 'deep', { bits })).toBe(kind);
    }
  });
});

describe('a target', () => {
  it('is kept, by quality and then by size, with what was tried', async () => {
    const plain = await exported('colour', withValues('jpeg', { quality: 95 }));
    const target = Math.round(plain.bytes.length * 0.7);
    const fitted = await exported('colour', {
      ...withValues('jpeg', { quality: 95 }),
      fitUnder: target,
    });
    expect(fitted.bytes.length).toBeLessThanOrEqual(target);
    expect(fitted.quality).toBeLessThan(95);
    expect(fitted.width).toBe(131);
    expect(fitted.trials.length).toBeGreaterThan(1);
    const small = await exported('colour', { format: 'png', fitUnder: 16_000 });
    expect(small.bytes.length).toBeLessThanOrEqual(16_000);
    expect(small.width).toBeLessThan(131);
    expect(decoded(small).width).toBe(small.width);
  });

  it('that cannot be reached is refused in words', async () => {
    const refused = exported('colour', { format: 'png', fitUnder: 100 });
    await expect(refused).rejects.toMatchObject({
      error: { code: 'OUT-FIT', message: expect.stringContaining('even one pixel takes') },
    });
    const kept = exported('colour', { format: 'png', fitUnder: 16_000, fitKeepsSize: true });
    await expect(kept).rejects.toMatchObject({
      error: { code: 'OUT-FIT', advice: expect.stringContaining('May shrink') },
    });
  });

  it.each(['jpeg', 'webp', 'avif', 'jxl', 'png', 'gif', 'tiff'])(
    'of 2 KB is met by %s, which makes the picture as small as it must',
    async (format) => {
      const small = await exported('colour', { format, fitUnder: 2_000 });
      expect(small.bytes.length).toBeLessThanOrEqual(2_000);
      expect(decoded(small)).toMatchObject({ width: small.width, height: small.height });
    },
  );

  it('is met at full size where the size is to be kept', async () => {
    const target = (await exported('colour', withValues('jpeg', { quality: 5 }))).bytes.length;
    const kept = await exported('colour', { format: 'jpeg', fitUnder: target, fitKeepsSize: true });
    expect(kept.bytes.length).toBeLessThanOrEqual(target);
    expect(kept).toMatchObject({ width: 131, quality: expect.any(Number) });
    expect(kept.quality).toBeLessThan(35);
  });
});

describe('a finished picture that is kept', () => {
  it('gives the same bytes as one that is computed anew', async () => {
    const encoded = await encodedForTest(sources.get('colour') ?? new Uint8Array());
    const kept = new LastFinished();
    const pipeline = pipelineOf(stepForTest('exposure', { stops: 0.5 }), stepForTest('sharpen'));
    const run = (
      settings: Partial<ExportSettings>,
      into: LastFinished,
      purpose: Partial<Pick<ExportRequest, 'purpose'>>,
    ) =>
      exportPicture(
        vips,
        jobForTest().job,
        { encoded, damaged: false, id: 'colour' },
        { pipeline, settings: settingsForTest(settings), ...purpose },
        into,
      ).bytes;
    for (const format of ['jpeg', 'png', 'avif']) {
      const anew = run({ format }, new LastFinished(), {});
      expect(run({ format }, kept, { purpose: 'measure' })).toEqual(anew);
    }
    expect(kept.last).not.toBeNull();
    kept.drop();
  });
});
