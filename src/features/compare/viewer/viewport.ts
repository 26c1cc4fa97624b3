import { limits } from '../../../core/base/limits';
import type { Area, Size } from '../../../core/base/geometry';
import type { View, Zoom } from '../../../state/screen/view.svelte';

/** A position as fractions of the picture. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Where the picture lies in a pane. All in device pixels from the pane's top left corner. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Device pixels per pixel of the full-size picture. */
  readonly zoom: number;
  /** The point of the picture, as fractions, that is really at the centre of the pane. */
  readonly centre: Position;
}

/**
 * Returns the zoom at which the whole picture is in the pane. It is at most 1, since enlarging a
 * small picture by itself would hide that it is small. `inset` is kept free on each side.
 */
export function fitZoom(pane: Size, picture: Size, inset = 0): number {
  const width = Math.max(1, pane.width - 2 * inset);
  const height = Math.max(1, pane.height - 2 * inset);
  return Math.min(1, width / picture.width, height / picture.height);
}

/**
 * Returns where one axis of the picture starts: in the middle when it is shorter than the pane,
 * else so that `centre` is in the middle without leaving a gap. Whole numbers keep pixels sharp.
 */
function start(pane: number, length: number, centre: number, inset: number): number {
  if (length <= pane - 2 * inset) return Math.round((pane - length) / 2);
  const wanted = Math.round(pane / 2 - centre * length);
  return Math.min(inset, Math.max(Math.floor(pane - inset - length), wanted));
}

/**
 * Returns where the picture lies in the pane. `pane` and `inset` are in device pixels, `picture`
 * in its own full-size pixels.
 */
export function placePicture(
  pane: Size,
  picture: Size,
  zoom: Zoom,
  centre: Position,
  inset = 0,
): Place {
  const scale = zoom === 'fit' ? fitZoom(pane, picture, inset) : zoom;
  const width = picture.width * scale;
  const height = picture.height * scale;
  const left = start(pane.width, width, centre.x, inset);
  const top = start(pane.height, height, centre.y, inset);
  return {
    left,
    top,
    width,
    height,
    zoom: scale,
    centre: { x: (pane.width / 2 - left) / width, y: (pane.height / 2 - top) / height },
  };
}

/**
 * Returns the centre that keeps the point of the picture under the pointer where it is when the
 * zoom becomes `zoom`. `x` and `y` are device pixels in the pane.
 */
export function centreForZoom(
  pane: Size,
  place: Place,
  zoom: number,
  x: number,
  y: number,
): Position {
  const grown = zoom / place.zoom;
  return {
    x: (x - place.left) / place.width - (x - pane.width / 2) / (place.width * grown),
    y: (y - place.top) / place.height - (y - pane.height / 2) / (place.height * grown),
  };
}

/** Returns the part of the picture that is in the pane, in device pixels of the pane. */
export function visiblePart(pane: Size, place: Place): Area {
  const left = Math.max(0, place.left);
  const top = Math.max(0, place.top);
  return {
    left,
    top,
    width: Math.max(0, Math.min(pane.width, place.left + place.width) - left),
    height: Math.max(0, Math.min(pane.height, place.top + place.height) - top),
  };
}

/** Returns the visible part in whole full-size pixels, with `margin` pixels more on each side. */
export function visibleArea(pane: Size, place: Place, picture: Size, margin = 0): Area {
  const part = visiblePart(pane, place);
  const low = (from: number): number => Math.max(0, Math.floor(from / place.zoom) - margin);
  const high = (to: number, max: number): number =>
    Math.min(max, Math.ceil(to / place.zoom) + margin);
  const left = low(part.left - place.left);
  const top = low(part.top - place.top);
  return {
    left,
    top,
    width: high(part.left - place.left + part.width, picture.width) - left,
    height: high(part.top - place.top + part.height, picture.height) - top,
  };
}

/** Returns whether `inner` lies in `outer`. */
export const contains = (outer: Area, inner: Area): boolean =>
  outer.left <= inner.left &&
  outer.top <= inner.top &&
  outer.left + outer.width >= inner.left + inner.width &&
  outer.top + outer.height >= inner.top + inner.height;

/** Below 100 % a sharper part is only fetched up to this many full-size pixels; it costs seconds. */
const maxPixels = 8e6;

/** The engine renders no part that is longer, in pixels. */
const maxSide = limits.regionSide;

/** Returns what is visible, as the zoom buttons and keys have to know it: fractions of the picture. */
export function seenOf(pane: Size, place: Place): View['seen'] {
  const part = visiblePart(pane, place);
  return {
    zoom: place.zoom,
    ...place.centre,
    width: Math.min(1, part.width / place.width),
    height: Math.min(1, part.height / place.height),
  };
}

/** What is shown until real pixels are there: how wide it is, and its scale against full size. */
export interface Proxy {
  readonly width: number;
  readonly scale: number;
}

/**
 * Returns the visible part of the full-size picture where a sharp view needs its pixels, or null when
 * the proxy is as sharp: below 100 % when it has enough pixels, from 100 % on only when they are those
 * of the full-size picture.
 */
export function sharpArea(pane: Size, place: Place, picture: Size, proxy: Proxy): Area | null {
  if (proxy.scale === 1) return null;
  if (place.zoom < 1 && proxy.width / picture.width >= place.zoom * 0.99) return null;
  const visible = visibleArea(pane, place, picture);
  if (visible.width <= 0 || visible.height <= 0) return null;
  if (place.zoom < 1 && visible.width * visible.height > maxPixels) return null;
  if (place.zoom < 1 && Math.max(visible.width, visible.height) > maxSide) return null;
  return visible;
}

/**
 * Returns the part that is fetched at once for a sharp view, or null when the proxy is as sharp. A part
 * that was wanted `before` is kept while it covers what is visible, so that small movements cost
 * nothing.
 */
export function wantedArea(
  pane: Size,
  place: Place,
  picture: Size,
  proxy: Proxy,
  before: Area | null,
): Area | null {
  const visible = sharpArea(pane, place, picture, proxy);
  if (visible === null) return null;
  const longest = Math.max(visible.width, visible.height);
  const margin = Math.max(0, Math.min(Math.ceil(longest / 16), (maxSide - longest) >> 1));
  const area = visibleArea(pane, place, picture, margin);
  // A part left over from a far smaller zoom is not kept: rendering it again costs too much.
  const small = before !== null && before.width * before.height <= 4 * area.width * area.height;
  return small && contains(before, visible) ? before : area;
}

/** Returns a rectangle of device pixels in CSS pixels. */
export const inCss = ({ left, top, width, height }: Area, ratio: number): Area => ({
  left: left / ratio,
  top: top / ratio,
  width: width / ratio,
  height: height / ratio,
});
