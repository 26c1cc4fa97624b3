import { number } from '../../base/words';
import { Inflate } from 'fflate';
import { crc32 } from '../../base/crc32';
import { appError } from '../../base/errors';
import { limits } from '../../base/limits';
import { displayFileName } from '../../naming/display-file-name';
import { fail, ok, type Result } from '../../base/result';
import type { ByteReader } from '../../source/byte-reader';

const signature = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 };
/** The record at the end, and the longest comment behind it. */
const endBytes = 22;
const maxComment = 0xffff;
/** Bytes given to the decoder at once: deflate makes at most 1,032 of each. */
const pieceBytes = 4096;

/** One file of an archive, as its directory describes it. */
export interface ZipFileEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const damaged = (what: string): Result<never> =>
  fail(appError('CFG-SHAPE', `The archive is damaged: ${what}.`));

const tooLarge = (message: string): Result<never> => fail(appError('CFG-SIZE', message));

const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Returns the bytes of the directory, which stands at the end, or why it cannot be had. */
async function directory(reader: ByteReader): Promise<Result<Uint8Array>> {
  const length = Math.min(reader.size, endBytes + maxComment);
  const tail = await reader.read(reader.size - length, length);
  const data = view(tail);
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (data.getUint32(at, true) !== signature.end) continue;
    if (at + endBytes + data.getUint16(at + 20, true) !== tail.length) continue;
    const entries = data.getUint16(at + 10, true);
    const bytes = data.getUint32(at + 12, true);
    const start = data.getUint32(at + 16, true);
    if (entries > limits.archive.entries || bytes > limits.archive.directoryBytes) {
      return tooLarge(
        `The archive lists more files than are looked through (${limits.archive.entries}).`,
      );
    }
    if (start + bytes > reader.size) return damaged('its list of files is not where it should be');
    return ok(await reader.read(start, bytes));
  }
  return damaged('its list of files is missing, as when a download was cut off');
}

function* entriesIn(bytes: Uint8Array): Generator<ZipFileEntry> {
  const data = view(bytes);
  const words = new TextDecoder();
  for (let at = 0, count = 0; at + 46 <= bytes.length; count += 1) {
    if (data.getUint32(at, true) !== signature.entry || count >= limits.archive.entries) return;
    const nameLength = data.getUint16(at + 28, true);
    yield {
      name: words.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (data.getUint16(at + 8, true) & 1) === 1,
      method: data.getUint16(at + 10, true),
      crc: data.getUint32(at + 16, true),
      packed: data.getUint32(at + 20, true),
      size: data.getUint32(at + 24, true),
      at: data.getUint32(at + 42, true),
    };
    at += 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
  }
}

/** Returns the unpacked bytes; null when there are more of them than `max`, or other than said. */
function inflate(packed: Uint8Array, max: number): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new Inflate((part, last) => {
    length += part.length;
    if (length <= max) parts.push(part.slice());
    ended = last;
  });
  try {
    for (let at = 0; at < packed.length && length <= max; at += pieceBytes) {
      stream.push(packed.subarray(at, at + pieceBytes), at + pieceBytes >= packed.length);
    }
  } catch {
    // What is no deflated data counts as damage, like data that is too long.
    return null;
  }
  if (!ended || length > max) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Returns where in the archive the bytes of a file begin, or why they cannot be had. */
async function startOf(reader: ByteReader, { name, at }: ZipFileEntry): Promise<Result<number>> {
  const local = await reader.read(at, 30);
  if (local.length < 30 || view(local).getUint32(0, true) !== signature.local) {
    return damaged(`${displayFileName(name)} is not where the list of files says`);
  }
  return ok(at + 30 + view(local).getUint16(26, true) + view(local).getUint16(28, true));
}

/**
 * Returns the files that an archive lists. What it says of them is not checked yet, and no other
 * byte of it was read.
 */
export async function listZip(reader: ByteReader): Promise<Result<readonly ZipFileEntry[]>> {
  const listed = await directory(reader);
  return listed.ok ? ok([...entriesIn(listed.value)]) : listed;
}

/**
 * Returns the bytes of a file of an archive; fails when it has more than `max`, or is other than the
 * list of files says.
 */
export async function bytesInZip(
  reader: ByteReader,
  entry: ZipFileEntry,
  max: number,
): Promise<Result<Uint8Array>> {
  const { packed, size } = entry;
  const name = displayFileName(entry.name);
  if (size > max || packed > max) {
    return tooLarge(
      `${name} in it says it has ${number(size)} bytes; at most ${number(max)} are read.`,
    );
  }
  if (entry.encrypted) return damaged(`${name} in it is locked with a password`);
  const start = await startOf(reader, entry);
  if (!start.ok) return start;
  const bytes = await reader.read(start.value, packed);
  const content = entry.method === 8 ? inflate(bytes, size) : entry.method === 0 ? bytes : null;
  if (content?.length !== size || crc32(content) !== entry.crc) {
    return damaged(`${name} in it is not what the list of files says`);
  }
  return ok(content);
}

/** The same as text. */
export async function textInZip(
  reader: ByteReader,
  entry: ZipFileEntry,
  max: number,
): Promise<Result<string>> {
  const bytes = await bytesInZip(reader, entry, max);
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes;
}

/**
 * Returns where the bytes of a file stand that was stored as it is, so that they need not be read;
 * fails when it was packed or would end behind the archive.
 */
export async function stretchInZip(
  reader: ByteReader,
  entry: ZipFileEntry,
): Promise<Result<{ readonly start: number; readonly end: number }>> {
  const { packed, size } = entry;
  const name = displayFileName(entry.name);
  if (entry.encrypted || entry.method !== 0 || packed !== size) {
    return damaged(`${name} in it was packed anew by another program`);
  }
  const start = await startOf(reader, entry);
  if (!start.ok) return start;
  const end = start.value + size;
  return end > reader.size
    ? damaged(`${name} is not all there, as when a download was cut off`)
    : ok({ start: start.value, end });
}
