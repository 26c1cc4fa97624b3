import type { Mask } from './rasterise';

/** Farther than any pixel of a mask is from another, in squares of pixels. */
const far = 1e12;

/**
 * Puts the least of all parabolas over a row or a column, each standing on its number, in place of the
 * numbers. Source: Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions" (2012).
 */
function spread(grid: Float64Array, offset: number, stride: number, length: number): void {
  const values = new Float64Array(length);
  const raised = new Float64Array(length);
  for (let place = 0; place < length; place += 1) {
    const value = grid[offset + place * stride] ?? far;
    values[place] = value;
    raised[place] = value + place * place;
  }
  /** The parabolas that are the least somewhere, by their places, and from where on each is. */
  const places = new Int32Array(length);
  const from = new Float64Array(length + 1);
  from[0] = -far;
  let last = 0;
  for (let place = 1; place < length; place += 1) {
    let start = -far;
    while (last >= 0) {
      const below = places[last] ?? 0;
      start = ((raised[place] ?? far) - (raised[below] ?? far)) / (2 * (place - below));
      if (start > (from[last] ?? -far)) break;
      last -= 1;
      start = -far;
    }
    last += 1;
    places[last] = place;
    from[last] = start;
  }
  from[last + 1] = far;
  let least = 0;
  for (let index = 0; index < length; index += 1) {
    while ((from[least + 1] ?? far) < index) least += 1;
    const place = places[least] ?? 0;
    const away = index - place;
    grid[offset + index * stride] = (values[place] ?? far) + away * away;
  }
}

/**
 * Returns how much of what lies around a letter is painted where the letter covers `ink` of a pixel, so
 * that nothing of the picture shows between them: both are painted with the same opacity, the letters
 * last. Source: Porter and Duff (1984), "over", solved for the layer below.
 */
const besideInk = (ink: number, opacity: number): number =>
  opacity * ink < 1 ? (1 - ink) / (1 - opacity * ink) : 0;

/**
 * Returns a line that follows the letters at this distance on their outside, in pixels, for letters that
 * are painted over it with an opacity from 0 to 1.
 */
export function outlineAround(
  { width, height, data }: Mask,
  distance: number,
  opacity: number,
): Mask {
  const grid = new Float64Array(data.length);
  // The edge of a letter lies within its pixel, by how much of that it covers.
  for (let at = 0; at < data.length; at += 1) {
    const ink = (data[at] ?? 0) / 255;
    const away = Math.max(0, 0.5 - ink);
    grid[at] = ink === 0 ? far : away * away;
  }
  for (let x = 0; x < width; x += 1) spread(grid, x, width, height);
  for (let y = 0; y < height; y += 1) spread(grid, y * width, 1, width);
  const line = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1) {
    const covered = Math.min(1, Math.max(0, distance + 0.5 - Math.sqrt(grid[at] ?? far)));
    line[at] = 255 * covered * besideInk((data[at] ?? 0) / 255, opacity) + 0.5;
  }
  return { width, height, data: line };
}

/** Means over `2 · radius + 1` numbers along a row or a column, in place; outside there is nothing. */
function mean(
  grid: Float64Array,
  offset: number,
  stride: number,
  values: Float64Array,
  radius: number,
): void {
  const length = values.length;
  for (let index = 0; index < length; index += 1) {
    values[index] = grid[offset + index * stride] ?? 0;
  }
  let sum = 0;
  for (let index = -radius; index < length; index += 1) {
    sum += values[index + radius] ?? 0;
    sum -= values[index - radius - 1] ?? 0;
    if (index >= 0) grid[offset + index * stride] = sum / (2 * radius + 1);
  }
}

/**
 * Returns the shadow of letters, `reach` pixels long: half of that is the way to the right and down,
 * half how soft it is. For letters that are painted over it with an opacity from 0 to 1.
 */
export function shadowBelow({ width, height, data }: Mask, reach: number, opacity: number): Mask {
  const away = Math.max(1, Math.round(reach / 2));
  const grid = new Float64Array(data.length);
  for (let y = away; y < height; y += 1) {
    for (let x = away; x < width; x += 1) {
      grid[y * width + x] = data[(y - away) * width + x - away] ?? 0;
    }
  }
  // Three means are close to a Gaussian (Wells, "Efficient synthesis of Gaussian filters", 1986).
  const radius = Math.max(1, Math.round(reach / 6));
  const [row, column] = [new Float64Array(width), new Float64Array(height)];
  for (let pass = 0; pass < 3; pass += 1) {
    for (let y = 0; y < height; y += 1) mean(grid, y * width, 1, row, radius);
    for (let x = 0; x < width; x += 1) mean(grid, x, width, column, radius);
  }
  const shade = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1) {
    shade[at] = (grid[at] ?? 0) * besideInk((data[at] ?? 0) / 255, opacity) + 0.5;
  }
  return { width, height, data: shade };
}
