/** Builds the smallest files of each format, byte by byte, for tests. Nothing ships from here. */

type Part = string | readonly number[] | Uint8Array;

/** Joins Latin-1 text and byte values. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(
      typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
      at,
    );
    at += part.length;
  }
  return joined;
}

export const be16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
export const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 65_535)];
export const le16 = (value: number): number[] => be16(value).reverse();
export const le24 = (value: number): number[] => be32(value).reverse().slice(0, 3);
export const le32 = (value: number): number[] => be32(value).reverse();
export const le64 = (value: number): number[] => [
  ...le32(value % 2 ** 32),
  ...le32(Math.floor(value / 2 ** 32)),
];

/** An EXIF block in TIFF form whose only tag is the orientation. */
export function exif(orientation: number, little = false): Uint8Array {
  const u16 = little ? le16 : be16;
  const u32 = little ? le32 : be32;
  return bytes(
    little ? 'II' : 'MM',
    u16(42),
    u32(8),
    u16(1),
    u16(0x0112),
    u16(3),
    u32(1),
    u16(orientation),
    u16(0),
    u32(0),
  );
}

export const segment = (code: number, body: Uint8Array): Uint8Array =>
  bytes([0xff, code], be16(body.length + 2), body);

export function jpeg(
  width: number,
  height: number,
  { frame = 0xc0, bands = 3, segments = [] as readonly Uint8Array[] } = {},
): Uint8Array {
  const components = Array.from({ length: bands }, (_, index) => [index + 1, 0x11, 0]).flat();
  const sof = segment(frame, bytes([8], be16(height), be16(width), [bands], components));
  return bytes([0xff, 0xd8], ...segments, sof, [0xff, 0xda, 0, 2, 0xff, 0xd9]);
}

export const chunk = (kind: string, body: Uint8Array): Uint8Array =>
  bytes(be32(body.length), kind, body, [0, 0, 0, 0]);

export function png(
  width: number,
  height: number,
  {
    colourType = 2,
    depth = 8,
    interlace = 0,
    chunks = [] as readonly Uint8Array[],
    dataBytes = 0,
  } = {},
): Uint8Array {
  const header = bytes(be32(width), be32(height), [depth, colourType, 0, 0, interlace]);
  return bytes(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', header),
    ...chunks,
    chunk('IDAT', new Uint8Array(dataBytes)),
    chunk('IEND', bytes()),
  );
}

export const riff = (kind: string, body: Uint8Array): Uint8Array =>
  bytes(kind, le32(body.length), body, body.length % 2 === 1 ? [0] : []);

export function webp(...chunks: readonly Uint8Array[]): Uint8Array {
  const body = bytes('WEBP', ...chunks);
  return bytes('RIFF', le32(body.length), body);
}

export const webpLossy = (width: number, height: number): Uint8Array =>
  riff('VP8 ', bytes([0x10, 0, 0, 0x9d, 0x01, 0x2a], le16(width), le16(height)));

export const webpLossless = (width: number, height: number, alpha: boolean): Uint8Array =>
  riff(
    'VP8L',
    bytes([0x2f], le32((width - 1) | ((height - 1) << 14) | ((alpha ? 1 : 0) << 28)), [0]),
  );

export const webpExtended = (flags: number, width: number, height: number): Uint8Array =>
  riff('VP8X', bytes([flags, 0, 0, 0], le24(width - 1), le24(height - 1)));

export type TiffEntry = readonly [tag: number, type: 3 | 4 | 7, value: number];

/** A TIFF whose directories lie one after another; `link` overrides the last one's next. */
export function tiff(
  pages: readonly (readonly TiffEntry[])[],
  { little = true, big = false, link = 0 } = {},
): Uint8Array {
  const u16 = little ? le16 : be16;
  const u32 = little ? le32 : be32;
  const u64 = (value: number): number[] => (little ? le64(value) : [...be32(0), ...be32(value)]);
  const word = big ? u64 : u32;
  const value = (type: number, amount: number): number[] => {
    const short = type === 3 ? u16(amount) : u32(amount);
    return [...short, ...new Array<number>((big ? 8 : 4) - short.length).fill(0)];
  };
  const head = bytes(
    little ? 'II' : 'MM',
    u16(big ? 43 : 42),
    big ? [...u16(8), ...u16(0), ...u64(16)] : u32(8),
  );
  const size = (page: readonly TiffEntry[]): number =>
    big ? 16 + page.length * 20 : 6 + page.length * 12;
  let at = head.length;
  const directories = pages.map((page, index) => {
    at += size(page);
    const next = index === pages.length - 1 ? link : at;
    return bytes(
      big ? u64(page.length) : u16(page.length),
      ...page.map(([tag, type, amount]) => [
        ...u16(tag),
        ...u16(type),
        ...word(1),
        ...value(type, amount),
      ]),
      word(next),
    );
  });
  return bytes(head, ...directories);
}

export const gifFrame = (width: number, height: number, transparent = false): Uint8Array =>
  bytes(
    [0x21, 0xf9, 4, transparent ? 1 : 0, 0, 0, 0, 0],
    [0x2c, 0, 0, 0, 0],
    le16(width),
    le16(height),
    [0, 2, 2, 0x44, 1, 0],
  );

export const gif = (width: number, height: number, ...frames: readonly Uint8Array[]): Uint8Array =>
  bytes(
    'GIF89a',
    le16(width),
    le16(height),
    [0x80, 0, 0],
    [0, 0, 0, 255, 255, 255],
    ...frames,
    [0x3b],
  );

export const box = (kind: string, ...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts);
  return bytes(be32(body.length + 8), kind, body);
};

/** An AVIF or HEIC file of one item with a size and, if asked, turned and mirrored. */
export function isoMedia(
  width: number,
  height: number,
  {
    brand = 'avif',
    turns = undefined as number | undefined,
    mirror = undefined as number | undefined,
    coder = 'av1C',
  } = {},
): Uint8Array {
  const properties = [
    box('ispe', be32(0), be32(width), be32(height)),
    box(coder, [0x81, 0, 0x40, 0]),
    box('colr', 'prof', [0, 0]),
    ...(turns === undefined ? [] : [box('irot', [turns])]),
    ...(mirror === undefined ? [] : [box('imir', [mirror])]),
  ];
  const indexes = properties.map((_, index) => index + 1);
  return bytes(
    box('ftyp', brand, be32(0), 'mif1'),
    box(
      'meta',
      be32(0),
      box('pitm', be32(0), be16(1)),
      box(
        'iprp',
        box('ipco', ...properties),
        box('ipma', be32(0), be32(1), be16(1), [indexes.length], indexes),
      ),
    ),
  );
}

/** Packs [value, bits] pairs least significant bit first, as JPEG XL does. */
export function packBits(...fields: readonly (readonly [value: number, bits: number])[]): number[] {
  const bits = fields.flatMap(([value, count]) =>
    Array.from({ length: count }, (_, index) => Math.floor(value / 2 ** index) % 2),
  );
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit, place) => byte + bit * 2 ** place, 0),
  );
}

/** A naked JPEG XL codestream's start: sides of up to 2^30 pixels, all metadata default. */
export const jxl = (width: number, height: number): Uint8Array =>
  bytes(
    [0xff, 0x0a],
    packBits([0, 1], [3, 2], [height - 1, 30], [0, 3], [3, 2], [width - 1, 30], [1, 1]),
    [0, 0, 0, 0],
  );
