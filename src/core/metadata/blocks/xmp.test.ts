import { expect, test } from 'vitest';
import { type MetadataGroup, metadataGroups } from '../groups';
import { keepInXmp, speaksOfStale } from './xmp';
import { xmpElement, xmpText } from './xmp-packet';

const all = new Set(metadataGroups.map(({ id }) => id));
const spaces =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:hdr="http://ns.adobe.com/hdr-gain-map/1.0/"';
const packet = (description: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${spaces}>${description}</rdf:RDF></x:xmpmeta>`;
const full = packet(
  '<rdf:Description rdf:about="" xmp:CreatorTool="Tool" photoshop:City="Rome" hdr:Version="1"> ' +
    '<dc:creator><rdf:Seq><rdf:li>Zoë</rdf:li></rdf:Seq></dc:creator>' +
    '<dc:title>A title</dc:title><hdr:GainMap/></rdf:Description>',
);
const kept = (text: string, ...groups: readonly MetadataGroup[]): string | null =>
  keepInXmp(text, new Set(groups));

test('properties stay by what they are about, as attributes and as elements', () => {
  const author = kept(full, 'author');
  expect(author).toContain('<rdf:li>Zoë</rdf:li>');
  for (const gone of ['CreatorTool', 'City', 'title', 'hdr:Version', 'GainMap']) {
    expect(author).not.toContain(gone);
  }
  const place = kept(full, 'location');
  expect(place).toContain('photoshop:City="Rome"');
  expect(place).toContain('rdf:about=""');
  expect(place).not.toContain('Zoë');
  expect(kept(full, 'camera')).toBeNull();
});

test('what is of things that are not there any more never stays', () => {
  const everything = keepInXmp(full, all);
  for (const here of ['CreatorTool', 'City', 'Zoë', 'A title']) expect(everything).toContain(here);
  expect(everything).not.toContain('GainMap');
  expect(everything).not.toContain('hdr:Version');
  expect(speaksOfStale(full)).toBe(true);
  expect(speaksOfStale(full.replaceAll('hdr-gain-map', 'other'))).toBe(false);
});

test('descriptions inside of a property are values of it', () => {
  const nested = packet(
    '<rdf:Description><dc:creator><rdf:Description photoshop:City="Rome"/></dc:creator></rdf:Description>',
  );
  expect(kept(nested, 'author')).toContain('City="Rome"');
  expect(kept(nested, 'location')).toBeNull();
  const stray = `<x:xmpmeta xmlns:x="adobe:ns:meta/" ${spaces}><rdf:Description dc:title="stray"/></x:xmpmeta>`;
  expect(kept(stray, 'description')).toBeNull();
});

test('what cannot be read, or could mean anything, does not stay', () => {
  expect(keepInXmp('no packet', all)).toBeNull();
  expect(keepInXmp(full.replace('</dc:title>', '</dc:titel>'), all)).toBeNull();
  expect(keepInXmp(full.replace('<rdf:RDF', '<!DOCTYPE x><rdf:RDF'), all)).toBeNull();
});

test('a packet is read in UTF-8 and in UTF-16 of both orders, with a mark or without', () => {
  const wide = (text: string, little: boolean): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), little);
    return bytes;
  };
  expect(xmpText(new TextEncoder().encode('<Zoë/>'))).toBe('<Zoë/>');
  for (const little of [true, false]) {
    expect(xmpText(wide('<Zoë/>', little))).toBe('<Zoë/>');
    expect(xmpText(wide('\ufeff<Zoë/>', little))).toBe('<Zoë/>');
    // The mark alone tells the order.
    expect(xmpText(wide('\ufeff\u0400', little))).toBe('\u0400');
  }
});

test('an element is found by its old name, by a prefix or none, and where RDF stands alone', () => {
  expect(xmpElement('..<x:xapmeta a="1">in</x:xapmeta>..')).toBe('<x:xmpmeta a="1">in</x:xmpmeta>');
  expect(xmpElement('<xmpmeta>in</xmpmeta>')).toBe('<xmpmeta>in</xmpmeta>');
  expect(xmpElement('..<r:RDF>in</r:RDF>..')).toBe(
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF>in</r:RDF></x:xmpmeta>',
  );
  expect(xmpElement('</x:xmpmeta><x:xmpmeta>')).toBeNull();
  expect(xmpElement('<x:xmpmetadata></x:xmpmetadata>')).toBeNull();
});
