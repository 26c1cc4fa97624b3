import { be16, be32, box, bytes } from '../tiny-files';

/** An item of a file: its kind, the properties it has by their places, and its data. */
export interface TinyItem {
  readonly id: number;
  readonly kind: string;
  readonly own?: readonly number[];
  /** What it is, of kind `mime`, and how it is packed. */
  readonly content?: readonly [type: string, packing?: string];
  readonly data?: Uint8Array;
}

export type TinyReference = readonly [kind: string, from: number, ...to: readonly number[]];

const wrap = (kind: string, body: Uint8Array): Uint8Array => box(kind, be32(0), body);

/**
 * A HEIC file of these items without a picture that could be decoded, for tests. Nothing ships from
 * here.
 * @param isWide whether places among properties take two bytes
 */
export function heic(
  properties: readonly Uint8Array[],
  items: readonly TinyItem[],
  {
    references = [] as readonly TinyReference[],
    primary = 1,
    isWide = false,
    dataIn = 'file',
  } = {},
): Uint8Array {
  const names = items.map(({ id, kind, content }) =>
    box(
      'infe',
      [2, 0, 0, 0],
      be16(id),
      be16(0),
      kind,
      '\0',
      content === undefined ? '' : content.map((text) => `${text}\0`).join(''),
    ),
  );
  const links = references.map(([kind, from, ...to]) =>
    box(kind, be16(from), be16(to.length), ...to.map(be16)),
  );
  const place = (number: number): number[] => (isWide ? be16(number | 0x8000) : [number | 0x80]);
  const owned = items.map(({ id, own = [] }) => bytes(be16(id), [own.length], ...own.map(place)));
  const stored = items.filter(({ data }) => data !== undefined);
  const data = bytes(...stored.map((item) => item.data ?? []));
  const meta = (start: number): Uint8Array => {
    let at = start;
    const locations = stored.map(({ id, data: { length } = bytes() }) => {
      at += length;
      const method = dataIn === 'file' ? 0 : 1;
      return bytes(be16(id), be16(method), be16(0), be16(1), be32(at - length), be32(length));
    });
    return box(
      'meta',
      be32(0),
      box('hdlr', be32(0), be32(0), 'pict', new Uint8Array(13)),
      wrap('pitm', bytes(be16(primary))),
      wrap('iinf', bytes(be16(names.length), ...names)),
      ...(links.length === 0 ? [] : [wrap('iref', bytes(...links))]),
      box('iloc', [1, 0, 0, 0], [0x44, 0], be16(locations.length), ...locations),
      box(
        'iprp',
        box('ipco', ...properties),
        box('ipma', [0, 0, 0, isWide ? 1 : 0], be32(owned.length), ...owned),
      ),
      ...(dataIn === 'meta' ? [box('idat', data)] : []),
    );
  };
  const brands = box('ftyp', 'heic', be32(0), 'mif1');
  if (dataIn === 'meta') return bytes(brands, meta(0));
  const head = brands.length + meta(0).length + 8;
  return bytes(brands, meta(head), box('mdat', data));
}

/** A box of sides in pixels. */
export const sides = (width: number, height: number): Uint8Array =>
  box('ispe', be32(0), be32(width), be32(height));

/** A box of the part that is shown, from the middle. */
export const aperture = (width: number, height: number, across = 0, down = 0): Uint8Array =>
  box('clap', ...[width, 1, height, 1, across, 1, down, 1].map(be32));
