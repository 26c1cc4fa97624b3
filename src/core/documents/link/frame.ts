import { bytesInWords, number } from '../../base/words';
import { crc32 } from '../../base/crc32';
import { type AppError, appError } from '../../base/errors';
import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import { isPacking } from './packings';

/** The version of links that this program writes. */
export const linkVersion = 1;

/**
 * The frame of a link, the same in every version: `1.`, a letter for the packing, the length of the
 * body, the body, and the CRC-32 of all that. The length comes first, so that a cut link knows how
 * much it lacks; the checksum's last character is a letter, because chat programs take a mark at the
 * end of an address for the end of the sentence.
 */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const checksumLength = 6;

const safe = 'Nothing was changed.';
const again = 'Copy the whole link, or ask for the pipeline as a file.';

const cut = (missing: number): AppError =>
  appError(
    'LINK-CUT',
    missing === 1
      ? 'This link is incomplete: 1 character or more is missing.'
      : `This link is incomplete: ${number(missing)} characters or more are missing.`,
    { safe, advice: again },
  );

/** The failure of a link whose checksum or content does not hold. */
export const changed = (detail?: string): AppError =>
  appError(
    'LINK-CHANGED',
    'This link was changed on its way, so it was not opened: it could do something else than was meant.',
    { safe, advice: again, ...(detail === undefined ? {} : { detail }) },
  );

/** The failure of what never was a link of ours. */
export const foreign = (): AppError =>
  appError('LINK-FOREIGN', 'This is not a Pipette link.', {
    safe,
    advice: 'A Pipette link ends in # and a number, such as #1.p…',
  });

/** The failure of a link that is larger than the limits, as it came or unpacked. */
export const tooLarge = (what: string): AppError =>
  appError('LINK-SIZE', `This link is too large: ${what}.`, {
    safe,
    advice: 'Ask for the pipeline as a file.',
  });

/** The failure of a body that could not be unpacked although its checksum holds. */
export const notUnpacked = (why: 'damaged' | 'too large'): AppError =>
  why === 'damaged'
    ? changed('The content could not be unpacked.')
    : tooLarge(`it unpacks to more than ${bytesInWords(limits.link.inflatedBytes)}`);

const newer = (version: number): AppError =>
  appError(
    'LINK-VERSION',
    `This link was made by a newer Pipette (link version ${version}; this one reads up to ${linkVersion}).`,
    { safe, advice: 'Reload the page to get the newest version.' },
  );

/** Returns the checksum of a text: 30 bits as five digits, the other two as a letter. */
function checksum(text: string): string {
  const sum = crc32(new TextEncoder().encode(text));
  const five = [24, 18, 12, 6, 0].map((shift) => digits[Math.floor(sum / 4 / 2 ** shift) % 64]);
  return five.join('') + 'ABCD'.charAt(sum % 4);
}

/** A number in five bits a digit, the least first; the sixth says that another digit follows. */
function writeLength(length: number): string {
  const more = length >= 32;
  const digit = digits.charAt((length % 32) + (more ? 32 : 0));
  return more ? digit + writeLength(Math.floor(length / 32)) : digit;
}

function readLength(text: string): { readonly length: number; readonly used: number } | null {
  let length = 0;
  for (let used = 1; used <= 4; used += 1) {
    const digit = digits.indexOf(text.charAt(used - 1) || '?');
    if (digit === -1) return null;
    length += (digit % 32) * 32 ** (used - 1);
    if (digit < 32) return { length, used };
  }
  return null;
}

/** Returns a link's hash, without #. */
export function writeFrame(letter: string, body: string, version = linkVersion): string {
  const text = `${version}.${letter}${writeLength(body.length)}${body}`;
  return text + checksum(text);
}

/** White space and what cannot be seen, which programs put into long addresses to break them. */
const invisible = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** Returns the first `max` characters that links have, and what follows on them. */
function collect(text: string, max: number): { readonly own: string; readonly rest: string } {
  let own = '';
  let at = 0;
  for (; at < text.length && own.length < max; at += 1) {
    const character = text.charAt(at);
    if (/[A-Za-z0-9._~-]/.test(character)) own += character;
    else if (!invisible.test(character)) break;
  }
  return { own, rest: text.slice(at) };
}

/** Undoes one URL-encoding of the characters that links and their wrappings have. */
const decoded = (text: string): string =>
  text.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );

/** Returns a link without its address and without what chat and mail programs put around it. */
function bare(text: string): string {
  const plain = decoded(decoded(text));
  return plain
    .slice(plain.indexOf('#') + 1)
    .replace(/^[\s\u200b-\u200f\u2060\ufeff<>()[\]{}"'“”‘’«»#!/,;:*]+/, '');
}

/** Whether a text is, or begins with, the hash of a link alone: what people copy by hand. */
export function isBareHash(text: string): boolean {
  const [, version, letter = ''] = /^(\d{1,3})\.([a-z])[\w~.-]{9}/.exec(bare(text)) ?? [];
  return version !== undefined && (Number(version) !== linkVersion || isPacking(letter));
}

/**
 * Reads the frame of a link's hash, with or without #, as it may come out of other programs.
 * Returns the packing's letter, the body, and what links may have of characters behind it.
 */
export function readFrame(
  hash: string,
): Result<{ readonly letter: string; readonly body: string; readonly behind: string }> {
  if (hash.length > limits.link.hashLength) {
    const [has, max] = [hash.length, limits.link.hashLength].map((n) => number(n));
    return fail(tooLarge(`it has ${has} characters, and at most ${max} are read`));
  }
  const text = bare(hash);
  const { own, rest: all } = collect(text, Infinity);
  const [, version = '', letter = ''] = /^(\d{1,3})\.([a-z]?)/.exec(own) ?? [];
  if (version === '' || (letter === '' && own !== `${version}.`)) return fail(foreign());
  const head = version.length + 2;
  const read = readLength(own.slice(head));
  const isOurs = Number(version) !== linkVersion || letter === '' || isPacking(letter);
  if (!read) {
    // The shortest link has a length of one digit and no body.
    const min = head + 1 + checksumLength - own.length;
    if (!isOurs) return fail(foreign());
    return fail(min > 0 && all === '' ? cut(min) : changed());
  }
  const total = head + read.used + read.length + checksumLength;
  const missing = total - own.length;
  if (missing > 0) {
    if (!isOurs) return fail(foreign());
    return fail(all.length < missing ? cut(missing) : changed());
  }
  const { own: whole, rest } = collect(text, total);
  const content = whole.slice(0, -checksumLength);
  // What follows must be apart from the link: a mark, a space, or nothing.
  if (checksum(content) !== whole.slice(-checksumLength) || /^[A-Za-z0-9_~-]/.test(rest)) {
    return fail(changed());
  }
  if (Number(version) !== linkVersion) return fail(newer(Number(version)));
  const behind = collect(rest, limits.link.hashLength).own;
  return ok({ letter, body: content.slice(head + read.used), behind });
}
