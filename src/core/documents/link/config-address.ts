import { number } from '../../base/words';
import { Gunzip } from 'fflate';
import { crc32 } from '../../base/crc32';
import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import type { ReadDocument } from '../document';
import { readDocument } from '../read-document';
import { base64ToBytes } from './base64';
import { changed, notUnpacked, tooLarge } from './frame';
import type { Unpacked } from './unpacked';

/** Bytes given to the decompressor at once: each may become 1,032. */
const pushBytes = 256;

const pattern = /[?&#]config=([^&#\s]*)/;

/** Whether an address has the older form, `?config=` and a gzipped document in base64url. */
export const isConfigAddress = (address: string): boolean => pattern.test(address);

/**
 * Returns the text that gzipped bytes hold, counted while it comes out; 'damaged' when they hold none
 * or their checksum (RFC 1952, the first four of the last eight bytes) does not hold.
 */
function gunzip(bytes: Uint8Array<ArrayBuffer>): Unpacked {
  if (bytes.length < 18) return fail('damaged');
  const max = limits.link.inflatedBytes;
  const out = new Uint8Array(max);
  let length = 0;
  const stream = new Gunzip((chunk) => {
    if (length + chunk.length <= max) out.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < bytes.length && length <= max; at += pushBytes) {
      stream.push(bytes.subarray(at, at + pushBytes), at + pushBytes >= bytes.length);
    }
    if (length > max) return fail('too large');
    const content = out.subarray(0, length);
    const sum = new DataView(bytes.buffer).getUint32(bytes.length - 8, true);
    if (sum !== crc32(content)) return fail('damaged');
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    // No gzip, or no UTF-8 in it.
    return fail('damaged');
  }
}

/** Returns a text up to its last character that base64 has: what follows are marks around it. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && !/[\w+/-]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Reads an address of the form `?config=` + base64url(gzip(JSON)), of the older shape or of ours.
 */
export function readConfigAddress(address: string): Result<ReadDocument> {
  const value = pattern.exec(address)?.[1] ?? '';
  if (value.length > limits.link.hashLength) {
    return fail(tooLarge(`it has ${number(value.length)} characters`));
  }
  const plain = value.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  // A + of plain base64 comes out of some programs as a space.
  const bytes = base64ToBytes(withoutEnd(plain.replaceAll(' ', '+')));
  const text = bytes === null ? fail('damaged' as const) : gunzip(bytes);
  if (!text.ok) return fail(notUnpacked(text.error));
  try {
    return readDocument(JSON.parse(text.value));
  } catch {
    return fail(changed());
  }
}
