import { zlibSync } from 'fflate';
import { expect, it, vi } from 'vitest';
import { limits } from '../../src/core/base/limits';
import { be16, be32, bytes, chunk, jpeg, png, segment } from '../../src/core/source/tiny-files';
import { workOf } from '../../src/core/testing/work';
import { readMetadata } from '../metadata/read-metadata';

const unread = expect.objectContaining({ container: 'File', name: 'Not read' });

/** A picture whose tags, so many, are each all of its EXIF. */
function repeated(tags: number): Uint8Array {
  const entries = Array.from({ length: tags }, (_, at) =>
    bytes(be16(0xc000 + at), be16(7), be32(60_000), be32(0)),
  );
  const block = bytes('MM', be16(42), be32(8), be16(tags), ...entries, be32(0));
  const whole = new Uint8Array(60_100);
  whole.set(block);
  return bytes(
    jpeg(9, 9, { segments: [segment(0xe1, bytes('Exif\0\0', whole))] }),
    new Uint8Array(20_000_000),
  );
}

it('tags that each name all of the block are read so far and no further', async () => {
  expect(await readMetadata(repeated(20))).not.toContainEqual(unread);
  const many = repeated(1_000);
  let found: unknown;
  const work = await workOf(async () => (found = await readMetadata(many)));
  expect(found).toEqual([unread]);
  expect(work).toBeLessThan(20 * limits.metadata.reads);
});

it('packed texts that together unpack to too much are named, and said not to be read', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const half = zlibSync(new Uint8Array(limits.metadata.inflatedBytes / 2));
  const text = (name: string) => chunk('zTXt', bytes(name, [0, 0], half));
  const max = await readMetadata(png(9, 9, { chunks: [text('a'), text('b')] }));
  expect(max.map(({ name }) => name)).toEqual(['a', 'b']);
  const found = await readMetadata(png(9, 9, { chunks: [text('a'), text('b'), text('c')] }));
  expect(found[0]).toEqual(unread);
  expect(found.map(({ name }) => name)).toEqual(['Not read', 'a', 'b', 'c']);
});

it('XMP that would take too long is said not to be read', async () => {
  const deep = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${'<a>'.repeat(200)}${'</a>'.repeat(200)}</x:xmpmeta>`;
  const ends = `<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>${'<?xpacket end="w"'.repeat(65)}`;
  for (const xmp of [deep, ends]) {
    const body = bytes('http://ns.adobe.com/xap/1.0/\0', new TextEncoder().encode(xmp));
    const found = await readMetadata(jpeg(9, 9, { segments: [segment(0xe1, body)] }));
    expect(found).toEqual([unread]);
  }
});
