import type { Inflation } from './inflate';
import { latinText } from '../base/join-bytes';

/** How the keyword of a text begins that holds a raw profile. */
export const rawKeyword = 'Raw profile type ';
/** Hex digits of a profile that are read at most, and of all packed ones of a file. */
export const maxDigits = 12 * 1024 * 1024;

/** What raw profiles of EXIF are called, in small letters, after the keyword's beginning. */
export const exifKinds: ReadonlySet<string> = new Set(['exif', 'app1']);

/**
 * Returns the bytes of a raw profile, as ImageMagick began to write them: a name, a length and hex
 * digits, in a text of PNG that is packed or not. Null for other texts.
 * @param kind of the chunk, such as zTXt
 * @param content what follows the keyword
 */
export function rawProfile(
  kind: string,
  content: Uint8Array,
  inflation: Inflation,
): Uint8Array | null {
  const bytes =
    kind === 'zTXt' && content[0] === 0
      ? inflation.unpack(content.subarray(1))
      : kind === 'tEXt'
        ? content
        : null;
  if (bytes === null || bytes.length > maxDigits) return null;
  const [, length, digits = ''] =
    /^\n[^\n]{1,40}\n\s*(\d{1,8})\n([\da-f\s]*)$/iu.exec(latinText(bytes)) ?? [];
  if (length === undefined) return null;
  const hex = digits.replaceAll(/\s/gu, '');
  if (hex.length < 2 * Number(length)) return null;
  return Uint8Array.from({ length: Number(length) }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}
