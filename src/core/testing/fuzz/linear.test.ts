// Twice the input is at most two and a half times the work, for the worst that is known for every
// reader. Work is counted, so a busy machine changes nothing.
import { describe, expect, it, vi } from 'vitest';
import { readMetadata } from '../../../../workers/metadata/read-metadata';
import { readCollectionText } from '../../documents/collection';
import { readPublished } from '../../gallery/publish/read-published';
import { readAny } from '../../documents/read-any';
import { readLink } from '../../documents/share-link';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../../metadata/embedded-pipeline';
import { keepInXmp } from '../../metadata/blocks/xmp';
import { workOf } from '../work';
import { bytesReader } from '../../source/byte-reader';
import { heavyLinks, heavyPackets, heavyPages, heavyTexts } from './heavy';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * What a reading may cost whatever it reads, in the numbers that are counted, and how far the engine's
 * counters stray. The square of the length is 36 million.
 */
const always = 100_000;

/**
 * Holds the law between one length and twice of it.
 * @param perLetter the most that a letter may cost
 */
async function grows(
  make: (length: number) => string,
  length: number,
  read: (text: string) => unknown,
  perLetter = 120,
): Promise<void> {
  // The first reading fills tables that later ones find.
  await read(make(100));
  const [once, twice] = [make(length), make(2 * length)];
  const work = await workOf(() => read(once));
  const more = await workOf(() => read(twice));
  expect(more).toBeLessThan(2.5 * work + always);
  expect(more).toBeLessThan(perLetter * twice.length + always);
}

describe('the work of reading grows with what is read', () => {
  it.each(heavyTexts)('in files: %s', (_, make) =>
    grows(make, 6_000, (text) => readAny({ name: 'x', bytes: utf8(text) })),
  );

  it.each(heavyPages)('in published galleries: %s', (_, make) =>
    grows(make, 6_000, async (text) => {
      await readAny({ name: 'x', bytes: utf8(text) });
      await readPublished(bytesReader(utf8(text)));
    }),
  );

  it.each(heavyLinks)('in links: %s', (_, make) => grows(make, 6_000, readLink));

  it.each(heavyPackets)('in XMP: %s', (_, make) => {
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    const read = async (text: string): Promise<void> => {
      keepInXmp(text, new Set(['camera']));
      setEmbeddedPipeline(text, { pipeline: '{}', pixels: null });
      embeddedPipelineIn(text);
      await readMetadata(utf8(`<?xpacket begin=""?>${text}`));
    };
    // Four readings of it, one after another.
    return grows(make, 5_000, read, 250);
  });

  it.each(heavyTexts.filter(([name]) => name.startsWith('presets')))(
    'in collections: %s',
    (_, make) => grows(make, 20_000, readCollectionText),
  );
});
