import { limits } from '../base/limits';
import type { ByteReader } from '../source/byte-reader';
import { embeddedPipelineSpace } from './embedded-pipeline-space';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

/**
 * What is searched for: the name space itself, and XMP that a PNG holds packed, as libvips writes
 * it, which may say anything.
 */
const marks = [embeddedPipelineSpace, 'zTXtXML:com.adobe.xmp\0', 'iTXtXML:com.adobe.xmp\0\x01'].map(
  bytesOf,
);
const longestMark = Math.max(...marks.map(({ length }) => length));

function includes(bytes: Uint8Array, mark: Uint8Array): boolean {
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

const includesMark = (bytes: Uint8Array): boolean => marks.some((mark) => includes(bytes, mark));

const jxlStart = '\0\0\0\x0cJXL \r\n\x87\n';
/** No file of ours has as many boxes. */
const maxBoxes = 64;

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Whether a JPEG XL file has a box of XMP that is packed with Brotli, which only libjxl opens. */
async function hasPackedXmp(reader: ByteReader): Promise<boolean> {
  let at = 0;
  for (let box = 0; box < maxBoxes && at + 8 <= reader.size; box += 1) {
    const head = await reader.read(at, 20);
    if (head.length < 8) return false;
    const data = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const isLong = data.getUint32(0) === 1 && head.length >= 16;
    const length = isLong ? Number(data.getBigUint64(8)) : data.getUint32(0);
    const from = isLong ? 16 : 8;
    if (latin(head.subarray(4, 8)) === 'brob' && latin(head.subarray(from, from + 4)) === 'xml ') {
      return true;
    }
    // 0 is the last box, and less than its own head is none.
    if (length < from) return false;
    at += length;
  }
  return false;
}

/**
 * Returns whether a picture may carry the pipeline that made it, without a decoder: false is
 * certain for files that were written here. Looks for marks of it in the first and last part of the
 * file (`limits.carrier.searchedBytes`).
 */
export async function mayCarryEmbeddedPipeline(reader: ByteReader): Promise<boolean> {
  const { searchedBytes } = limits.carrier;
  const head = await reader.read(0, searchedBytes);
  if (includesMark(head)) return true;
  if (latin(head.subarray(0, 12)) === jxlStart && (await hasPackedXmp(reader))) return true;
  if (reader.size <= searchedBytes) return false;
  const start = Math.max(searchedBytes - longestMark, reader.size - searchedBytes);
  return includesMark(await reader.read(start, reader.size - start));
}
