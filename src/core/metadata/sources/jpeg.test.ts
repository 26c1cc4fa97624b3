import { expect, test } from 'vitest';
import { latinBytes } from '../../base/join-bytes';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../embedded-pipeline';
import { tellInJpeg } from '../carriers/jpeg';
import { nothingTold } from '../told';
import { toldByJpeg } from './jpeg';
import { app1, extensionStart, isNamed, jpegSegments, xmpName } from './jpeg-segments';

const bare = latinBytes('\xff\xd8\xff\xd9');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? undefined);

/** XMP whose longest properties are no attribute, an attribute, and one inside another element. */
const packet = (long: number): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:far="http://example.org/far/"><rdf:Description rdf:about="" far:Short="short &amp; &quot;" far:Long="${'ü'.repeat(long)}"><far:Longest>${'l'.repeat(3 * long)}</far:Longest></rdf:Description></rdf:RDF></x:xmpmeta>`;

const partsOf = (file: Uint8Array): number[] =>
  jpegSegments(file)
    .filter((one) => isNamed(one, app1, extensionStart))
    .map(({ content }) => content.length);

test('XMP of many segments comes back whole, what is short in the first', () => {
  const file = tellInJpeg(bare, { ...nothingTold, xmp: utf8(packet(60_000)) });
  const [first] = jpegSegments(file).filter((one) => isNamed(one, app1, xmpName));
  expect(text(first?.content ?? null)).toContain('far:Short="short &amp; &quot;"');
  expect(partsOf(file).length).toBeGreaterThan(3);
  const again = text(toldByJpeg(file).xmp);
  for (const part of ['short &amp; &quot;', 'ü'.repeat(60_000), 'l'.repeat(180_000)]) {
    expect(again).toContain(part);
  }
  expect(again).not.toContain('HasExtendedXMP');
});

test('only as much goes into further segments as must', () => {
  expect(partsOf(tellInJpeg(bare, { ...nothingTold, xmp: utf8(packet(10_000)) }))).toEqual([]);
  const file = tellInJpeg(bare, { ...nothingTold, xmp: utf8(packet(15_000)) });
  expect(partsOf(file)).toHaveLength(1);
  expect(Math.max(...partsOf(file))).toBeLessThan(47_000);
});

test('a pipeline stays where every reader finds it', () => {
  const passport = { pipeline: JSON.stringify('p'.repeat(50_000)), pixels: null };
  const xmp = utf8(setEmbeddedPipeline(packet(20_000), passport) ?? '');
  const file = tellInJpeg(bare, { ...nothingTold, xmp });
  const [first] = jpegSegments(file).filter((one) => isNamed(one, app1, xmpName));
  expect(embeddedPipelineIn(text(first?.content ?? null))).toEqual(passport);
  expect(text(toldByJpeg(file).xmp)).toContain('l'.repeat(60_000));
});

test('a packet of which a part is lost, twice there or of another name, is not told', () => {
  const file = tellInJpeg(bare, { ...nothingTold, xmp: utf8(packet(60_000)) });
  const parts = jpegSegments(file).filter((one) => isNamed(one, app1, extensionStart));
  const [one, two] = parts;
  if (!one || !two) throw new Error('no parts');
  const without = new Uint8Array([...file.slice(0, two.from), ...file.slice(two.end)]);
  const twice = new Uint8Array([...file.slice(0, two.end), ...file.slice(two.from)]);
  const renamed = file.slice();
  renamed[one.from + 4 + extensionStart.length] = 'X'.charCodeAt(0);
  expect([without, twice, renamed].map((each) => toldByJpeg(each).xmp)).toEqual([null, null, null]);
  expect(toldByJpeg(file).xmp).not.toBeNull();
});

test('XMP that is too long and cannot be read is left out, and the file stays one', () => {
  const file = tellInJpeg(bare, { ...nothingTold, xmp: utf8(packet(60_000).slice(0, 100_000)) });
  expect(file).toEqual(bare);
});

test('Photoshop’s resources of several segments come back byte for byte', () => {
  const iptc = new Uint8Array(140_000).map((_, at) => at % 251);
  iptc.set(latinBytes('Photoshop 3.0\0'));
  const file = tellInJpeg(bare, { ...nothingTold, iptc });
  expect(jpegSegments(file)).toHaveLength(3);
  expect(Buffer.compare(toldByJpeg(file).iptc ?? bare, iptc)).toBe(0);
});
