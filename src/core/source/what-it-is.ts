import type { ByteView } from './byte-reader';
import { isRawPhoto, rawPhoto } from './kinds/raw-photo';
import { readRootElement } from './kinds/svg';

/** First bytes of kinds of file that people open by mistake; [offset, text, name]. */
const signatures: readonly (readonly [number, string, string])[] = [
  [0, '%PDF', 'a PDF document'],
  [0, 'PK\x03\x04', 'a zip archive or an Office document'],
  [0, 'PK\x05\x06', 'an empty zip archive'],
  [36, 'acsp', 'an ICC profile'],
  [0, '8BPS', 'a Photoshop document'],
  [0, 'II*\0', 'a TIFF picture or a RAW photo'],
  [0, 'MM\0*', 'a TIFF picture or a RAW photo'],
  [0, 'BM', 'a BMP picture'],
  [0, '\0\0\x01\0', 'a Windows icon'],
  [0, '\0\0\0\x0cjP  ', 'a JPEG 2000 picture'],
  [0, '\xff\x4f\xff\x51', 'a JPEG 2000 picture'],
  [0, 'v/1\x01', 'an OpenEXR picture'],
  [0, '#?RADIANCE', 'a Radiance HDR picture'],
  [0, 'qoif', 'a QOI picture'],
  [0, 'gimp xcf', 'a GIMP document'],
  [0, '\x1f\x8b', 'a gzip archive (an SVGZ must be unpacked first)'],
  [0, '7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  [0, 'Rar!', 'a RAR archive'],
  [0, 'RIFF', 'a sound or a film'],
  [0, 'ID3', 'a sound'],
  [0, 'OggS', 'a sound or a film'],
  [0, 'fLaC', 'a sound'],
  [0, '\x1aE\xdf\xa3', 'a film'],
  [0, '%!PS', 'a PostScript document'],
  [0, 'MZ', 'a Windows program'],
  [0, '\x7fELF', 'a program'],
  [0, '\0asm', 'a WebAssembly program'],
  [0, 'SQLite format 3', 'a database'],
];
const maxTextStart = 512;

/** Returns in words what a file of no supported kind is, judging by its first bytes. */
export function whatItIs(start: ByteView): string {
  if (isRawPhoto(start)) return rawPhoto;
  for (const [offset, signature, name] of signatures) {
    if (start.text(offset, signature.length) === signature) return name;
  }
  if (start.text(4, 4) === 'ftyp') return 'a film or a sound';
  const text = start.text(0, maxTextStart).trimStart().toLowerCase();
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script)\b/u.test(text)) {
    return 'an HTML page';
  }
  if (text.startsWith('<?xml') || readRootElement(start) !== undefined) return 'an XML document';
  if (/^\s*[{[]\s*["{[\]}\d]/u.test(text)) return 'a JSON document';
  if (text.length > 0 && isText(start)) return 'text';
  return isAllZero(start) ? 'nothing but zero bytes' : 'of a kind that is not known here';
}

const isAllZero = (start: ByteView): boolean => start.bytes.every((byte) => byte === 0);

/** True when there are no control bytes but tabs and line ends, as in text of any encoding. */
const isText = (start: ByteView): boolean =>
  start.bytes
    .subarray(0, maxTextStart)
    .every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
