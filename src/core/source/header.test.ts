import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { blobReader, bytesReader } from './byte-reader';
import { readHeader } from './header';
import { headerOf, refusalOf } from './header-of';
import { be32, box, bytes, isoMedia, jpeg, jxl, packBits, png, segment } from './tiny-files';
import { heic, sides } from './iso/tiny-heic';

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
    expect(await headerOf(isoMedia(4032, 3024, { turns, mirror }))).toMatchObject({
      format: 'avif',
      width: 4032,
      height: 3024,
      bitsPerBand: 10,
      hasProfile: true,
      orientation,
    });
  });

  it('tells HEVC from AV1 whatever the brand says', async () => {
    expect(await headerOf(isoMedia(8, 8, { brand: 'heic', coder: 'hvcC' }))).toMatchObject({
      format: 'heic',
    });
    expect(await headerOf(isoMedia(8, 8, { brand: 'mif1', coder: 'av1C' }))).toMatchObject({
      format: 'avif',
    });
    expect(await headerOf(isoMedia(8, 8, { brand: 'mif1', coder: 'hvcC' }))).toMatchObject({
      format: 'heic',
    });
  });

  it('reads the codes of colours of HEIC, which a profile outweighs', async () => {
    const codes = box('colr', 'nclx', [0, 12, 0, 16, 0, 9, 0x80]);
    const properties = [sides(8, 8), box('hvcC', [1]), codes, box('colr', 'prof', [0, 0])];
    const headerWith = (own: readonly number[]) =>
      headerOf(heic(properties, [{ id: 1, kind: 'hvc1', own, data: Uint8Array.of(0x0a, 1) }]));
    const coded = await headerWith([1, 2, 3]);
    expect(coded).toMatchObject({
      format: 'heic',
      colour: { kind: 'coded', primaries: 12, transfer: 16 },
    });
    // The levels are the decoder's business.
    expect(coded).not.toHaveProperty('limited');
    expect(await headerWith([1, 2, 3, 4])).not.toHaveProperty('colour');
    expect(await headerWith([1, 2])).not.toHaveProperty('colour');
  });

  it('refuses films and files without a size', async () => {
    expect(await refusalOf(box('ftyp', 'isom', be32(0), 'mp42'), 'clip.mp4')).toBe(
      'IMG-TYPE: clip.mp4 is not a picture that can be opened: it is a film or a sound.',
    );
    expect(await refusalOf(isoMedia(0, 8))).toContain('IMG-DAMAGED');
    expect(await refusalOf(bytes(box('ftyp', 'avif', be32(0)), box('free', be32(0))))).toContain(
      'IMG-DAMAGED',
    );
  });
});

describe('a film of pictures', () => {
  const kind = box('ftyp', 'msf1', be32(0), 'msf1', 'hevc');
  const media = box('mdat', [1, 2, 3]);
  const film = box('moov', box('trak', be32(0)));

  it.each([
    ['before its data', bytes(kind, film, media)],
    ['behind its data', bytes(kind, media, film)],
  ])('without a still one is called that, not cut off: told of %s', async (_, file) => {
    expect(await refusalOf(file, 'burst.heics')).toMatch(
      /^IMG-[A-Z]+: burst\.heics is a film of pictures without a still picture/,
    );
  });

  it('with a still one opens with that', async () => {
    const still = heic([sides(8, 6), box('hvcC', [1])], [{ id: 1, kind: 'hvc1', own: [1, 2] }]);
    const described = still.subarray(new DataView(still.buffer).getUint32(0));
    expect(await headerOf(bytes(kind, described, film))).toMatchObject({
      format: 'heic',
      width: 8,
      height: 6,
      animated: true,
    });
  });
});

describe('JPEG XL', () => {
  it('reads a naked codestream and a container', async () => {
    expect(await headerOf(jxl(1023, 682))).toMatchObject({
      format: 'jxl',
      width: 1023,
      height: 682,
    });
    const signature = bytes('\0\0\0\x0cJXL \r\n\x87\n', box('ftyp', 'jxl ', be32(0), 'jxl '));
    expect(await headerOf(bytes(signature, box('jxlc', jxl(640, 480))))).toMatchObject({
      width: 640,
      height: 480,
    });
    expect(await headerOf(bytes(signature, box('jxlp', be32(0), jxl(640, 480))))).toMatchObject({
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
    expect(await headerOf(bytes([0xff, 0x0a], stream, [0, 0]))).toMatchObject({
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
    ['<svg width="1in" height="72pt"/>', 96, 96],
    ['<svg width="25.4mm" height="2.54cm"/>', 96, 96],
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
    const read = await headerOf(bytes(text));
    expect(read).toMatchObject({ format: 'svg', width, height });
    expect(read.sizeGuessed).toBeUndefined();
  });

  it.each(['<svg>', '<svg width="big" height="-4"/>', '<svg width="100%" height="100%"/>'])(
    'guesses the size of %s',
    async (text) => {
      expect(await headerOf(bytes(text))).toMatchObject({
        width: 100,
        height: 100,
        sizeGuessed: true,
      });
    },
  );

  it('refuses a document type that defines entities', async () => {
    const text =
      '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg width="3" height="2"/>';
    expect(await refusalOf(bytes(text), 'lol.svg')).toBe(
      'IMG-TYPE: lol.svg defines its own entities, which are not accepted because they can make a file explode.',
    );
  });

  it('finds a root element behind a long comment, within bounds', async () => {
    const comment = (length: number): string => `<!-- ${'x'.repeat(length)} -->`;
    expect(await headerOf(bytes(comment(100_000), '<svg width="3" height="2"/>'))).toMatchObject({
      width: 3,
    });
    expect(await refusalOf(bytes(comment(300_000), '<svg width="3" height="2"/>'))).toContain(
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
    ['\0\0\0\0', 'nothing but zero bytes'],
    ['\x01\x02\x03', 'of a kind that is not known here'],
  ])('names %j', async (text, what) => {
    expect(await refusalOf(bytes(text), 'x.jpg')).toBe(
      `IMG-TYPE: x.jpg is not a picture that can be opened: it is ${what}.`,
    );
  });

  it('says what can be opened, and that an empty file is empty', async () => {
    const result = await readHeader(bytesReader(bytes('hello')));
    expect(result.ok ? '' : result.error.advice).toBe(
      'Open a JPEG, PNG, WebP, TIFF, GIF, AVIF, HEIC, JPEG XL or SVG file.',
    );
    expect(await refusalOf(bytes(), 'empty.png')).toBe(
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
