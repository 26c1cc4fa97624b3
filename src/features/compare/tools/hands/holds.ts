import {
  moveBy,
  resizeBy,
  toFractions,
  toPixels,
  type Handle,
} from '../../../../core/crop/rectangle';
import {
  isPoint,
  isRectangle,
  type Point,
  type Rectangle,
  type Size,
} from '../../../../core/base/geometry';
import type { Values } from '../../../../core/operations/define';
import type { ParameterValue } from '../../../../core/parameters';

/** Something that lies on the picture and can be taken hold of. */
export interface Hold {
  readonly name: string;
  /** Where it lies, in fractions of the picture, before it is turned around its middle. */
  readonly area: Rectangle;
  /** Degrees clockwise; null for what is not turned. */
  readonly turn: number | null;
  /** Those by which its size changes. */
  readonly handles: readonly Handle[];
  readonly removable: boolean;
}

/** What is done to one of the holds. Distances in pixels of the picture, from where it was. */
export type Deed =
  | { readonly kind: 'move'; readonly x: number; readonly y: number }
  | {
      readonly kind: 'size';
      readonly handle: Handle;
      readonly x: number;
      readonly y: number;
      /** What a key does has to be seen, however small a pixel is. */
      readonly byKey?: boolean;
    }
  | { readonly kind: 'turn'; readonly to: number }
  | { readonly kind: 'remove' };

/** How a kind of step is worked on by hand: what lies there, and what values come of a deed. */
export interface Hands {
  holds(values: Values, picture: Size): readonly Hold[];
  /** @param values those when the deed began, so that rounding never adds up */
  done(values: Values, picture: Size, index: number, deed: Deed): Values;
  /** Adds what is drawn; absent where nothing can be. */
  drawn?(values: Values, area: Rectangle): Values;
}

const areasOf = ({ areas }: Values): readonly Rectangle[] =>
  Array.isArray(areas) ? (areas as readonly unknown[]).filter(isRectangle) : [];

const allHandles = [
  'top left',
  'top',
  'top right',
  'right',
  'bottom right',
  'bottom',
  'bottom left',
  'left',
] as const satisfies readonly Handle[];

/**
 * Returns how areas are worked on.
 * @param begun the areas that the step began with: whoever draws one does not mean those, too
 */
export const areaHands = (begun: ParameterValue | undefined): Hands => ({
  holds: (values) =>
    areasOf(values).map((area, index) => ({
      name: `Area ${index + 1}`,
      area,
      turn: null,
      handles: allHandles,
      removable: true,
    })),
  done(values, picture, index, deed) {
    const areas = areasOf(values);
    if (deed.kind === 'remove') return { areas: areas.filter((_, at) => at !== index) };
    const changed = (area: Rectangle): Rectangle => {
      const pixels = toPixels(area, picture);
      if (deed.kind === 'move') {
        return toFractions(moveBy(pixels, deed.x, deed.y, picture), picture);
      }
      return deed.kind === 'size'
        ? toFractions(resizeBy(pixels, deed.handle, deed.x, deed.y, picture, null), picture)
        : area;
    };
    return { areas: areas.map((area, at) => (at === index ? changed(area) : area)) };
  },
  drawn(values, area) {
    const isUntouched = JSON.stringify(begun) === JSON.stringify(values['areas']);
    return { areas: [...(isUntouched ? [] : areasOf(values)), area] };
  },
});

/** What a piece that is laid on the picture is like: the side that its size says, and its shape. */
export interface Piece {
  /** `height` of the short edge, as a line of text; or `width` of the picture's width. */
  readonly sized: 'height' | 'width';
  /** Width by height. */
  readonly ratio: number;
  /** How many of its sizes it is high, where its height is what is said. */
  readonly times: number;
  /** Room around what is seen of it, in its sizes, where its height is what is said. */
  readonly around: number;
}

const numberOf = (value: ParameterValue | undefined): number =>
  typeof value === 'number' ? value : 0;

/** Returns the size of a piece in pixels of the picture, unturned. */
function sizeOf({ size }: Values, picture: Size, { sized, ratio, times }: Piece): Size {
  const share = numberOf(size) / 100;
  if (sized === 'height') {
    const height = share * times * Math.min(picture.width, picture.height);
    return { width: height * ratio, height };
  }
  const width = Math.min(share * picture.width, picture.height * ratio);
  return { width, height: width / ratio };
}

const radiansOf = (degrees: number): number => (degrees * Math.PI) / 180;

/** Returns the middle of a piece in pixels: where the operation lays it. */
function middleOf(values: Values, picture: Size, piece: Size, { around: own }: Piece): Point {
  const { place, at, margin, size, turn } = values;
  if (place === 'free' && isPoint(at)) return { x: at.x * picture.width, y: at.y * picture.height };
  const angle = radiansOf(numberOf(turn));
  const [sin, cos] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  const around = {
    width: piece.width * cos + piece.height * sin,
    height: piece.width * sin + piece.height * cos,
  };
  const short = Math.min(picture.width, picture.height) / 100;
  const room = short * (numberOf(margin) - own * numberOf(size) * (sin + cos));
  const name = typeof place === 'string' ? place : '';
  const across = name.endsWith('left') ? 0 : name.endsWith('right') ? 1 : 0.5;
  const down = name.startsWith('top') ? 0 : name.startsWith('bottom') ? 1 : 0.5;
  return {
    x: room + around.width / 2 + (picture.width - around.width - 2 * room) * across,
    y: room + around.height / 2 + (picture.height - around.height - 2 * room) * down,
  };
}

const within = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));

/** As fine as the step's own sliders are. */
const half = 0.5;
const toHalf = (value: number): number => Math.round(value / half) * half;
/** A share of a piece that is nothing but rounding. */
const noise = 1e-9;

/** Returns degrees from −180 to 180. */
const turnWithin = (degrees: number): number =>
  toHalf(((((degrees + 180) % 360) + 360) % 360) - 180);

/** Returns how a piece that is laid on the picture is moved, sized and turned; null while unknown. */
export const placeHands = (name: string, piece: Piece, largest: number): Hands => ({
  holds(values, picture) {
    if (values['tile'] === true) return [];
    const { width, height } = sizeOf(values, picture, piece);
    const { x, y } = middleOf(values, picture, { width, height }, piece);
    const area = { left: x - width / 2, top: y - height / 2, width, height };
    return [
      {
        name,
        area: toFractions(area, picture),
        turn: numberOf(values['turn']),
        handles: ['top left', 'top right', 'bottom right', 'bottom left'],
        removable: false,
      },
    ];
  },
  done(values, picture, _index, deed) {
    const own = sizeOf(values, picture, piece);
    const middle = middleOf(values, picture, own, piece);
    if (deed.kind === 'turn') return { turn: turnWithin(deed.to) };
    if (deed.kind === 'move') {
      const at = {
        x: within((middle.x + deed.x) / picture.width, 0, 1),
        y: within((middle.y + deed.y) / picture.height, 0, 1),
      };
      return { place: 'free', at };
    }
    if (deed.kind === 'remove') return {};
    // The middle stays; the corner goes along its own diagonal, as far as it is dragged along it.
    const angle = radiansOf(numberOf(values['turn']));
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const side = {
      x: (own.width / 2) * (deed.handle.includes('left') ? -1 : 1),
      y: (own.height / 2) * (deed.handle.includes('top') ? -1 : 1),
    };
    const corner = { x: side.x * cos - side.y * sin, y: side.x * sin + side.y * cos };
    const along = (corner.x * deed.x + corner.y * deed.y) / (corner.x ** 2 + corner.y ** 2);
    const size = numberOf(values['size']);
    const least = deed.byKey && Math.abs(along) > noise ? half : 0;
    const growth = Math.sign(along) * Math.max(least, Math.abs(size * along));
    return { size: within(toHalf(size + growth), 1, largest) };
  },
});
