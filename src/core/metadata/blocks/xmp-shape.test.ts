import { expect, it, vi } from 'vitest';
import { limits } from '../../base/limits';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../embedded-pipeline';
import { keepInXmp } from './xmp';
import { isModestXmp } from './xmp-shape';

const { nodes, depth, attributes, names, properties } = limits.xmp;

const packet = (inside: string, more = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${more}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;

it.each([
  ['nodes', (n: number) => packet(`<xmp:a>${'<b/>'.repeat(n - 4)}</xmp:a>`), nodes],
  ['levels', (n: number) => packet('<a>'.repeat(n - 3) + '</a>'.repeat(n - 3)), depth],
  [
    'attributes of a tag',
    (n: number) => packet('', Array.from({ length: n - 1 }, (_, at) => `a${at}=""`).join(' ')),
    attributes,
  ],
  [
    'names in scope',
    (n: number) => packet(`<xmp:a>${'<b xmlns:c="d"/>'.repeat(n - 3)}</xmp:a>`),
    names,
  ],
  ['properties', (n: number) => packet('<a/>'.repeat(n - 3)), properties],
])('packets of XMP are read up to their limit of %s', (_, make, max) => {
  expect(isModestXmp(make(max))).toBe(true);
  expect(isModestXmp(make(max + 1))).toBe(false);
});

it.each([
  ['a text that is not XML', 'a < b'],
  ['a comment that never ends', packet('<!-- ')],
  ['a tag that never ends', '<x:xmpmeta a="'],
  ['a tag within a tag', '<x <y>>'],
  ['a definition of entities', `<!DOCTYPE x [<!ENTITY a "b">]>${packet('')}`],
  ['an end without a beginning', '</a>'],
])('%s is not handed to the parser', (_, text) => expect(isModestXmp(text)).toBe(false));

it('what may stand in XMP is handed on', () => {
  const text = packet(`<xmp:a b="<'>">x > y</xmp:a><!-- < --><![CDATA[<x]]><?a <?>`);
  expect(isModestXmp(text.replace(`<'>`, `'>`))).toBe(true);
  expect(isModestXmp(packet('<xmp:a b=">"/>'))).toBe(true);
});

it('of more than that nothing is kept, nothing is found, and a passport takes its place', () => {
  const hidden = vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const large = packet(
    '<xmp:Rating>1</xmp:Rating>'.repeat(properties + 1),
    'a="urn:pipette:passport:1"',
  );
  expect(keepInXmp(large, new Set(['other']))).toBeNull();
  expect(embeddedPipelineIn(large)).toBeNull();
  const written = setEmbeddedPipeline(large, { pipeline: '{}', pixels: null }) ?? '';
  expect(embeddedPipelineIn(written)).toEqual({ pipeline: '{}', pixels: null });
  expect(written.length).toBeLessThan(2_000);
  hidden.mockRestore();
});
