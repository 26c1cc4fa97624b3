import { expect, it } from 'vitest';
import { freshlyTold } from './fresh';
import { metadataGroups } from './groups';
import { nothingTold } from './told';

const groups = new Set(metadataGroups.map(({ id }) => id));
const holds = { exif: true, iptc: null, texts: false, xmpBytes: Infinity };

/** XMP as it is written where everything stays. */
function written(xmp: string): string {
  const told = { ...nothingTold, xmp: new TextEncoder().encode(xmp) };
  const fresh = freshlyTold(told, { groups, embeddedPipeline: null, holds, width: 1, height: 1 });
  return new TextDecoder().decode(fresh.xmp ?? new Uint8Array());
}

it('takes every small picture out of XMP, and nothing between two', () => {
  const small = (prefix: string) => `<${prefix}:Thumbnails>\n<rdf:Alt/></${prefix}:Thumbnails>`;
  const packet = `a${small('xmp')}b${small('xap')}c${small('xmp')}d`;
  expect(written(packet)).toBe('abcd');
  expect(written(`a<xmp:Thumbnails>b${small('xap')}c`)).toBe('a<xmp:Thumbnails>bc');
});

it('looks for the end of a small picture once where none ends', () => {
  const packet = '<xmp:Thumbnails>'.repeat(60_000);
  const began = process.cpuUsage();
  expect(written(packet)).toBe(packet);
  // Some milliseconds. Searches inside an expression cannot be counted, and a search to the end from
  // every beginning takes many times as long as this.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(500);
});
