import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { tellsNothing } from './tells-nothing';

const noisy = () => {
  const [width, height] = [120, 90];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 7919) % 251);
  return sharp(data, { raw: { width, height, channels: 3 } });
};

type Made = { readonly type: 'image/jpeg' | 'image/webp'; readonly bytes: Buffer };

const made = async (
  more: (picture: Sharp) => Sharp = (picture) => picture,
): Promise<readonly Made[]> => [
  { type: 'image/jpeg', bytes: await more(noisy()).jpeg().toBuffer() },
  { type: 'image/jpeg', bytes: await more(noisy()).jpeg({ progressive: true }).toBuffer() },
  { type: 'image/jpeg', bytes: await more(noisy()).jpeg({ mozjpeg: true }).toBuffer() },
  { type: 'image/webp', bytes: await more(noisy()).webp().toBuffer() },
  { type: 'image/webp', bytes: await more(noisy()).webp({ lossless: true }).toBuffer() },
];

const all = (files: readonly Made[]) => files.map(({ type, bytes }) => tellsNothing(bytes, type));
const five = (value: boolean) => Array.from({ length: 5 }, () => value);

/** A segment of a JPEG right after its first two bytes. */
function withSegment(file: Buffer, marker: number, content: string): Buffer {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([file.subarray(0, 2), head, body, file.subarray(2)]);
}

describe('a file that tells nothing', () => {
  it('has pixels alone, or with the profile of their colours', async () => {
    expect(all(await made())).toEqual(five(true));
    const profiled = await made((picture) => picture.withIccProfile('p3'));
    expect(all(profiled)).toEqual(five(true));
    const clear = await noisy().ensureAlpha(0.5).webp().toBuffer();
    expect(tellsNothing(clear, 'image/webp')).toBe(true);
  });

  it('has neither EXIF nor XMP', async () => {
    const exif = await made((picture) => picture.withExif({ IFD0: { Artist: 'Ann' } }));
    expect(all(exif)).toEqual(five(false));
    const xmp = await made((picture) => picture.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'));
    expect(all(xmp)).toEqual(five(false));
  });

  it('has no comment, no segment of another program and no small picture', async () => {
    const [{ bytes: jpeg } = { bytes: Buffer.alloc(0) }] = await made();
    expect(tellsNothing(withSegment(jpeg, 0xdb, '\0'.repeat(65)), 'image/jpeg')).toBe(true);
    for (const [marker, content] of [
      [0xfe, 'a comment'],
      [0xed, 'Photoshop 3.0\0'],
      [0xe2, 'MPF\0'],
      [0xe0, 'JFXX\0small picture'],
      [0xee, 'Adobe and more of it'],
      [0xe5, ''],
    ] as const) {
      expect(tellsNothing(withSegment(jpeg, marker, content), 'image/jpeg'), content).toBe(false);
    }
  });

  it('has nothing behind its end, and is whole', async () => {
    const files = await made();
    const longer = files.map((file) => ({
      ...file,
      bytes: Buffer.concat([file.bytes, file.bytes]),
    }));
    expect(all(longer)).toEqual(five(false));
    const shorter = files.map((file) => ({ ...file, bytes: file.bytes.subarray(0, -1) }));
    expect(all(shorter)).toEqual(five(false));
    const inside = files.map(({ type, bytes }) => {
      const at = bytes.length - 2;
      const comment = Buffer.from([0xff, 0xfe, 0, 4, 1, 2]);
      return { type, bytes: Buffer.concat([bytes.subarray(0, at), comment, bytes.subarray(at)]) };
    });
    expect(all(inside)).toEqual(five(false));
    for (const type of ['image/jpeg', 'image/webp'] as const) {
      for (const bytes of [new Uint8Array(), Uint8Array.of(0xff, 0xd8, 0xff), Uint8Array.of(82)]) {
        expect(tellsNothing(bytes, type)).toBe(false);
      }
    }
  });

  it('is not of another type than it is said to be', async () => {
    const files = await made();
    const other = { 'image/jpeg': 'image/webp', 'image/webp': 'image/jpeg' } as const;
    expect(all(files.map(({ type, bytes }) => ({ type: other[type], bytes })))).toEqual(
      five(false),
    );
  });
});
