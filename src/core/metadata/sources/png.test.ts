import { zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32 } from '../../base/crc32';
import { bigEndian, joinBytes, latinBytes, latinText } from '../../base/join-bytes';
import * as tiny from '../../source/tiny-files';
import type { MetadataGroup } from '../groups';
import { keepInTexts, toldByPng } from './png';

function chunk(kind: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const content = parts.map((part) => (typeof part === 'string' ? latinBytes(part) : part));
  const named = joinBytes(latinBytes(kind), ...content);
  return joinBytes(bigEndian(named.length - 4, 4), named, bigEndian(crc32(named), 4));
}
const pngOf = (...chunks: readonly Uint8Array[]): Uint8Array => tiny.png(1, 1, { chunks });
const raw = (name: string, content: Uint8Array): string =>
  `\n${name}\n${String(content.length).padStart(8)}\n${[...content].map((byte) => byte.toString(16).padStart(2, '0')).join('')}\n`;
const xmpText = (bytes: Uint8Array | null): string | null => bytes && latinText(bytes);

const exif = tiny.exif(6);
const turnless = tiny.bytes('MM', tiny.be16(42), tiny.be32(8), tiny.be16(0), tiny.be32(0));
const xmp = latinBytes('<rdf/>');
const xmpChunk = (head: string, text: Uint8Array): Uint8Array =>
  chunk('iTXt', `XML:com.adobe.xmp\0${head}`, text);

test('EXIF is told without the turn, the first one of a kind, and its own before one in hex', () => {
  const hex = chunk('tEXt', `Raw profile type exif\0${raw('exif', tiny.exif(3, true))}`);
  expect(toldByPng(pngOf(chunk('eXIf', exif))).exif).toEqual(turnless);
  expect(
    toldByPng(pngOf(hex, chunk('eXIf', exif), chunk('eXIf', tiny.exif(1, true)))).exif,
  ).toEqual(turnless);
  const inHex = toldByPng(pngOf(hex)).exif;
  expect(inHex && latinText(inHex.subarray(0, 4))).toBe('II*\0');
  expect(inHex).toHaveLength(turnless.length);
});

test('XMP is told plain or packed, in any language, and not when it is packed in another way', () => {
  expect(xmpText(toldByPng(pngOf(xmpChunk('\0\0\0\0', xmp))).xmp)).toBe('<rdf/>');
  expect(xmpText(toldByPng(pngOf(xmpChunk('\0\0en\0XMP\0', xmp))).xmp)).toBe('<rdf/>');
  expect(xmpText(toldByPng(pngOf(xmpChunk('\x01\0\0\0', zlibSync(xmp)))).xmp)).toBe('<rdf/>');
  expect(toldByPng(pngOf(xmpChunk('\x01\x01\0\0', zlibSync(xmp)))).xmp).toBeNull();
  expect(toldByPng(pngOf(xmpChunk('\0\0en', latinBytes('no end')))).xmp).toBeNull();
  const later = xmpChunk('\0\0\0\0', latinBytes('<later/>'));
  expect(xmpText(toldByPng(pngOf(xmpChunk('\0\0\0\0', xmp), later)).xmp)).toBe('<rdf/>');
});

test('profiles in hex are told by their kind or content, packed or not', () => {
  const adobe = joinBytes(latinBytes('http://ns.adobe.com/xap/1.0/\0'), xmp);
  const profile = (kind: string, content: Uint8Array): Uint8Array =>
    chunk('zTXt', `Raw profile type ${kind}\0\0`, zlibSync(latinBytes(raw(kind, content))));
  expect(xmpText(toldByPng(pngOf(profile('xmp', xmp))).xmp)).toBe('<rdf/>');
  expect(xmpText(toldByPng(pngOf(profile('APP1', adobe))).xmp)).toBe('<rdf/>');
  expect(toldByPng(pngOf(profile('APP1', exif))).exif).toEqual(turnless);
  expect(xmpText(toldByPng(pngOf(profile('iptc', xmp))).iptc)).toBe('<rdf/>');
  expect(xmpText(toldByPng(pngOf(profile('8bim', xmp))).iptc)).toBe('<rdf/>');
  expect(toldByPng(pngOf(profile('icc', xmp)))).toEqual({
    exif: null,
    xmp: null,
    iptc: null,
    texts: null,
  });
  const broken = chunk('tEXt', 'Raw profile type exif\0not in hex');
  expect(toldByPng(pngOf(broken, profile('iptc', xmp))).exif).toBeNull();
});

test('texts are told as they lie in the file, wherever, but no damaged or cut ones', () => {
  const title = chunk('tEXt', 'Title\0Zoo');
  const author = chunk('iTXt', 'Author\0\0\0\0\0Zoe');
  const damaged = title.slice();
  damaged[10] = 0x21;
  const file = pngOf(title, damaged, chunk('tEXt', '\0nameless'), chunk('tIME', '1234567'));
  expect(toldByPng(joinBytes(file, author)).texts).toEqual(joinBytes(title, author));
  expect(toldByPng(joinBytes(file, author.subarray(0, -1))).texts).toEqual(title);
  // The text of XMP is no text of the picture, whatever chunk it stands in.
  expect(toldByPng(pngOf(chunk('tEXt', 'XML:com.adobe.xmp\0<rdf/>'))).texts).toBeNull();
});

test('texts stay by what they are about', () => {
  const texts = ['Author', 'TITLE', 'Creation Time', 'Software', 'Warning'].map((word) =>
    chunk('tEXt', `${word}\0of it`),
  );
  const kept = (...groups: readonly MetadataGroup[]) =>
    keepInTexts(joinBytes(...texts), new Set(groups));
  const [author, title, created, software, warning] = texts;
  expect(kept('author')).toEqual(author);
  expect(kept('description', 'date')).toEqual(joinBytes(title ?? [], created ?? []));
  expect(kept('software', 'other')).toEqual(joinBytes(software ?? [], warning ?? []));
  expect(kept('location')).toBeNull();
});
