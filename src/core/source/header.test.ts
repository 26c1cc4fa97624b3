import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { blobReader, bytesReader } from './byte-reader';
import { readHeader } from './header';
import { uprightSize, type ImageHeader } from './image-header';
import {
  be32,
  box,
  bytes,
  chunk,
  exif,
  gif,
  gifFrame,
  isoMedia,
  jpeg,
  jxl,
  packBits,
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

async function header(file: Uint8Array): Promise<ImageHeader> {
  const result = await readHeader(bytesReader(file), 'a.bin');
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function refusal(file: Uint8Array, name = 'a.bin'): Promise<string> {
  const result = await readHeader(bytesReader(file), name);
  return result.ok ? 'opened' : `${result.error.code}: ${result.error.message}`;
}

describe('JPEG', () => {
  it.each([
    [0xc0, false],
    [0xc1, false],
    [0xc2, true],
    [0xc9, false],
    [0xca, true],
    [0xcf, false],
  ])('reads the frame header %i', async (frame, progressive) => {
    expect(await header(jpeg(4000, 3000, { frame }))).toMatchObject({
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
    expect(await header(jpeg(31, 17, { segments }))).toMatchObject({ width: 31, height: 17 });
  });

  it('finds a frame header behind megabytes of application segments', async () => {
    const segments = Array.from({ length: 60 }, () => segment(0xe5, new Uint8Array(65_533)));
    expect(await header(jpeg(31, 17, { segments }))).toMatchObject({ width: 31, height: 17 });
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
    const read = await header(jpeg(40, 30, { segments, bands: 4 }));
    expect(read).toMatchObject({ orientation: 6, hasProfile: true, hasGainMap: true, bands: 4 });
    expect(uprightSize(read)).toEqual({ width: 30, height: 40 });
  });

  it('takes a damaged EXIF block for none', async () => {
    const segments = [segment(0xe1, bytes('Exif\0\0II*\0', [0xff, 0xff, 0xff, 0x7f]))];
    expect(await header(jpeg(40, 30, { segments }))).toMatchObject({ orientation: 1 });
  });

  it('says when the header is cut off, comes too late or has no size', async () => {
    expect(await refusal(jpeg(40, 30).subarray(0, 9), 'cut.jpg')).toBe(
      'IMG-DAMAGED: cut.jpg starts like a picture but ends before it says how large it is, so it was not opened.',
    );
    expect(await refusal(bytes([0xff, 0xd8, 0xff, 0xd9, 0, 0]))).toContain('IMG-DAMAGED');
    expect(await refusal(jpeg(0, 30))).toContain('does not say how large');
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
    expect(await header(png(7, 5, { colourType, depth }))).toMatchObject({
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
      await header(png(7, 5, { colourType: 3, depth: 1, interlace: 1, chunks })),
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
    expect(await refusal(png(0, 5))).toContain('IMG-DAMAGED');
    expect(await refusal(png(7, 5, { colourType: 5 }))).toContain('IMG-DAMAGED');
  });
});

describe('WebP', () => {
  it('reads lossy, lossless and extended files', async () => {
    expect(await header(webp(webpLossy(550, 368)))).toMatchObject({
      width: 550,
      height: 368,
      bands: 3,
    });
    expect(await header(webp(webpLossless(16_383, 1, true)))).toMatchObject({
      width: 16_383,
      height: 1,
      bands: 4,
      hasAlpha: true,
    });
    const frames = Array.from({ length: 3 }, () => riff('ANMF', new Uint8Array(17)));
    expect(
      await header(webp(webpExtended(0x3a, 70_000, 9), ...frames, riff('EXIF', exif(3)))),
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
    expect(await refusal(webp(riff('VP8 ', new Uint8Array(10).fill(1))))).toContain('IMG-DAMAGED');
    expect(await refusal(webp(riff('JUNK', new Uint8Array(10))))).toContain('IMG-DAMAGED');
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
    expect(await header(tiff([page, page, page], layout))).toMatchObject({
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
    expect(await header(tiff([entries]))).toMatchObject({
      bands: 3,
      bitsPerBand: 8,
      rowsAtOnce: 8,
    });
  });

  it('does not follow directories in a circle', async () => {
    expect(await header(tiff([page, page], { link: 8 }))).toMatchObject({
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
    expect(await header(moved)).toMatchObject({ width: 317, frames: 1 });
  });
});

describe('GIF', () => {
  it('counts frames and sees transparency', async () => {
    expect(await header(gif(80, 60, gifFrame(80, 60), gifFrame(80, 60, true)))).toMatchObject({
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
    expect(await header(cut)).toMatchObject({
      width: 5,
      height: 4,
      frames: 2,
      framesCounted: false,
    });
  });
});

describe('AVIF and HEIC', () => {
  it.each([
    [undefined, undefined, 1],
    [1, undefined, 8],
    [2, undefined, 3],
    [3, undefined, 6],
    [undefined, 0, 4],
    [undefined, 1, 2],
    [3, 1, 5],
    [1, 1, 7],
  ])('reads %s turns and mirror %s as orientation %i', async (turns, mirror, orientation) => {
    expect(await header(isoMedia(4032, 3024, { turns, mirror }))).toMatchObject({
      format: 'avif',
      width: 4032,
      height: 3024,
      bitsPerBand: 10,
      hasProfile: true,
      orientation,
    });
  });

  it('tells HEVC from AV1 whatever the brand says', async () => {
    expect(await header(isoMedia(8, 8, { brand: 'heic', coder: 'hvcC' }))).toMatchObject({
      format: 'heic',
    });
    expect(await header(isoMedia(8, 8, { brand: 'mif1', coder: 'av1C' }))).toMatchObject({
      format: 'avif',
    });
    expect(await header(isoMedia(8, 8, { brand: 'mif1', coder: 'hvcC' }))).toMatchObject({
      format: 'heic',
    });
  });

  it('refuses films and files without a size', async () => {
    expect(await refusal(box('ftyp', 'isom', be32(0), 'mp42'), 'clip.mp4')).toBe(
      'IMG-TYPE: clip.mp4 is not a picture that can be opened: it is a film or a sound.',
    );
    expect(await refusal(isoMedia(0, 8))).toContain('IMG-DAMAGED');
    expect(await refusal(bytes(box('ftyp', 'avif', be32(0)), box('free', be32(0))))).toContain(
      'IMG-DAMAGED',
    );
  });
});

describe('JPEG XL', () => {
  it('reads a naked codestream and a container', async () => {
    expect(await header(jxl(1023, 682))).toMatchObject({ format: 'jxl', width: 1023, height: 682 });
    const signature = bytes('\0\0\0\x0cJXL \r\n\x87\n', box('ftyp', 'jxl ', be32(0), 'jxl '));
    expect(await header(bytes(signature, box('jxlc', jxl(640, 480))))).toMatchObject({
      width: 640,
      height: 480,
    });
    expect(await header(bytes(signature, box('jxlp', be32(0), jxl(640, 480))))).toMatchObject({
      width: 640,
    });
  });

  it('reads a shape, orientation, depth and alpha', async () => {
    const stream = packBits(
      [1, 1],
      [9, 5],
      [5, 3], // 80 pixels high, 16:9
      [0, 1],
      [1, 1],
      [5, 3],
      [0, 1],
      [0, 1],
      [0, 1], // extra fields: orientation 6
      [0, 1],
      [2, 2], // 12 bits
      [0, 1],
      [1, 2],
      [1, 1], // one extra channel: alpha
      [1, 1],
      [1, 1],
    );
    expect(await header(bytes([0xff, 0x0a], stream, [0, 0]))).toMatchObject({
      width: 142,
      height: 80,
      orientation: 6,
      bitsPerBand: 12,
      bands: 4,
      hasAlpha: true,
    });
  });
});

describe('SVG', () => {
  it.each([
    ['<svg width="120" height="80"/>', 120, 80],
    ['<svg width="1in" height="72pt"/>', 72, 72],
    ['<svg width="25.4mm" height="2.54cm"/>', 72, 72],
    ["<svg viewBox='0 0 40 20'/>", 40, 20],
    ['<svg width="50%" height="50%" viewBox="0,0,40,20"/>', 20, 10],
    ['<svg width="200" viewBox="0 0 40 20"/>', 200, 100],
    ['<svg height="1e2px" viewBox="0 0 40 20"/>', 200, 100],
    [
      '<?xml version="1.0"?>\n<!-- <svg width="9"> -->\n<s:svg xmlns:s="x" width="3" height="2">',
      3,
      2,
    ],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x>y"><svg width="3" height="2">', 3, 2],
    ['\xef\xbb\xbf<svg a=">" width="3" height="2">', 3, 2],
  ])('reads %s', async (text, width, height) => {
    const read = await header(bytes(text));
    expect(read).toMatchObject({ format: 'svg', width, height });
    expect(read.sizeGuessed).toBeUndefined();
  });

  it.each(['<svg>', '<svg width="big" height="-4"/>', '<svg width="100%" height="100%"/>'])(
    'guesses the size of %s',
    async (text) => {
      expect(await header(bytes(text))).toMatchObject({
        width: 100,
        height: 100,
        sizeGuessed: true,
      });
    },
  );

  it('refuses a document type that defines entities', async () => {
    const text =
      '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg width="3" height="2"/>';
    expect(await refusal(bytes(text), 'lol.svg')).toBe(
      'IMG-TYPE: lol.svg defines its own entities, which are not accepted because they can make a file explode.',
    );
  });

  it('finds a root element behind a long comment, within bounds', async () => {
    const comment = (length: number): string => `<!-- ${'x'.repeat(length)} -->`;
    expect(await header(bytes(comment(100_000), '<svg width="3" height="2"/>'))).toMatchObject({
      width: 3,
    });
    expect(await refusal(bytes(comment(300_000), '<svg width="3" height="2"/>'))).toContain(
      'IMG-TYPE',
    );
  });
});

describe('anything else', () => {
  it.each([
    ['%PDF-1.7', 'a PDF document'],
    ['PK\x03\x04', 'a zip archive or an Office document'],
    [`${'\0'.repeat(36)}acsp`, 'an ICC profile'],
    ['<html>hello', 'an HTML page'],
    ['  <!DOCTYPE html><p>', 'an HTML page'],
    ['<?xml version="1.0"?><a/>', 'an XML document'],
    ['{"pipeline": 1}', 'a JSON document'],
    ['hello there', 'text'],
    ['BM\0\0', 'a BMP picture'],
    ['8BPS', 'a Photoshop document'],
    ['II*\0\x10\0\0\0CR\x02\0', 'of a kind that is not known here'],
    ['\0\0\0\0', 'nothing but zero bytes'],
    ['\x01\x02\x03', 'of a kind that is not known here'],
  ])('names %j', async (text, what) => {
    expect(await refusal(bytes(text), 'x.jpg')).toBe(
      `IMG-TYPE: x.jpg is not a picture that can be opened: it is ${what}.`,
    );
  });

  it('says what can be opened, and that an empty file is empty', async () => {
    const result = await readHeader(bytesReader(bytes('hello')));
    expect(result.ok ? '' : result.error.advice).toBe(
      'Open a JPEG, PNG, WebP, TIFF, GIF, AVIF, JPEG XL or SVG file.',
    );
    expect(await refusal(bytes(), 'empty.png')).toBe(
      'IMG-EMPTY: empty.png is empty: it has no bytes.',
    );
  });
});

describe('reading', () => {
  it('reads a Blob in slices, and only what it needs', async () => {
    const file = png(7, 5, { dataBytes: 1_000_000 });
    const asked: number[] = [];
    const result = await readHeader(
      blobReader({
        size: file.length,
        slice: (start, end) => {
          asked.push(end - start);
          return {
            arrayBuffer: () => Promise.resolve(Uint8Array.from(file.subarray(start, end)).buffer),
          };
        },
      }),
    );
    expect(result).toMatchObject({ ok: true, value: { width: 7, height: 5 } });
    expect(asked).toEqual([limits.header.pageBytes]);
  });

  it('turns a file that cannot be read into an error', async () => {
    const reader = { size: 9, read: () => Promise.reject(new Error('NotReadableError')) };
    expect(await readHeader(reader, 'gone.jpg')).toMatchObject({
      ok: false,
      error: {
        code: 'IMG-DAMAGED',
        message: 'gone.jpg could not be read. It may have moved or changed.',
      },
    });
  });

  it('stops at the budget of bytes and reads', async () => {
    const segments = Array.from({ length: 400 }, () => segment(0xe5, new Uint8Array(65_533)));
    const file = jpeg(31, 17, { segments });
    let reads = 0;
    const result = await readHeader({
      size: file.length,
      read: (offset, length) => {
        reads += 1;
        return Promise.resolve(file.subarray(offset, offset + length));
      },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'IMG-DAMAGED' } });
    expect(reads).toBe(limits.header.reads);
  });
});
