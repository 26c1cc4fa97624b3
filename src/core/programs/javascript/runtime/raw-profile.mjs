import zlib from 'node:zlib';
import { maxDigits, rawProfile } from '../../../source/raw-profile.ts';

/** What is packed, or as much of it as is there; null where it is not packed, or unpacks to too much. */
function unpack(content) {
  try {
    return zlib.inflateSync(content, {
      maxOutputLength: maxDigits,
      finishFlush: zlib.constants.Z_SYNC_FLUSH,
    });
  } catch {
    return null;
  }
}

/** The bytes of a profile that stands in a text in hex digits; none for other texts. */
export const profileOf = ({ kind, content }) =>
  Buffer.from(rawProfile(kind, content, { unpack }) ?? []);
