import { expect, test } from 'vitest';
import { drawableSvg, hasText } from './drawable-svg';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sides = { width: 20, height: 10 };
const twice = { width: 40, height: 20 };

test('letters are found, also under a prefix, and words like it are none', () => {
  expect(hasText(utf8('<svg><text>a</text></svg>'))).toBe(true);
  expect(hasText(utf8('<s:svg><s:text\nx="1">a</s:text></s:svg>'))).toBe(true);
  expect(hasText(utf8('<svg><textPath/><desc>text</desc></svg>'))).toBe(false);
});

test('the drawing stands in one of the wanted size, without what came before it', () => {
  const drawn = drawableSvg(
    utf8(
      '\ufeff<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg><svg width="5mm"><text>é</text></svg>',
    ),
    sides,
    twice,
  );
  expect(drawn).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 20 10"' +
      ' preserveAspectRatio="none"><svg width="5mm"><text>é</text></svg></svg>',
  );
});

test('a text in another encoding keeps its letters', () => {
  const latin = Uint8Array.from(
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><svg><text>é</text></svg>', 'latin1'),
  );
  expect(drawableSvg(latin, sides, twice)).toContain('<text>é</text>');
});

test('foreign objects are left out, and what stands beside them stays', () => {
  const drawn = drawableSvg(
    utf8('<svg><foreignObject><p/></foreignObject><foreignObject x="1"/><text>a</text></svg>'),
    sides,
    twice,
  );
  expect(drawn).toContain('<svg><text>a</text></svg>');
});

test('what is no drawing is none', () => {
  expect(drawableSvg(utf8('text'), sides, twice)).toBeNull();
});
