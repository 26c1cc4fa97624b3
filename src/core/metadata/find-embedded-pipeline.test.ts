import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { bytesReader } from '../source/byte-reader';
import { mayCarryEmbeddedPipeline } from './find-embedded-pipeline';
import { embeddedPipelineSpace } from './embedded-pipeline-space';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A reader that counts what is read of a file. */
function fileWith(size: number, text: string, at: number) {
  const bytes = new Uint8Array(size);
  bytes.set(bytesOf(text), at);
  const reader = bytesReader(bytes);
  let read = 0;
  return {
    read: () => read,
    reader: {
      size,
      read: async (from: number, length: number) => {
        const part = await reader.read(from, length);
        read += part.length;
        return part;
      },
    },
  };
}

const { searchedBytes } = limits.carrier;

describe('the mark of a pipeline in a picture', () => {
  const size = 5 * searchedBytes;
  it.each([
    ['at the start', 0, true],
    ['over the end of the first part', searchedBytes - 3, false],
    ['in the middle', size / 2, false],
    ['at the start of the last part', size - searchedBytes, true],
    ['at the very end', size - embeddedPipelineSpace.length, true],
  ])('is found %s, and little is read', async (_, at, expected) => {
    const file = fileWith(size, embeddedPipelineSpace, at);
    expect(await mayCarryEmbeddedPipeline(file.reader)).toBe(expected);
    expect(file.read()).toBeLessThanOrEqual(2 * searchedBytes + 100);
  });

  it('is found anywhere in a file that is little larger than one part', async () => {
    const file = fileWith(searchedBytes + 500, embeddedPipelineSpace, searchedBytes - 3);
    expect(await mayCarryEmbeddedPipeline(file.reader)).toBe(true);
  });

  const start = '\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl ';
  it.each([
    ['XMP', `${start}\0\0\0\x10brobxml \x01\x02\x03\x04`, true],
    ['EXIF', `${start}\0\0\0\x10brobExif\x01\x02\x03\x04`, false],
    [
      'XMP behind a long box',
      `${start}\0\0\0\x01jxlp\0\0\0\0\0\0\0\x14abcd\0\0\0\x10brobxml abcd`,
      true,
    ],
    ['a box that is shorter than its head', `${start}\0\0\0\x03jxlp\0\0\0\x10brobxml abcd`, false],
    ['a box that never ends', `${start}\0\0\0\x01jxlp\x7f\0\0\0\0\0\0\0`, false],
    ['half a box', `${start}\0\0\0`, false],
    ['XMP of a PNG', `\x89PNG\r\n\x1a\n\0\0\0\x20zTXtXML:com.adobe.xmp\0\0x`, true],
    ['text of a PNG', `\x89PNG\r\n\x1a\n\0\0\0\x20zTXtComment\0\0x`, false],
  ])('may be packed: %s', async (_, text, expected) => {
    expect(await mayCarryEmbeddedPipeline(bytesReader(bytesOf(text)))).toBe(expected);
  });

  it('is not in nothing', async () => {
    expect(await mayCarryEmbeddedPipeline(bytesReader(new Uint8Array()))).toBe(false);
  });
});
