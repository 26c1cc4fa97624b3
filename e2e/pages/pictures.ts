import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { MadeFile } from './editor';

/** Returns a value from 0 to 1 that depends on position only: the same picture on every machine. */
const noise = (x: number, y: number): number => {
  const mixed = Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0xffff_ffff;
};

/** Returns photo-like RGB bytes: gradients, a bright and a dark area, edges and some noise. */
export function scene(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const v = y / height;
    for (let x = 0; x < width; x += 1) {
      const u = x / width;
      const disc = (u - 0.7) ** 2 + (v - 0.35) ** 2 < 0.18 ** 2 ? 1 : 0;
      const grain = (noise(x, y) - 0.5) * 12;
      const at = (y * width + x) * 3;
      // None of the sums leaves 0 to 255.
      data[at] = 40 + 170 * u + 40 * disc + grain;
      data[at + 1] = 60 + 120 * v + 70 * disc + grain;
      data[at + 2] = 150 - 110 * u + 20 * v + grain;
    }
  }
  return data;
}

const raw = (width: number, height: number, data: Buffer, channels: 3 | 4) =>
  sharp(data, { raw: { width, height, channels } });

/** A camera-like JPEG with an EXIF block: a camera's name and a position. */
export async function photo(width = 1200, height = 800, name = 'photo.jpg'): Promise<MadeFile> {
  const buffer = await raw(width, height, scene(width, height), 3)
    .withExif({
      IFD0: { Make: 'Pipette', Model: 'Test camera', Orientation: '1' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' },
    })
    .jpeg({ quality: 92 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** A small photo that tells whose it is. */
export async function tellingPhoto(owner: string, name: string): Promise<MadeFile> {
  const buffer = await raw(300, 200, scene(300, 200), 3)
    .withExif({ IFD0: { Copyright: owner } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** A lossless picture, so that exported pixels can be compared exactly. */
export async function exactPicture(
  width = 320,
  height = 200,
): Promise<MadeFile & { readonly pixels: Buffer }> {
  const pixels = scene(width, height);
  const buffer = await raw(width, height, pixels, 3).png().toBuffer();
  return { name: 'exact.png', mimeType: 'image/png', buffer, pixels };
}

/** An AVIF of one colour, for which the engine needs a decoder that is fetched when first used. */
export async function avifPicture(name = 'orange.avif'): Promise<MadeFile> {
  const create = { width: 96, height: 64, channels: 3, background: '#d07820' } as const;
  const buffer = await sharp({ create }).avif({ lossless: true }).toBuffer();
  return { name, mimeType: 'image/avif', buffer };
}

/** A picture of one colour that is no grey: the sampled patch of a white balance. */
export async function plainPicture(
  colour: readonly [number, number, number],
  width = 300,
  height = 200,
): Promise<MadeFile> {
  const [r, g, b] = colour;
  const create = { width, height, channels: 3, background: { r, g, b } } as const;
  const buffer = await sharp({ create }).png().toBuffer();
  return { name: 'plain.png', mimeType: 'image/png', buffer };
}

/** A dark picture of which the left quarter is nearly white. */
export async function brightQuarter(width = 400, height = 240): Promise<MadeFile> {
  const data = Buffer.alloc(width * height * 3, 20);
  for (let y = 0; y < height; y += 1) {
    data.fill(250, y * width * 3, (y * width + width / 4) * 3);
  }
  const buffer = await raw(width, height, data, 3).png().toBuffer();
  return { name: 'quarter.png', mimeType: 'image/png', buffer };
}

/**
 * A picture whose colour says where it is: red grows from left to right, green from top to bottom.
 * In the middle lies a square of `checker` pixels per side in which black and white change with
 * every pixel, so that nothing but real pixels shows it.
 */
export async function map(width = 3000, height = 2000, checker = 300): Promise<MadeFile> {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const inside =
        Math.abs(x - width / 2) < checker / 2 && Math.abs(y - height / 2) < checker / 2;
      const square = (x + y) % 2 === 0 ? 0 : 255;
      data[at] = inside ? square : (x / width) * 255;
      data[at + 1] = inside ? square : (y / height) * 255;
      data[at + 2] = inside ? square : 128;
    }
  }
  const buffer = await raw(width, height, data, 3).png({ compressionLevel: 3 }).toBuffer();
  return { name: 'map.png', mimeType: 'image/png', buffer };
}

/** A picture that fades from opaque to transparent. */
export async function transparentPicture(width = 240, height = 160): Promise<MadeFile> {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    data.set([200, 40, 90, Math.round(((i % width) / (width - 1)) * 255)], i * 4);
  }
  const buffer = await raw(width, height, data, 4).png().toBuffer();
  return { name: 'see-through.png', mimeType: 'image/png', buffer };
}

const crcOf = (bytes: Buffer): number => {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crcOf(body));
  return Buffer.concat([length, body, crc]);
};

/** A PNG of a few bytes whose header claims a size. */
export function lyingPng(width: number, height: number): MadeFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from([0x78, 0x9c, 0x03, 0, 0, 0, 0, 1])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name: 'lie.png', mimeType: 'image/png', buffer };
}

/** A JPEG cut off in the middle of its pixels. */
export async function truncatedPhoto(): Promise<MadeFile> {
  const whole = await photo(900, 600);
  return { ...whole, name: 'cut.jpg', buffer: whole.buffer.subarray(0, whole.buffer.length >> 1) };
}

/** A PNG of a few hundred kilobytes whose comments unpack to more memory than there is. */
export async function commentBomb(): Promise<MadeFile> {
  const create = { width: 40, height: 30, channels: 3, background: '#804020' } as const;
  const whole = await sharp({ create }).png().toBuffer();
  const packed = deflateSync(Buffer.alloc(8_000_000, 'a'));
  const comments = Array.from({ length: 50 }, (_, index) =>
    chunk('zTXt', Buffer.concat([Buffer.from(`Comment${index}\0\0`, 'latin1'), packed])),
  );
  // Between the header, 33 bytes with what stands before it, and the pixels.
  const buffer = Buffer.concat([whole.subarray(0, 33), ...comments, whole.subarray(33)]);
  return { name: 'comments.png', mimeType: 'image/png', buffer };
}

/** A drawing of so many clips, each cut by the one before, that the decoder's stack overflows. */
export function chainedDrawing(clips = 5_000): MadeFile {
  const chain = Array.from({ length: clips }, (_, index) => {
    const before = index === 0 ? '' : ` clip-path="url(#c${index - 1})"`;
    return `<clipPath id="c${index}"${before}><rect width="9" height="9"/></clipPath>`;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><defs>${chain.join('')}</defs><rect width="9" height="9" clip-path="url(#c${clips - 1})"/></svg>`;
  return { name: 'chained.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(text) };
}

/** A drawing of a few hundred letters whose decoding takes minutes and cannot be interrupted. */
export function slowDrawing(name = 'slow.svg'): MadeFile {
  const noise = '<rect width="1000" height="1000" filter="url(#noise)"/>'.repeat(300);
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000"><filter id="noise"><feTurbulence baseFrequency="0.05" numOctaves="10"/></filter>${noise}</svg>`;
  return { name, mimeType: 'image/svg+xml', buffer: Buffer.from(text) };
}
