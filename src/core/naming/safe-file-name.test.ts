import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { displayFileName } from './display-file-name';
import { outputName, safeFileName } from './safe-file-name';

const bytes = (text: string): number => new TextEncoder().encode(text).byteLength;

const hostileLetters = [...'aé ./\\:*?"<>|\u0000\u001f\u202e\u200f\u0301CONULPT13漢😀', '\ud800'];
const hostile = fc
  .array(fc.constantFrom(...hostileLetters), { maxLength: 80 })
  .map((letters) => letters.join(''));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  hostile,
);

describe('safeFileName', () => {
  it.each([
    ['holiday.jpg', 'holiday.jpg'],
    ['../../etc/passwd', 'etcpasswd'],
    ['C:\\temp\\x.png', 'Ctempx.png'],
    ['photo. . ', 'photo'],
    ['.hidden', 'hidden'],
    ['..', 'image'],
    ['', 'image'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['com¹.jpg', '_com¹.jpg'],
    ['LPT1 .png', '_LPT1.png'],
    ['console.png', 'console.png'],
    ['cafe\u0301.png', 'café.png'],
    ['a\u0000b\nc', 'abc'],
    ['family 👨‍👩‍👧.jpg', 'family 👨‍👩‍👧.jpg'],
  ])('turns %j into %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  it('keeps a name of exactly the limit and cuts a longer one before its extension', () => {
    const longest = `${'a'.repeat(limits.fileNameBytes - 4)}.png`;
    expect(safeFileName(longest)).toBe(longest);
    expect(safeFileName(`a${longest}`)).toBe(longest);
    expect(bytes(safeFileName(`${'漢'.repeat(100)}.png`))).toBeLessThanOrEqual(
      limits.fileNameBytes,
    );
    expect(safeFileName(`${'漢'.repeat(100)}.png`)).toMatch(/漢\.png$/u);
  });

  it('is safe for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = safeFileName(text);
        expect(name).not.toBe('');
        expect(bytes(name)).toBeLessThanOrEqual(limits.fileNameBytes);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/u);
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]) *(?:\.|$)/iu);
        expect(name.normalize('NFC')).toBe(name);
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('outputName', () => {
  it.each([
    ['IMG_1.JPG', 'png', 'IMG_1.png'],
    ['photo.final.jpeg', 'webp', 'photo.final.webp'],
    ['version 1.2', 'jpg', 'version 1.2.jpg'],
    ['.png', 'jpg', 'image.jpg'],
    ['con.png', 'jpg', '_con.jpg'],
    ['', 'tif', 'image.tif'],
  ])('makes of %j and %j the name %j', (source, extension, name) => {
    expect(outputName(source, extension)).toBe(name);
  });

  it('always ends in the extension and is safe', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('jpg', 'png', 'webp', 'tif'), (source, extension) => {
        const name = outputName(source, extension);
        expect(name.endsWith(`.${extension}`)).toBe(true);
        expect(name.length).toBeGreaterThan(extension.length + 1);
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('displayFileName', () => {
  it('drops what cannot be seen and shortens in the middle', () => {
    expect(displayFileName('a\u202eb\u0000.png')).toBe('ab.png');
    expect(displayFileName(' \n')).toBe('This file');
    const shown = displayFileName(`${'x'.repeat(500)}.png`);
    expect([...shown]).toHaveLength(60);
    expect(shown.endsWith('.png')).toBe(true);
  });
});
