/** A position on the picture, as fractions of its width and height from the top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the picture, as fractions of its width and height from the top left corner. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Returns whether a value of unknown kind is a point. */
export const isPoint = (value: unknown): value is Point =>
  typeof value === 'object' && value !== null && 'x' in value && 'y' in value;

/** Returns whether a value of unknown kind is a rectangle. */
export const isRectangle = (value: unknown): value is Rectangle =>
  typeof value === 'object' &&
  value !== null &&
  'left' in value &&
  'top' in value &&
  'width' in value &&
  'height' in value;

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture in its pixels, from the top left corner. */
export interface Area extends Size {
  readonly left: number;
  readonly top: number;
}

/** Returns whether both are the same part. */
export const isSameArea = (one: Area, other: Area): boolean =>
  one.left === other.left &&
  one.top === other.top &&
  one.width === other.width &&
  one.height === other.height;
