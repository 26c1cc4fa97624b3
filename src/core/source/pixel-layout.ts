/** Where the pixels of a picture stand among those of the decoded one. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Place of the top left pixel. */
  readonly first: number;
  /** Pixels from one to the next, to the right and down. */
  readonly across: number;
  readonly down: number;
}

export type Change = (layout: Layout) => Layout;

/** Returns a picture as it was decoded, row by row. */
export const plainLayout = (width: number, height: number): Layout => ({
  width,
  height,
  first: 0,
  across: 1,
  down: width,
});

/** What of a picture is shown, in pixels and from its middle (ISO/IEC 14496-12, 12.1.4). */
export interface Aperture {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
}

/**
 * Crops a picture; halves of pixels are rounded as libheif does, so that the same ones are left as in
 * other programs. A crop that leaves nothing is passed over.
 */
export const cropped =
  (aperture: Aperture): Change =>
  (layout) => {
    const x = Math.floor((layout.width - aperture.width) / 2 + aperture.across);
    const y = Math.round((layout.height - aperture.height) / 2 + aperture.down);
    const [left, top] = [Math.max(0, x), Math.max(0, y)];
    const width = Math.min(layout.width, x + Math.round(aperture.width)) - left;
    const height = Math.min(layout.height, y + Math.round(aperture.height)) - top;
    if (width < 1 || height < 1) return layout;
    const { across, down } = layout;
    return { width, height, first: layout.first + left * across + top * down, across, down };
  };

/** Turns a picture anticlockwise by so many quarters. */
export const turned =
  (quarters: number): Change =>
  (layout) =>
    Array.from({ length: quarters }).reduce<Layout>(quarterTurned, layout);

const quarterTurned = ({ width, height, first, across, down }: Layout): Layout => ({
  width: height,
  height: width,
  first: first + (width - 1) * across,
  across: down,
  down: -across,
});

/** Exchanges a picture's sides. */
export const mirrored =
  (sides: 'leftRight' | 'topBottom'): Change =>
  (layout) => {
    const { width, height, first, across, down } = layout;
    return sides === 'leftRight'
      ? { ...layout, first: first + (width - 1) * across, across: -across }
      : { ...layout, first: first + (height - 1) * down, down: -down };
  };

/** Returns the pixels of a layout, row by row. */
export function arranged(
  pixels: Uint32Array,
  { width, height, first, across, down }: Layout,
): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(width * height);
  let at = 0;
  for (let row = 0; row < height; row += 1) {
    let from = first + row * down;
    for (let column = 0; column < width; column += 1) {
      result[at] = pixels[from] ?? 0;
      at += 1;
      from += across;
    }
  }
  return result;
}
