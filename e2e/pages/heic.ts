/**
 * Writes HEIC files whose samples are stored as they are, without prediction: no free encoder of HEVC
 * comes with Node. Every block of 16 by 16 is a slice of its own, so that the arithmetic coder begins
 * anew for each and always says the same (ITU-T H.265, 7.3.8.7 and 9.3).
 */

/** Bits one after another, as H.265 writes its headers. */
class Bits {
  private bits = '';

  /** A number of so many bits. */
  u(count: number, value: number): this {
    this.bits += value.toString(2).padStart(count, '0').slice(-count);
    return this;
  }

  /** Numbers of any size, each as `ue(v)`. */
  ue(...values: readonly number[]): this {
    for (const value of values) {
      const text = (value + 1).toString(2);
      this.bits += '0'.repeat(text.length - 1) + text;
    }
    return this;
  }

  /** Flags, each `0` or `1`. */
  flags(text: string): this {
    this.bits += text;
    return this;
  }

  /** The bytes, after a one and zeros up to a whole byte. */
  ended(): Buffer {
    const whole = `${this.bits}1`;
    const padded = whole.padEnd(Math.ceil(whole.length / 8) * 8, '0');
    return Buffer.from(padded.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  }
}

const kinds = { picture: 20, video: 32, sequence: 33, frame: 34 } as const;

/** A unit of the stream: no three bytes in it look like the beginning of another. */
function unit(kind: number, ...parts: readonly Buffer[]): Buffer {
  const escaped: number[] = [];
  let zeros = 0;
  for (const byte of Buffer.concat(parts)) {
    if (zeros === 2 && byte <= 3) {
      escaped.push(3);
      zeros = 0;
    }
    escaped.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from([kind << 1, 1, ...escaped]);
}

const side = 16;

/** Main Still Picture, level 3. */
const profile = (to: Bits): Bits =>
  to.u(8, 3).u(32, 0x70000000).flags('1011').u(32, 0).u(12, 0).u(8, 90);

const videoSet = (): Buffer =>
  profile(new Bits().u(4, 0).flags('11').u(6, 0).u(3, 0).u(1, 1).u(16, 0xffff))
    .flags('1')
    .ue(0, 0, 0)
    .u(6, 0)
    .ue(0)
    .flags('00')
    .ended();

const sequenceSet = (width: number, height: number): Buffer =>
  profile(new Bits().u(4, 0).u(3, 0).u(1, 1))
    // Three planes, the colours at half the size; 8 bits; blocks of 16; samples as they are.
    .ue(0, 1, width, height)
    .flags('0')
    .ue(0, 0, 0)
    .flags('1')
    .ue(0, 0, 0, 1, 0, 0, 2, 0, 0)
    .flags('0001')
    .u(4, 7)
    .u(4, 7)
    .ue(1, 0)
    .flags('1')
    .ue(0)
    .flags('00000')
    .ended();

const frameSet = (): Buffer =>
  new Bits()
    .ue(0, 0)
    .flags('0000000')
    .ue(0, 0, 0)
    .flags('000')
    .ue(0, 0)
    // Nothing smooths the edges of blocks.
    .flags('0000000101')
    .flags('00')
    .ue(0)
    .flags('00')
    .ended();

/** What the arithmetic coder says of a block before its samples, and of the slice after them. */
const before = Buffer.from([0x86, 0x80]);
const after = Buffer.from([0xfe, 0x80]);

function slice(index: number, count: number, samples: Buffer): Buffer {
  const head = new Bits()
    .flags(index === 0 ? '1' : '0')
    .flags('0')
    .ue(0);
  if (index > 0) head.u(Math.ceil(Math.log2(count)), index);
  // Of kind I, with the usual quantiser.
  return unit(kinds.picture, head.ue(2).ue(0).ended(), before, samples, after);
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** Luma and chroma (BT.601, full range) of one block. */
function samplesOf(rgb: Buffer, width: number, left: number, top: number): Buffer {
  const at = (x: number, y: number): readonly number[] => {
    const from = ((top + y) * width + left + x) * 3;
    return [...rgb.subarray(from, from + 3)];
  };
  const plane = (step: number, [r = 0, g = 0, b = 0]: readonly number[], offset: number) =>
    Array.from({ length: (side / step) ** 2 }, (_, index) => {
      const across = side / step;
      const [red = 0, green = 0, blue = 0] = at(
        (index % across) * step,
        Math.floor(index / across) * step,
      );
      return clamp(r * red + g * green + b * blue + offset);
    });
  return Buffer.from([
    ...plane(1, [0.299, 0.587, 0.114], 0),
    ...plane(2, [-0.168736, -0.331264, 0.5], 128),
    ...plane(2, [0.5, -0.418688, -0.081312], 128),
  ]);
}

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);

function box(kind: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([u32(body.length + 8), Buffer.from(kind), body]);
}

const full = (kind: string, version: number, ...parts: readonly (Buffer | string)[]): Buffer =>
  box(kind, u32(version << 24), ...parts);

/** A picture as H.265 codes it: the settings of its coder and its data. */
function coded(rgb: Buffer, width: number, height: number): { settings: Buffer; data: Buffer } {
  const columns = width / side;
  const count = columns * (height / side);
  const sets = [
    [kinds.video, unit(kinds.video, videoSet())],
    [kinds.sequence, unit(kinds.sequence, sequenceSet(width, height))],
    [kinds.frame, unit(kinds.frame, frameSet())],
  ] as const;
  const slices = Array.from({ length: count }, (_, index) => {
    const [left, top] = [(index % columns) * side, Math.floor(index / columns) * side];
    return slice(index, count, samplesOf(rgb, width, left, top));
  });
  const settings = box(
    'hvcC',
    Buffer.from([1, 3, 0x70, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 90]),
    Buffer.from([0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, sets.length]),
    ...sets.flatMap(([kind, set]) => [Buffer.from([0x80 | kind]), u16(1), u16(set.length), set]),
  );
  return { settings, data: Buffer.concat(slices.flatMap((one) => [u32(one.length), one])) };
}

interface Item {
  readonly kind: string;
  /** Places of its properties, from 1 on; the first is essential. */
  readonly own: readonly number[];
  readonly data: Buffer;
  /** Numbers of the items that it is made of. */
  readonly parts?: readonly number[];
}

/** A file of these items, numbered from 1 on; the first one is the picture. */
function fileOf(properties: readonly Buffer[], items: readonly Item[]): Buffer {
  const kind = box('ftyp', 'heic', u32(0), 'mif1', 'heic');
  const numbered = items.map((item, index) => ({ ...item, id: u16(index + 1) }));
  const references = numbered.flatMap(({ id, parts = [] }) =>
    parts.length === 0 ? [] : [box('dimg', id, u16(parts.length), ...parts.map(u16))],
  );
  const meta = (start: number): Buffer => {
    let at = start;
    const places = numbered.flatMap(({ id, data: { length } }) => {
      at += length;
      return [id, u16(0), u16(1), u32(at - length), u32(length)];
    });
    const names = numbered.map((item) => full('infe', 2, item.id, u16(0), item.kind, '\0'));
    const owned = numbered.flatMap(({ id, own }) => {
      const own8 = own.map((place, index) => (index === 0 ? 0x80 | place : place));
      return [id, Buffer.from([own.length, ...own8])];
    });
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), 'pict', Buffer.alloc(13)),
      full('pitm', 0, u16(1)),
      full('iloc', 0, u16(0x4400), u16(items.length), ...places),
      full('iinf', 0, u16(items.length), ...names),
      ...(references.length === 0 ? [] : [full('iref', 0, ...references)]),
      box('iprp', box('ipco', ...properties), full('ipma', 0, u32(items.length), ...owned)),
    );
  };
  const start = kind.length + meta(0).length + 8;
  return Buffer.concat([kind, meta(start), box('mdat', ...items.map(({ data }) => data))]);
}

const sized = (width: number, height: number): Buffer => full('ispe', 0, u32(width), u32(height));

/** Returns a HEIC file of 8-bit RGB pixels; both sides are multiples of 16. */
export function writeHeic(rgb: Buffer, width: number, height: number): Buffer {
  const { settings, data } = coded(rgb, width, height);
  return fileOf([settings, sized(width, height)], [{ kind: 'hvc1', own: [1, 2], data }]);
}

/** Returns a HEIC file of one row of tiles, square ones of 8-bit RGB pixels; which of them stand there. */
export function writeHeicGrid(
  tiles: readonly Buffer[],
  across: number,
  row: readonly number[],
): Buffer {
  const made = tiles.map((rgb) => coded(rgb, across, across));
  const [first] = made;
  if (first === undefined) throw new Error('a grid of nothing');
  const width = across * row.length;
  return fileOf(
    [first.settings, sized(across, across), sized(width, across)],
    [
      {
        kind: 'grid',
        own: [3],
        data: Buffer.concat([Buffer.from([0, 0, 0, row.length - 1]), u16(width), u16(across)]),
        parts: row.map((index) => index + 2),
      },
      ...made.map(({ data }) => ({ kind: 'hvc1', own: [1, 2], data })),
    ],
  );
}
