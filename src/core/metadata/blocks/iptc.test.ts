import { expect, it } from 'vitest';
import { metadataGroups } from '../groups';
import { iptcFor, keepInIptc } from './iptc';

const all = new Set(metadataGroups.map(({ id }) => id));

/** A dataset of record 2: 80 is whose picture it is. */
const dataset = (number: number, text: string): number[] => {
  const letters = [...new TextEncoder().encode(text)];
  return [0x1c, 2, number, 0, letters.length, ...letters];
};

/** One of Photoshop's image resources, padded to an even length. */
const resource = (id: number, content: readonly number[]): number[] => [
  ...new TextEncoder().encode('8BIM'),
  ...[id >> 8, id & 255, 0, 0, 0, 0, 0, content.length, ...content],
  ...(content.length % 2 === 0 ? [] : [0]),
];

it('finds IPTC behind a resource of odd length, which is padded', () => {
  const texts = dataset(80, 'Ada');
  const segment = [
    ...new TextEncoder().encode('Photoshop 3.0\0'),
    ...resource(0x03ed, [1, 2, 3]),
    ...resource(0x0404, texts),
  ];
  expect([...(keepInIptc(Uint8Array.from(segment), all) ?? [])]).toEqual(texts);
});

it('pads what it wraps to an even length, and finds it there again', () => {
  const texts = Uint8Array.from(dataset(80, 'Even'));
  expect(texts.length % 2).toBe(1);
  const wrapped = iptcFor('segment', texts);
  expect(wrapped).toHaveLength('Photoshop 3.0\0'.length + 12 + texts.length + 1);
  expect(wrapped && keepInIptc(wrapped, all)).toEqual(texts);
});
