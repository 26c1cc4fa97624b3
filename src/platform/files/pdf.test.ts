import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../core/pdf/page';
import { writePdf } from './pdf';

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } });

let plain: Buffer, wide: Buffer, grey: Buffer, cmyk: Buffer;
beforeAll(async () => {
  plain = await drawn(300, 200).jpeg({ progressive: true }).toBuffer();
  wide = await drawn(200, 300).withIccProfile('p3').jpeg().toBuffer();
  grey = await drawn(60, 60).greyscale().jpeg().toBuffer();
  cmyk = await drawn(50, 40).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
});

async function written(pictures: readonly Buffer[], paper: Parameters<typeof writePdf>[1] = 'a4') {
  const file = await writePdf(pictures, paper, 'Owls (1)');
  return Buffer.from(await file.arrayBuffer());
}

/** The pictures of a PDF as its own library reads them again. */
async function imagesIn(pdf: Buffer) {
  const read = await PDFDocument.load(pdf);
  return read.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFRawStream &&
      object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')
        ? [object]
        : [],
    );
}

describe('a PDF of pictures', () => {
  it('has one page for each, with the very bytes of its file', async () => {
    const files = [plain, wide, grey, cmyk];
    const pdf = await written(files);
    const read = await PDFDocument.load(pdf);
    expect(read.getPageCount()).toBe(4);
    const images = await imagesIn(pdf);
    expect(images.map(({ contents }) => Buffer.from(contents).equals(plain))).toContain(true);
    for (const file of files) expect(pdf.includes(file)).toBe(true);
    for (const { dict } of images) {
      expect(String(dict.get(PDFName.of('Filter')))).toBe('/DCTDecode');
    }
  });

  it('says the profile of a picture that has one', async () => {
    const spaces = async (file: Buffer) => {
      const [image] = await imagesIn(await written([file]));
      return String(image?.dict.get(PDFName.of('ColorSpace')));
    };
    expect(await spaces(plain)).toBe('/DeviceRGB');
    expect(await spaces(wide)).toContain('/ICCBased');
    expect(await spaces(cmyk)).toContain('/ICCBased');
  });

  it('says a title and what made it, and nothing of a person or a time', async () => {
    const read = await PDFDocument.load(await written([plain]), { updateMetadata: false });
    expect(read.getTitle()).toBe('Owls (1)');
    const info = read.context.lookup(read.context.trailerInfo.Info, PDFDict);
    expect(info.keys().map(String).sort()).toEqual(['/Producer', '/Title']);
  });

  it('turns paper as the picture is turned, and puts it into the middle', async () => {
    expect(pageOf({ width: 3000, height: 2000 }, 'a4')).toMatchObject({ width: 841.89 });
    expect(pageOf({ width: 2000, height: 3000 }, 'letter')).toMatchObject({ width: 612 });
    for (const paper of ['a4', 'letter', 'picture'] as const) {
      for (const size of [
        { width: 1, height: 1 },
        { width: 9000, height: 10 },
        { width: 70_000, height: 50_000 },
      ]) {
        const { width, height, picture } = pageOf(size, paper);
        expect(picture.left).toBeCloseTo(width - picture.width - picture.left);
        expect(picture.top).toBeCloseTo(height - picture.height - picture.top);
        expect(Math.min(picture.left, picture.top)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(3);
        expect(Math.max(width, height)).toBeLessThanOrEqual(14_400);
      }
    }
    const page = (await PDFDocument.load(await written([plain], 'picture'))).getPage(0);
    expect(page.getSize()).toEqual({ width: 72, height: 48 });
  });

  it('keeps the shape of a picture that is hardly a line, on a page that readers take', () => {
    for (const kind of ['picture', 'a4'] as const) {
      for (const size of [
        { width: 9_000, height: 10 },
        { width: 3, height: 4_000 },
        { width: 1, height: 1 },
      ]) {
        const { width, height, picture } = pageOf(size, kind);
        expect(picture.width / picture.height).toBeCloseTo(size.width / size.height, 6);
        expect(picture.left + picture.width).toBeLessThanOrEqual(width);
        expect(picture.top + picture.height).toBeLessThanOrEqual(height);
      }
    }
  });

  it('rejects what is no JPEG', async () => {
    await expect(written([Buffer.from('GIF89a')])).rejects.toThrow();
  });

  it.runIf(hasPoppler())('has the same files in the eyes of another reader', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
    try {
      const files = [plain, wide, grey];
      writeFileSync(join(folder, 'x.pdf'), await written(files));
      execFileSync('pdfimages', ['-all', join(folder, 'x.pdf'), join(folder, 'i')]);
      const found = readdirSync(folder).filter((name) => name.endsWith('.jpg'));
      expect(found.sort().map((name) => readFileSync(join(folder, name)))).toEqual(files);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function hasPoppler(): boolean {
  try {
    execFileSync('pdfimages', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
