/** One band of a picture, row by row, in 8-bit codes or fractions of them. */
export interface Band {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** How alike two pictures are: 1 for the same. */
export interface Similarity {
  readonly mean: number;
  /** The window in which they are least alike. */
  readonly worst: number;
}

const windowSide = 8;
/** Every window begins this many pixels after the one before. */
const stride = 4;
/** Source: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment" (2004): K1, K2, L. */
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/** How alike two pictures are, and where they are least so: the upper left corner of that window. */
export interface PlacedSimilarity extends Similarity {
  readonly left: number;
  readonly top: number;
}

/** Returns the structural similarity of two bands; see `placedSimilarity`. */
export function similarity(left: Band, right: Band): Similarity {
  const { mean, worst } = placedSimilarity(left, right);
  return { mean, worst };
}

/**
 * Returns the structural similarity (Wang et al., 2004) of two bands of the same size, over windows
 * of 8 × 8 pixels with even weights, every 4 pixels. Pictures smaller than a window are one window.
 * Throws RangeError when the sizes differ.
 */
export function placedSimilarity(left: Band, right: Band): PlacedSimilarity {
  if (left.width !== right.width || left.height !== right.height) {
    throw new RangeError(
      `expected two pictures of one size, but found ${left.width} × ${left.height} and ` +
        `${right.width} × ${right.height}`,
    );
  }
  const { width, height } = left;
  const [w, h] = [Math.min(windowSide, width), Math.min(windowSide, height)];
  let [sum, count, worst] = [0, 0, 1];
  let place = { left: 0, top: 0 };
  for (let top = 0; top + h <= height; top += stride) {
    for (let start = 0; start + w <= width; start += stride) {
      const value = windowSimilarity(left, right, start, top, w, h);
      sum += value;
      count += 1;
      if (value >= worst) continue;
      worst = value;
      place = { left: start, top };
    }
  }
  return { mean: sum / count, worst, ...place };
}

function windowSimilarity(
  left: Band,
  right: Band,
  start: number,
  top: number,
  w: number,
  h: number,
): number {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + h; y += 1) {
    for (let x = start; x < start + w; x += 1) {
      const [p, q] = [left.data[y * left.width + x] ?? 0, right.data[y * left.width + x] ?? 0];
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const n = w * h;
  const [meanA, meanB] = [a / n, b / n];
  const [varA, varB, both] = [
    aa / n - meanA * meanA,
    bb / n - meanB * meanB,
    ab / n - meanA * meanB,
  ];
  return (
    ((2 * meanA * meanB + c1) * (2 * both + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varA + varB + c2))
  );
}
