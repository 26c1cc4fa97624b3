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
