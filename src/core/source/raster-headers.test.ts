import { describe, expect, it } from 'vitest';
import { headerOf, refusalOf } from './header-of';
import {
  be32,
  bytes,
  chunk,
  exif,
  gif,
  gifFrame,
  jpeg,
  png,
  riff,
  segment,
  tiff,
  webp,
  webpExtended,
  webpLossless,
  webpLossy,
  type TiffEntry,
} from './tiny-files';

describe('JPEG', () => {
  it.each([
    [0xc0, false],
    [0xc1, false],
    [0xc2, true],
    [0xc9, false],
    [0xca, true],
  ])('reads the frame header %i', async (frame, progressive) => {
    expect(await headerOf(jpeg(4000, 3000, { frame }))).toMatchObject({
      format: 'jpeg',
      width: 4000,
      height: 3000,
      bands: 3,
      bitsPerBand: 8,
      progressive,
      hasAlpha: false,
    });
  });

  it('does not take tables for frame headers', async () => {
    const segments = [0xc4, 0xc8, 0xcc].map((code) =>
      segment(code, bytes(new Uint8Array(9).fill(7))),
    );
    expect(await headerOf(jpeg(31, 17, { segments }))).toMatchObject({ width: 31, height: 17 });
  });

  it('finds a frame header behind megabytes of application segments', async () => {
    const segments = Array.from({ length: 60 }, () => segment(0xe5, new Uint8Array(65_533)));
    expect(await headerOf(jpeg(31, 17, { segments }))).toMatchObject({ width: 31, height: 17 });
  });

  it('reads orientation, profile and gain map', async () => {
    const segments = [
      segment(0xe1, bytes('Exif\0\0', exif(6))),
      segment(0xe2, bytes('ICC_PROFILE\0', [1, 1])),
      segment(
        0xe1,
        bytes('http://ns.adobe.com/xap/1.0/\0<x xmlns:h="http://ns.adobe.com/hdr-gain-map/1.0/"/>'),
      ),
    ];
    const read = await headerOf(jpeg(40, 30, { segments, bands: 4 }));
    expect(read).toMatchObject({ orientation: 6, hasProfile: true, hasGainMap: true, bands: 4 });
  });

  it('takes a damaged EXIF block for none', async () => {
    const segments = [segment(0xe1, bytes('Exif\0\0II*\0', [0xff, 0xff, 0xff, 0x7f]))];
    expect(await headerOf(jpeg(40, 30, { segments }))).toMatchObject({ orientation: 1 });
  });

  it('says when the header is cut off, comes too late or has no size', async () => {
    expect(await refusalOf(jpeg(40, 30).subarray(0, 9), 'cut.jpg')).toBe(
      'IMG-DAMAGED: cut.jpg starts like a picture but ends before it says how large it is, so it was not opened.',
    );
    expect(await refusalOf(bytes([0xff, 0xd8, 0xff, 0xd9, 0, 0]))).toContain('IMG-DAMAGED');
    expect(await refusalOf(jpeg(0, 30))).toContain('does not say how large');
  });
});

describe('PNG', () => {
  it.each([
    [0, 1, 1],
    [2, 16, 3],
    [3, 4, 3],
    [4, 8, 2],
    [6, 8, 4],
  ])('reads colour type %i of depth %i as %i bands', async (colourType, depth, bands) => {
    expect(await headerOf(png(7, 5, { colourType, depth }))).toMatchObject({
      format: 'png',
      width: 7,
      height: 5,
      bands,
      bitsPerBand: colourType === 3 ? 8 : depth,
      hasAlpha: colourType >= 4,
    });
  });

  it('reads transparency, profile, orientation, frames and interlacing', async () => {
    const chunks = [
      chunk('tRNS', bytes([0])),
      chunk('iCCP', bytes('p\0\0')),
      chunk('eXIf', exif(8, true)),
      chunk('acTL', bytes(be32(12), be32(0))),
    ];
    expect(
      await headerOf(png(7, 5, { colourType: 3, depth: 1, interlace: 1, chunks })),
    ).toMatchObject({
      bands: 4,
      hasAlpha: true,
      hasProfile: true,
      orientation: 8,
      frames: 12,
      animated: true,
      progressive: true,
    });
  });

  it('refuses a header without a size', async () => {
    expect(await refusalOf(png(0, 5))).toContain('IMG-DAMAGED');
    expect(await refusalOf(png(7, 5, { colourType: 5 }))).toContain('IMG-DAMAGED');
  });
});

describe('WebP', () => {
  it('reads lossy, lossless and extended files', async () => {
    expect(await headerOf(webp(webpLossy(550, 368)))).toMatchObject({
      width: 550,
      height: 368,
      bands: 3,
    });
    expect(await headerOf(webp(webpLossless(16_383, 1, true)))).toMatchObject({
      width: 16_383,
      height: 1,
      bands: 4,
      hasAlpha: true,
    });
    const frames = Array.from({ length: 3 }, () => riff('ANMF', new Uint8Array(17)));
    expect(
      await headerOf(webp(webpExtended(0x3a, 70_000, 9), ...frames, riff('EXIF', exif(3)))),
    ).toMatchObject({
      width: 70_000,
      height: 9,
      frames: 3,
      framesCounted: true,
      animated: true,
      hasAlpha: true,
      hasProfile: true,
      orientation: 3,
    });
  });

  it('refuses what is no key frame', async () => {
    expect(await refusalOf(webp(riff('VP8 ', new Uint8Array(10).fill(1))))).toContain(
      'IMG-DAMAGED',
    );
    expect(await refusalOf(webp(riff('JUNK', new Uint8Array(10))))).toContain('IMG-DAMAGED');
  });
});

describe('TIFF', () => {
  const page: readonly TiffEntry[] = [
    [256, 4, 317],
    [257, 3, 211],
    [258, 3, 16],
    [262, 3, 2],
    [274, 3, 5],
    [277, 3, 4],
    [278, 3, 64],
    [338, 3, 2],
    [34_675, 7, 1],
  ];

  it.each([
    { little: true, big: false },
    { little: false, big: false },
    { little: true, big: true },
    { little: false, big: true },
  ])('reads the first directory and counts pages: %o', async (layout) => {
    expect(await headerOf(tiff([page, page, page], layout))).toMatchObject({
      format: 'tiff',
      width: 317,
      height: 211,
      bands: 4,
      bitsPerBand: 16,
      hasAlpha: true,
      orientation: 5,
      hasProfile: true,
      frames: 3,
      framesCounted: true,
      rowsAtOnce: 64,
    });
  });

  it('reads a palette as three bands of eight bits', async () => {
    const entries: readonly TiffEntry[] = [
      [256, 3, 9],
      [257, 3, 8],
      [258, 3, 4],
      [262, 3, 3],
    ];
    expect(await headerOf(tiff([entries]))).toMatchObject({
      bands: 3,
      bitsPerBand: 8,
      rowsAtOnce: 8,
    });
  });

  it('does not follow directories in a circle', async () => {
    expect(await headerOf(tiff([page, page], { link: 8 }))).toMatchObject({
      frames: 2,
      framesCounted: false,
    });
  });

  it('finds a directory at the far end of the file', async () => {
    const file = tiff([page]);
    const far = 5_000_000;
    const moved = new Uint8Array(far + file.length);
    moved.set(file.subarray(0, 8));
    moved.set(file.subarray(8), far);
    new DataView(moved.buffer).setUint32(4, far, true);
    expect(await headerOf(moved)).toMatchObject({ width: 317, frames: 1 });
  });
});

describe('GIF', () => {
  it('counts frames and sees transparency', async () => {
    expect(await headerOf(gif(80, 60, gifFrame(80, 60), gifFrame(80, 60, true)))).toMatchObject({
      format: 'gif',
      width: 80,
      height: 60,
      frames: 2,
      framesCounted: true,
      animated: true,
      hasAlpha: true,
      bands: 4,
    });
  });

  it('takes the first frame for the size when the screen has none, and bears a cut', async () => {
    const cut = gif(0, 0, gifFrame(5, 4), gifFrame(5, 4)).subarray(0, -4);
    expect(await headerOf(cut)).toMatchObject({
      width: 5,
      height: 4,
      frames: 2,
      framesCounted: false,
    });
  });
});
