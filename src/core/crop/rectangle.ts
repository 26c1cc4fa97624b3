import type { Area, Rectangle, Size } from '../base/geometry';

/**
 * Rectangles of whole pixels inside a picture. Every function here takes one that lies inside
 * `bounds` and returns another that does: never empty, never flipped. A `ratio` is width / height;
 * null leaves both sides free. A locked ratio is kept to within one pixel.
 */

export const handles = [
  'top left',
  'top',
  'top right',
  'right',
  'bottom right',
  'bottom',
  'bottom left',
  'left',
] as const;
export type Handle = (typeof handles)[number];

const clamp = (value: number, min: number, max: number): number =>
  Math.max(min, Math.min(max, value));

/**
 * Returns the rectangle of fractions in whole pixels of a picture: each edge goes to the nearest
 * pixel and at least one is kept, exactly as the crop operation does it.
 */
export function toPixels(area: Rectangle, bounds: Size): Area {
  const low = (from: number, length: number): number =>
    clamp(Math.round(from * length), 0, length - 1);
  const high = (to: number, length: number): number => Math.min(length, Math.round(to * length));
  const left = low(area.left, bounds.width);
  const top = low(area.top, bounds.height);
  return {
    left,
    top,
    width: Math.max(1, high(area.left + area.width, bounds.width) - left),
    height: Math.max(1, high(area.top + area.height, bounds.height) - top),
  };
}

/** Returns the rectangle of pixels as fractions of a picture. */
export const toFractions = (area: Area, bounds: Size): Rectangle => ({
  left: area.left / bounds.width,
  top: area.top / bounds.height,
  width: area.width / bounds.width,
  height: area.height / bounds.height,
});

/** Returns the rectangle moved by whole pixels, as far as the picture goes. */
export const moveBy = (area: Area, x: number, y: number, bounds: Size): Area => ({
  ...area,
  left: clamp(Math.round(area.left + x), 0, bounds.width - area.width),
  top: clamp(Math.round(area.top + y), 0, bounds.height - area.height),
});

/** Returns the largest whole size of the ratio that is at most `width` and fits the room. */
function sized(width: number, ratio: number, room: Size): Size {
  const limited = Math.min(width, room.width, room.height * ratio);
  const whole = clamp(Math.round(limited), 1, room.width);
  return { width: whole, height: clamp(Math.round(whole / ratio), 1, room.height) };
}

/** Returns the new length of a side of which one end is dragged by `change`. */
function dragged(length: number, change: number, end: -1 | 0 | 1, room: number): number {
  return clamp(Math.round(length + change * end), 1, Math.max(1, room));
}

/**
 * Returns the rectangle after one of its handles was dragged by `x`, `y` pixels. The opposite side
 * or corner stays where it is; with a locked ratio the side handles grow both ways around the
 * middle of the other axis.
 */
export function resizeBy(
  area: Area,
  handle: Handle,
  x: number,
  y: number,
  bounds: Size,
  ratio: number | null,
): Area {
  const across = handle.includes('left') ? -1 : handle.includes('right') ? 1 : 0;
  const down = handle.includes('top') ? -1 : handle.includes('bottom') ? 1 : 0;
  const right = area.left + area.width;
  const bottom = area.top + area.height;
  const room: Size = {
    width: across === -1 ? right : across === 1 ? bounds.width - area.left : bounds.width,
    height: down === -1 ? bottom : down === 1 ? bounds.height - area.top : bounds.height,
  };
  let width = across === 0 ? area.width : dragged(area.width, x, across, room.width);
  let height = down === 0 ? area.height : dragged(area.height, y, down, room.height);
  if (ratio !== null) {
    // A corner follows the direction that moved further.
    const byWidth =
      across !== 0 &&
      (down === 0 || Math.abs(width - area.width) >= Math.abs(height - area.height) * ratio);
    ({ width, height } = sized(byWidth ? width : height * ratio, ratio, room));
  }
  const middleX = Math.round(area.left + (area.width - width) / 2);
  const middleY = Math.round(area.top + (area.height - height) / 2);
  return {
    left:
      across === -1
        ? right - width
        : across === 1
          ? area.left
          : clamp(middleX, 0, bounds.width - width),
    top:
      down === -1
        ? bottom - height
        : down === 1
          ? area.top
          : clamp(middleY, 0, bounds.height - height),
    width,
    height,
  };
}

/** Returns a rectangle of the ratio with about the same area and middle. */
export function withRatio(area: Area, ratio: number, bounds: Size): Area {
  const wanted = Math.sqrt(area.width * area.height * ratio);
  const { width, height } = sized(wanted, ratio, bounds);
  return {
    left: clamp(Math.round(area.left + (area.width - width) / 2), 0, bounds.width - width),
    top: clamp(Math.round(area.top + (area.height - height) / 2), 0, bounds.height - height),
    width,
    height,
  };
}
