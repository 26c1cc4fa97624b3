import zlib from 'node:zlib';

/** The bytes of a profile that stands in a text in hex digits; null for other texts. */
export function profileOf({ kind, content }) {
  const most = 4 * 1024 * 1024;
  let text = kind === 'tEXt' && content.length <= 3 * most ? content : null;
  if (kind === 'zTXt' && content[0] === 0) {
    try {
      text = zlib.inflateSync(content.subarray(1), {
        maxOutputLength: 2 * most,
        finishFlush: zlib.constants.Z_SYNC_FLUSH,
      });
    } catch {
      return null;
    }
  }
  const found = /^\n[^\n]{1,40}\n\s*(\d{1,8})\n([\da-f\s]*)$/i.exec(text?.toString('latin1') ?? '');
  const digits = found?.[2].replaceAll(/\s/g, '') ?? '';
  if (found === null || digits.length < 2 * Number(found[1])) return null;
  return Buffer.from(digits.slice(0, 2 * Number(found[1])), 'hex');
}
