import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { be32, bytes } from '../../src/core/source/tiny-files';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from './export-picture';
import { LastFinished } from '../memory/last-finished';
import type { OpenPicture } from '../memory/open-picture';
import {
  encodedForTest,
  jobForTest,
  openForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
} from '../testing/index';
import {
  chunk,
  codes,
  gamma,
  gifAt,
  imageOf,
  p3Places,
  pngOf,
  srgb,
  srgbPlaces,
  turningTexts,
} from '../testing/said';

let vips: VipsBinding;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());

const numbersOf = (picture: OpenPicture): number[] => [
  ...picture.fullCopy(jobForTest().job).writeToMemory(),
];
const textsOf = (picture: OpenPicture): string[] => picture.info.notices.map(({ text }) => text);

describe('the colours that a PNG says', () => {
  const pixels = [16, 16, 16, 64, 64, 64, 128, 128, 128, 200, 200, 200, 200, 100, 50];
  // What Chromium 156 shows of the same files.
  it.each([
    [
      'gamma 1',
      [gamma(1)],
      [71, 71, 71, 137, 137, 137, 188, 188, 188, 229, 229, 229, 229, 168, 122],
    ],
    [
      'gamma 0.5',
      [gamma(0.5)],
      [13, 13, 13, 71, 71, 71, 137, 137, 137, 206, 206, 206, 206, 109, 55],
    ],
    ['the gamma of sRGB', [gamma(0.45455)], pixels],
    ['about that of sRGB', [gamma(0.46)], pixels],
    ['no gamma at all', [gamma(0)], pixels],
    ['primaries without a gamma', [p3Places], pixels],
    [
      'gamma 1 and P3',
      [gamma(1), p3Places],
      [71, 71, 71, 137, 137, 137, 188, 188, 188, 229, 229, 229, 240, 165, 114],
    ],
    [
      'gamma 2.2 and P3',
      [gamma(0.45455), p3Places],
      [7, 7, 7, 62, 62, 62, 129, 129, 129, 201, 201, 201, 216, 93, 24],
    ],
    ['sRGB before gamma', [srgb, gamma(1)], pixels],
    [
      'codes before gamma',
      [gamma(1), codes(12, 13, 0, 1)],
      [16, 16, 16, 64, 64, 64, 128, 128, 128, 200, 200, 200, 215, 93, 31],
    ],
    ['codes of half the range', [codes(12, 13, 0, 0)], pixels],
  ])('are those that browsers show: %s', async (_, chunks, expected) => {
    const numbers = numbersOf(await openForTest(vips, pngOf(vips, pixels, 3, chunks)));
    const apart = numbers.map((number, at) => Math.abs(number - (expected[at] ?? NaN)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['gamma and primaries', [gamma(0.45455), srgbPlaces]],
    ['gamma alone', [gamma(0.45455)]],
  ])('are sRGB where %s say that, as sRGB files may: nothing is said', async (_, chunks) => {
    const picture = await openForTest(vips, pngOf(vips, pixels, 3, chunks));
    expect(numbersOf(picture)).toEqual(pixels);
    expect(textsOf(picture)).toEqual([]);
  });

  it('are codes before an embedded profile', async () => {
    const image = imageOf(vips, pixels, 5, 3);
    const p3 = image.iccExport({ output_profile: 'p3' }).pngsaveBuffer();
    expect(numbersOf(await openForTest(vips, p3.slice()))).not.toEqual(
      numbersOf(await openForTest(vips, pngOf(vips, pixels, 3, []))),
    );
    const coded = bytes(p3.slice(0, 33), codes(1, 13, 0, 1), p3.slice(33));
    const stored = [...vips.Image.newFromBuffer(p3).writeToMemory()];
    expect(numbersOf(await openForTest(vips, coded))).toEqual(stored);
  });

  it('are honoured in grey, and in an export as on screen', async () => {
    const file = pngOf(vips, [0, 128, 255], 1, [gamma(1)]);
    expect(numbersOf(await openForTest(vips, file))).toEqual([0, 188, 255]);
    const source = { encoded: await encodedForTest(file), damaged: false, id: 'grey' };
    const request = { pipeline: pipelineOf(), settings: settingsForTest() };
    const made = exportPicture(vips, jobForTest().job, source, request, new LastFinished());
    expect([...vips.Image.newFromBuffer(made.bytes).writeToMemory()]).toEqual([0, 188, 255]);
  });

  it('are tone-mapped when they are for bright screens, and that is said', async () => {
    for (const transfer of [16, 18]) {
      const picture = await openForTest(
        vips,
        pngOf(vips, [0, 0, 0, 128, 128, 128, 255, 255, 255], 3, [codes(9, transfer, 0, 1)]),
      );
      expect(textsOf(picture)).toEqual(['HDR picture, shown in SDR.']);
      const [black = -1, , , middle = -1, , , white = -1] = numbersOf(picture);
      expect([black < 3, middle > 60 && middle < 200, white > 252]).toEqual([true, true, true]);
    }
  });
});

describe('the orientation of a PNG', () => {
  const texts = turningTexts();

  it.each([
    ['exif', texts.exif],
    ['APP1', texts.app1],
  ])('is read from a text with a raw profile: %s', async (_, text) => {
    const picture = await openForTest(vips, pngOf(vips, [10, 20, 30], 1, [text]));
    expect(picture.info).toMatchObject({ width: 1, height: 3, notices: [] });
    expect(numbersOf(picture)).toEqual([10, 20, 30]);
  });
});

describe('a GIF', () => {
  const drawn = [200, 150, 100, 255];
  const nothing = [0, 0, 0, 0];

  it('is transparent where its first frame has drawn nothing', async () => {
    const picture = await openForTest(vips, gifAt(1));
    expect(picture.info).toMatchObject({ width: 4, height: 2, hasAlpha: true });
    expect(numbersOf(picture)).toEqual(
      [nothing, drawn, nothing, nothing, ...Array<number[]>(4).fill(nothing)].flat(),
    );
  });

  it('is transparent in every frame until something is drawn', async () => {
    const { values } = settingsForTest();
    const settings = settingsForTest({
      format: 'webp',
      values: { ...values, webp: { ...values['webp'], lossless: true } },
    });
    const source = { encoded: await encodedForTest(gifAt(0, 2)), damaged: false, id: 'gif' };
    const made = exportPicture(
      vips,
      jobForTest().job,
      source,
      { pipeline: pipelineOf(), settings },
      new LastFinished(),
    );
    const strip = vips.Image.newFromBuffer(made.bytes, 'n=-1');
    const alpha = [...strip.extractBand(3).writeToMemory()];
    expect(alpha).toEqual([255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0, 0]);
  });
});

describe('the frames of a picture', () => {
  it('are told, and whether only the first can be used', async () => {
    const film = bytes(be32(3), be32(0));
    const [says, first] = [chunk('acTL', film), chunk('fcTL', new Uint8Array(26))];
    const png = await openForTest(vips, pngOf(vips, [1, 2, 3], 1, [says, first]));
    expect(textsOf(png)).toEqual(['This file has 3 frames; the first is used.']);
    const still = await openForTest(vips, pngOf(vips, [1, 2, 3], 1, [says]));
    expect(textsOf(still)).toEqual(['This file has 3 frames; the still picture beside is used.']);
    const lone = chunk('acTL', bytes(be32(1), be32(0)));
    expect(textsOf(await openForTest(vips, pngOf(vips, [1, 2, 3], 1, [lone])))).toEqual([
      'This file has 1 frame; the still picture beside is used.',
    ]);
    expect(textsOf(await openForTest(vips, pngOf(vips, [1, 2, 3], 1, [lone, first])))).toEqual([]);
    expect(textsOf(await openForTest(vips, gifAt(0, 1, 2)))).toEqual([
      'This file has 3 frames; the first is shown.',
    ]);
    const pages = [1, 2].map((number) => imageOf(vips, [number, 2], 2, 1));
    const strip = vips.Image.arrayjoin(pages, { across: 1 }).copy();
    strip.setInt('page-height', 1);
    expect(textsOf(await openForTest(vips, strip.tiffsaveBuffer().slice()))).toEqual([
      'This file has 2 pages; the first is used.',
    ]);
  });
});
