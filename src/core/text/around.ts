import type { Mask } from './rasterise';

/** Farther than any pixel of a mask is from another, in squares of pixels. */
const far = 1e12;

/**
 * Puts the least of all parabolas over a row or a column, each standing on its number, in place of the
 * numbers. Source: Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions" (2012).
 */
function spread(grid: Float64Array, offset: number, stride: number, length: number): void {
  const values = Float64Array.from({ length }, (_, index) => grid[offset + index * stride] ?? far);
  const raised = (place: number): number => (values[place] ?? far) + place * place;
  /** The parabolas that are the least somewhere, by their places, and from where on each is. */
  const places: number[] = [0];
  const from: number[] = [-far];
  for (let place = 1; place < length; place += 1) {
    let start = -far;
    for (let below = places.at(-1); below !== undefined; below = places.at(-1)) {
      start = (raised(place) - raised(below)) / (2 * (place - below));
      if (start > (from.at(-1) ?? -far)) break;
      places.pop();
      from.pop();
      start = -far;
    }
    places.push(place);
    from.push(start);
  }
  let least = 0;
  for (let index = 0; index < length; index += 1) {
    while ((from[least + 1] ?? far) < index) least += 1;
    const place = places[least] ?? 0;
    grid[offset + index * stride] = (values[place] ?? far) + (index - place) ** 2;
  }
}

/**
 * Returns a line that follows the letters at this distance on their outside, in pixels, without the
 * letters themselves.
 */
export function outlineAround({ width, height, data }: Mask, distance: number): Mask {
  // The edge of a letter lies within its pixel, by how much of that it covers.
  const grid = Float64Array.from(data, (ink) =>
    ink === 0 ? far : Math.max(0, 0.5 - ink / 255) ** 2,
  );
  for (let x = 0; x < width; x += 1) spread(grid, x, width, height);
  for (let y = 0; y < height; y += 1) spread(grid, y * width, 1, width);
  const ring = Uint8Array.from(data, (ink, index) => {
    const covered = Math.min(1, Math.max(0, distance + 0.5 - Math.sqrt(grid[index] ?? far)));
    return covered * (255 - ink) + 0.5;
  });
  return { width, height, data: ring };
}

/** Means over `2 · radius + 1` numbers along a row or a column, in place; outside there is nothing. */
function mean(
  grid: Float64Array,
  offset: number,
  stride: number,
  length: number,
  radius: number,
): void {
  const values = Float64Array.from({ length }, (_, index) => grid[offset + index * stride] ?? 0);
  let sum = 0;
  for (let index = -radius; index < length; index += 1) {
    sum += values[index + radius] ?? 0;
    sum -= values[index - radius - 1] ?? 0;
    if (index >= 0) grid[offset + index * stride] = sum / (2 * radius + 1);
  }
}

/**
 * Returns the shadow of letters, `reach` pixels long: half of that is the way to the right and down,
 * half how soft it is. What the letters cover is left out.
 */
export function shadowBelow({ width, height, data }: Mask, reach: number): Mask {
  const away = Math.max(1, Math.round(reach / 2));
  const grid = new Float64Array(data.length);
  for (let y = away; y < height; y += 1) {
    for (let x = away; x < width; x += 1) {
      grid[y * width + x] = data[(y - away) * width + x - away] ?? 0;
    }
  }
  // Three means are close to a Gaussian (Wells, "Efficient synthesis of Gaussian filters", 1986).
  const radius = Math.max(1, Math.round(reach / 6));
  for (let pass = 0; pass < 3; pass += 1) {
    for (let y = 0; y < height; y += 1) mean(grid, y * width, 1, width, radius);
    for (let x = 0; x < width; x += 1) mean(grid, x, width, height, radius);
  }
  const shade = Uint8Array.from(
    data,
    (ink, index) => ((grid[index] ?? 0) * (255 - ink)) / 255 + 0.5,
  );
  return { width, height, data: shade };
}
