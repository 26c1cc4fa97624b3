import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { checkLimits, type Admission, type AdmitOptions } from './check-limits';
import { plainHeader, type ImageHeader } from './image-header';
import { bytesPerBand, estimateMemory } from './memory-estimate';

const computer = { small: false };
const phone = { small: true };

const picture = (more: Partial<ImageHeader>): ImageHeader => ({
  ...plainHeader,
  format: 'jpeg',
  width: 100,
  height: 100,
  ...more,
});

function outcome(
  header: ImageHeader,
  {
    fileBytes = 1_000_000,
    device = computer,
    consent = false,
    name = 'a.jpg',
    frames = 'first',
  } = {},
): string {
  const options: AdmitOptions = { name, frames: frames === 'all' ? 'all' : 'first' };
  const result = checkLimits(header, fileBytes, device, consent, options);
  return result.ok ? 'opened' : `${result.error.code}: ${result.error.message}`;
}

function admitted(header: ImageHeader, fileBytes = 1_000_000): Admission {
  const result = checkLimits(header, fileBytes, computer, true);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('limits, at and one beyond', () => {
  it('bytes of the file', () => {
    expect(outcome(picture({}), { fileBytes: limits.fileBytes })).toBe('opened');
    expect(outcome(picture({}), { fileBytes: limits.fileBytes + 1 })).toBe(
      'IMG-SIZE: a.jpg takes 268,435,457 bytes, 1 too many. The largest file that can be opened is 268 MB, so it was not opened.',
    );
  });

  it('channels', () => {
    expect(outcome(picture({ bands: limits.bands }))).toBe('opened');
    expect(outcome(picture({ bands: limits.bands + 1 }))).toBe(
      'IMG-DIM: a.jpg says it has 6 channels. At most 5 can be opened, so it was not opened.',
    );
  });

  it('longest side', () => {
    expect(outcome(picture({ width: limits.sidePixels }))).toBe('opened');
    expect(outcome(picture({ height: limits.sidePixels + 1 }))).toBe(
      'IMG-DIM: a.jpg says it is 100 × 100,001 pixels. The longest side that can be opened is 100,000 pixels, so it was not opened.',
    );
  });

  it.each([
    ['computer', computer, limits.questionPixels, limits.refusalPixels],
    ['small device', phone, limits.smallDevice.questionPixels, limits.smallDevice.refusalPixels],
  ])('pixels, on a %s', (_, device, question, refusal) => {
    const width = 10_000;
    const of = (pixels: number): ImageHeader =>
      picture({ width, height: pixels / width, bands: 1 });
    expect(outcome(of(question), { device })).toBe('opened');
    expect(outcome(of(question + width), { device })).toContain('IMG-LARGE');
    expect(outcome(of(question + width), { device, consent: true })).toBe('opened');
    expect(outcome(of(refusal), { device, consent: true })).toBe('opened');
    expect(outcome(of(refusal + width), { device, consent: true })).toContain('IMG-DIM');
  });

  it('frames, when all of them are to be decoded', () => {
    const film = picture({
      format: 'webp',
      width: 1_000,
      height: 1_000,
      frames: 401,
      animated: true,
    });
    expect(outcome(film)).toBe('opened');
    expect(outcome(film, { frames: 'all', consent: true })).toBe(
      'IMG-DIM: a.jpg says it is 1,000 × 1,000 pixels × 401 frames (401 MP). This device is limited to 400 MP, so it was not opened.',
    );
  });

  it('memory', () => {
    const budget = limits.engineBytes * limits.engineShare;
    const deep = picture({
      format: 'jxl',
      width: 10_000,
      height: 10_000,
      bands: 4,
      bitsPerBand: 16,
    });
    expect(estimateMemory(deep, deep, 0, 1).openBytes).toBeGreaterThan(budget);
    expect(outcome(deep, { name: 'deep.jxl' })).toBe(
      'IMG-DIM: deep.jxl is 10,000 × 10,000 pixels (100 MP). Opening it would take about 2.4 GB of memory and 1.6 GB is the limit, so it was not opened.',
    );
    const widest = picture({ format: 'webp', width: 16_383, height: 16_383 });
    expect(admitted(widest).fullCopyFits).toBe(false);
    expect(admitted(picture({ width: 20_000, height: 14_000, bands: 1 })).fullCopyFits).toBe(true);
  });
});

describe('the bombs', () => {
  it('refuses a PNG of 69 bytes that claims 3,600 MP', () => {
    const lie = picture({ format: 'png', width: 60_000, height: 60_000, bands: 4, hasAlpha: true });
    expect(outcome(lie, { fileBytes: 69, name: 'lie.png', consent: true })).toBe(
      'IMG-DIM: lie.png says it is 60,000 × 60,000 pixels (3,600 MP). This device is limited to 400 MP, so it was not opened.',
    );
    expect(outcome(lie, { fileBytes: 69, name: 'lie.png', device: phone })).toContain(
      'This device is limited to 100 MP',
    );
  });

  it('refuses a PNG that cannot hold a quarter of what it claims, and only then', () => {
    const lie = picture({ format: 'png', width: 8_000, height: 8_000, storedBitsPerPixel: 24 });
    expect(outcome(lie, { fileBytes: 69, name: 'lie.png' })).toBe(
      'IMG-DAMAGED: lie.png says it is 8,000 × 8,000 pixels (64 MP), but its 69 bytes can hold less than 1 % of that. It is cut off or damaged, so it was not opened.',
    );
    const quarter = Math.ceil((8_000 * 8_000 * 3) / 4 / 1_032);
    expect(outcome(lie, { fileBytes: quarter })).toBe('opened');
    expect(outcome(lie, { fileBytes: quarter - 1 })).toContain('can hold at most 24 % of that');
    const oneBit = { ...lie, storedBitsPerPixel: 1 };
    expect(outcome(oneBit, { fileBytes: Math.ceil(8_000_000 / 4 / 1_032) })).toBe('opened');
  });

  it('asks before opening 280 MP of grey, then opens it', () => {
    const giant = picture({ width: 20_000, height: 14_000, bands: 1 });
    expect(outcome(giant, { name: 'giant.jpg' })).toBe(
      'IMG-LARGE: giant.jpg is 20,000 × 14,000 pixels (280 MP) and may take about 307 MB of memory. It will be slow.',
    );
    expect(outcome(giant, { consent: true })).toBe('opened');
    expect(admitted(giant)).toMatchObject({
      pixels: 280e6,
      frames: 1,
      width: 20_000,
      height: 14_000,
    });
  });

  it('draws a giant SVG smaller instead of refusing it', () => {
    const drawing = picture({
      format: 'svg',
      width: 100_000,
      height: 50_000,
      bands: 4,
      hasAlpha: true,
    });
    expect(admitted(drawing, 126)).toMatchObject({
      width: limits.rasterSide,
      height: limits.rasterSide / 2,
      rasterise: { scale: 0.04096, sizeGuessed: false },
    });
    const small = picture({ format: 'svg', width: 100, height: 100, sizeGuessed: true });
    expect(admitted(small)).toMatchObject({
      width: 100,
      rasterise: { scale: 1, sizeGuessed: true },
    });
    expect(admitted(picture({})).rasterise).toBeUndefined();
  });

  it('draws an SVG as large as was chosen, within the limits of all pictures', () => {
    const drawing = picture({ format: 'svg', width: 300, height: 200, bands: 4, hasAlpha: true });
    const at = (rasterLongEdge: number) =>
      checkLimits(drawing, 126, computer, false, { rasterLongEdge });
    expect(at(6_000)).toMatchObject({
      value: { width: 6_000, height: 4_000, rasterise: { scale: 20, chosen: true } },
    });
    expect(at(13_000)).toMatchObject({ ok: false, error: { code: 'IMG-LARGE' } });
    expect(at(60_000)).toMatchObject({
      ok: false,
      error: {
        message:
          'This file would be 60,000 × 40,000 pixels (2,400 MP). This device is limited to 400 MP, so it was not drawn.',
        advice: 'Choose a smaller size.',
      },
    });
  });
});

describe('HEIC', () => {
  it('is read, within the same limits as others', () => {
    expect(checkLimits(picture({ format: 'heic' }), 1_000, computer, false).ok).toBe(true);
  });
});

describe('the forecast', () => {
  const size = { width: 1_000, height: 1_000 };
  const extra = (more: Partial<ImageHeader>): number =>
    estimateMemory(picture({ ...size, ...more }), size, 0, 1).openBytes -
    estimateMemory(picture(size), size, 0, 1).openBytes;

  it.each([
    ['a baseline JPEG streams', {}, 0],
    ['a progressive JPEG keeps its coefficients', { progressive: true }, 6e6],
    ['an interlaced PNG is held whole', { format: 'png', progressive: true, bitsPerBand: 16 }, 6e6],
    ['a TIFF holds a strip', { format: 'tiff', rowsAtOnce: 10 }, 30_000],
    ['a TIFF in one strip is held whole', { format: 'tiff' }, 3e6],
    ['a WebP takes four bytes per pixel', { format: 'webp' }, 4e6],
    ['a GIF keeps two frames', { format: 'gif' }, 8e6],
    ['an AVIF is held twice', { format: 'avif' }, 6e6],
    ['a JPEG XL decodes in floats', { format: 'jxl' }, 15e6],
  ] as const)('%s', (_, more, expected) => {
    expect(extra(more)).toBe(expected);
  });

  it('adds one decoded copy per frame for full-size work', () => {
    const preparedExport = estimateMemory(picture({ ...size, bitsPerBand: 16 }), size, 0, 2);
    expect(preparedExport.fullBytes - preparedExport.openBytes).toBe(12e6);
    expect([1, 8, 9, 16, 32, 64].map(bytesPerBand)).toEqual([1, 1, 2, 2, 4, 8]);
  });
});
