import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hashesIn, sha256 } from './asset';
import { carriedAsset } from './carried-asset';

async function png(width: number, height: number, deep = false): Promise<Uint8Array<ArrayBuffer>> {
  const picture = sharp({ create: { width, height, channels: 4, background: '#ff00ff80' } });
  const file = await (deep ? picture.toColourspace('rgb16') : picture).png().toBuffer();
  return new Uint8Array(file);
}

describe('a picture that came with a document', () => {
  it('is taken when it is what its hash says', async () => {
    const bytes = await png(20, 10);
    const hash = await sha256(bytes);
    expect(await carriedAsset(hash, bytes)).toMatchObject({ hash, width: 20, height: 10 });
    const other = bytes.slice();
    other[other.length - 20] = 1;
    expect(await carriedAsset(hash, other)).toBeNull();
  });

  it('is left out when it is not as we keep pictures', async () => {
    const max = await png(1024, 1);
    expect(await carriedAsset(await sha256(max), max)).not.toBeNull();
    const others = [
      await png(1025, 1),
      await png(4, 4, true),
      new TextEncoder().encode('no picture'),
      new Uint8Array(),
    ];
    for (const bytes of others) expect(await carriedAsset(await sha256(bytes), bytes)).toBeNull();
  });
});

it('finds the hashes that stored values name, at any depth', () => {
  const [one, two] = ['a1'.repeat(32), 'b2'.repeat(32)];
  const work = { steps: [{ values: { picture: one, place: 'left' } }], past: [[{ x: two }]] };
  expect([...hashesIn(work)]).toEqual([one, two]);
  expect(hashesIn([one.slice(1), one.toUpperCase(), null, 3]).size).toBe(0);
});
