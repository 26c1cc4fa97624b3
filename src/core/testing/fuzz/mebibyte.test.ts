// A mebibyte of the worst that is known for every reader, measured. Only `npm run soak -- fuzz` does:
// what a busy machine takes says nothing, so other runs count the work (linear.test.ts).
import { expect, it, vi } from 'vitest';
import { readMetadata } from '../../../../workers/metadata/read-metadata';
import { limits } from '../../base/limits';
import { readAny } from '../../documents/read-any';
import { readLink } from '../../documents/share-link';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../../metadata/embedded-pipeline';
import { keepInXmp } from '../../metadata/blocks/xmp';
import { heavyLinks, heavyPackets, heavyTexts } from './heavy';

const max = 500;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is measured: a name, a text and each of its readers. */
const cases: readonly (readonly [string, string, (text: string) => unknown])[] = [
  ...heavyTexts.map(([name, make]) => {
    const text = make(limits.document.bytes - 100);
    return [name, text, () => readAny({ name: 'x', bytes: utf8(text) })] as const;
  }),
  ...heavyLinks.map(([name, make]) => [name, make(limits.link.hashLength), readLink] as const),
  ...heavyPackets.flatMap(([name, make]) => {
    const text = make(limits.document.bytes);
    return [
      [`${name}, kept`, text, () => keepInXmp(text, new Set(['camera']))],
      [`${name}, set`, text, () => setEmbeddedPipeline(text, { pipeline: '{}', pixels: null })],
      [`${name}, found`, text, () => embeddedPipelineIn(text)],
      [`${name}, listed`, text, () => readMetadata(utf8(`<?xpacket begin=""?>${text}`))],
    ] as const;
  }),
];

it(`a mebibyte of the worst is read in ${max} ms of computing`, { timeout: 600_000 }, async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const slow: string[] = [];
  let [slowest, which] = [0, ''];
  for (const [name, text, read] of cases) {
    const began = process.cpuUsage();
    await read(text);
    const took = process.cpuUsage(began).user / 1000;
    if (took > slowest) [slowest, which] = [took, name];
    if (took > max) slow.push(`${name}: ${took.toFixed(0)} ms`);
  }
  console.log(`WORST ${JSON.stringify({ slowest, which, cases: cases.length })}`);
  expect(slow).toEqual([]);
});
