/** A colour in sRGB, 0 to 255 per band; may lie outside while it is being mixed. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Returns the colour `part` of the way from one to another. */
export function mix(from: Colour, to: Colour, part: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * part,
    from[1] + (to[1] - from[1]) * part,
    from[2] + (to[2] - from[2]) * part,
  ];
}

/** Returns the colour at `place` on a scale of [place, colour] stops in rising order. */
export function gradient(stops: readonly (readonly [number, Colour])[], place: number): Colour {
  let before: readonly [number, Colour] | undefined;
  for (const stop of stops) {
    if (place <= stop[0]) {
      return before === undefined
        ? stop[1]
        : mix(before[1], stop[1], (place - before[0]) / (stop[0] - before[0]));
    }
    before = stop;
  }
  return before === undefined ? [0, 0, 0] : before[1];
}

/** Floating-point RGB to draw on; lengths are fractions of the width, so any size looks alike. */
export class Canvas {
  readonly values: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.values = new Float32Array(width * height * 3);
  }

  set(x: number, y: number, red: number, green: number, blue: number): void {
    const at = (y * this.width + x) * 3;
    this.values[at] = red;
    this.values[at + 1] = green;
    this.values[at + 2] = blue;
  }

  get(x: number, y: number): Colour {
    const column = Math.min(this.width - 1, Math.max(0, x));
    const at = (Math.min(this.height - 1, Math.max(0, y)) * this.width + column) * 3;
    return [this.values[at] ?? 0, this.values[at + 1] ?? 0, this.values[at + 2] ?? 0];
  }

  /** Covers a pixel with a colour, `cover` from 0 (not at all) to 1; outside is ignored. */
  blend(x: number, y: number, colour: Colour, cover: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || cover <= 0) return;
    const at = (y * this.width + x) * 3;
    for (let band = 0; band < 3; band += 1) {
      const old = this.values[at + band] ?? 0;
      this.values[at + band] = old + ((colour[band] ?? 0) - old) * Math.min(1, cover);
    }
  }

  /**
   * Fills an ellipse with soft edges; `paint` gets the place inside it, each axis -1..1.
   * @param x centre and `y` in pixels, `across` and `down` half axes in pixels
   */
  ellipse(
    x: number,
    y: number,
    across: number,
    down: number,
    paint: (u: number, v: number) => Colour,
    cover = 1,
  ): void {
    const soft = Math.min(across, down);
    for (let row = Math.floor(y - down - 1); row <= y + down + 1; row += 1) {
      for (let column = Math.floor(x - across - 1); column <= x + across + 1; column += 1) {
        const u = (column - x) / across;
        const v = (row - y) / down;
        const inside = (1 - Math.sqrt(u * u + v * v)) * soft + 0.5;
        if (inside > 0) this.blend(column, row, paint(u, v), Math.min(1, inside) * cover);
      }
    }
  }

  /** Returns 8-bit RGB; half a step of noise keeps the sky free of bands. */
  toBytes(dither: (x: number, y: number) => number): Uint8Array {
    const bytes = new Uint8Array(this.values.length);
    let at = 0;
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        const nudge = dither(x, y);
        for (let band = 0; band < 3; band += 1) {
          const value = Math.floor((this.values[at] ?? 0) + nudge);
          bytes[at] = value < 0 ? 0 : value > 255 ? 255 : value;
          at += 1;
        }
      }
    }
    return bytes;
  }
}
