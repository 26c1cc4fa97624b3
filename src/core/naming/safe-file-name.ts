import { fileNameBytes } from '../base/limits';
import { pictureEndings } from './picture-endings';
import { invisibleCharacters } from './unsafe-characters';

/** Forbidden in Windows file names; `/` and `\` also part folders in archives. */
const forbidden = /[<>:"/\\|?*]/gu;
/** Dots and spaces at the end vanish on Windows; dots in front hide a file elsewhere. */
const edges = /^[.\p{Zs}]+|[.\p{Zs}]+$/gu;
/** Windows devices, with or without an extension ("nul.txt" is still the device). */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\p{Zs}*(?:\.|$)/iu;
const pictureExtension = new RegExp(`\\.(?:${pictureEndings.join('|')})$`, 'iu');
const fallback = 'image';

/**
 * Returns a name that is safe as one segment of a path on every common system and in zip files:
 * NFC, no control, direction or forbidden characters, no dots or spaces at its edges, no reserved
 * device name, at most `fileNameBytes` bytes of UTF-8 (cut before the extension), never
 * empty. A safe name comes back unchanged.
 */
export function safeFileName(text: string): string {
  const clean = cleaned(text);
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && clean.length - dot <= 9 ? clean.slice(dot) : '';
  const stem = extension === '' ? clean : clean.slice(0, dot);
  return withinBytes(stem, extension);
}

/** Returns the name of a picture's file without its extension. */
export const stemOf = (name: string): string => name.replace(pictureExtension, '');

/**
 * Returns the safe name of a file made from `sourceName`: a picture's extension is replaced.
 * @param extension without the dot, as a format declares it: "jpg"
 */
export function outputName(sourceName: string, extension: string): string {
  const stem = cleaned(stemOf(sourceName));
  return withinBytes(stem, `.${extension}`);
}

function cleaned(text: string): string {
  // Stripping can bring letters and accents together, hence NFC after it; and NFC first, so that
  // what it makes of compatibility characters is stripped too.
  const bare = text.normalize('NFC').replace(invisibleCharacters, '').replace(forbidden, '');
  return bare.normalize('NFC').replace(edges, '');
}

const utf8 = new TextEncoder();
const bytesOf = (text: string): number => utf8.encode(text).byteLength;

function withinBytes(stem: string, extension: string): string {
  const trimmed = stem.replace(edges, '');
  const named = trimmed === '' ? fallback : trimmed;
  const allowed = reserved.test(named + extension) ? `_${named}` : named;
  const max = fileNameBytes - bytesOf(extension);
  if (bytesOf(allowed) <= max) return allowed + extension;
  let kept = '';
  let bytes = 0;
  for (const letter of allowed) {
    bytes += bytesOf(letter);
    if (bytes > max) break;
    kept += letter;
  }
  return kept.replace(edges, '') + extension;
}
