import { describe, expect, it } from 'vitest';
import { withoutThumbnails } from './photoshop-blocks';

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));

const block = (id: number, data: readonly number[]): number[] => [
  ...text('8BIM'),
  id >> 8,
  id & 255,
  0,
  0,
  ...[0, 0, 0, data.length],
  ...data,
  ...(data.length % 2 === 1 ? [0] : []),
];

describe('withoutThumbnails', () => {
  it('drops the small pictures and keeps the rest byte by byte', () => {
    const head = text('Photoshop 3.0\0');
    const iptc = block(0x0404, [1, 2, 3]);
    const resolution = block(0x03ed, [9, 9]);
    const bytes = [...head, ...iptc, ...block(0x040c, [7, 7, 7, 7, 7]), ...resolution];
    expect([...withoutThumbnails(new Uint8Array(bytes))]).toEqual([
      ...head,
      ...iptc,
      ...resolution,
    ]);
  });

  it('leaves what it does not understand as it is', () => {
    for (const bytes of [[], text('no resources here'), [...text('8BIM'), 4]]) {
      expect([...withoutThumbnails(new Uint8Array(bytes))]).toEqual(bytes);
    }
  });

  it('ends where a block claims more than there is', () => {
    const cut = [...block(0x0404, [1, 2]), ...block(0x040c, [1, 2, 3, 4]).slice(0, -2)];
    expect([...withoutThumbnails(new Uint8Array(cut))]).toEqual(block(0x0404, [1, 2]));
  });
});
