export type Triple = readonly [number, number, number];
/** Three rows of three. */
export type Matrix = readonly [Triple, Triple, Triple];

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

const transposed = ([a, b, c]: Matrix): Matrix => [
  [a[0], b[0], c[0]],
  [a[1], b[1], c[1]],
  [a[2], b[2], c[2]],
];

/** Returns the product of a matrix and a column of three. */
export const applied = (matrix: Matrix, column: Triple): Triple => [
  dot(matrix[0], column),
  dot(matrix[1], column),
  dot(matrix[2], column),
];

/** Returns the product of the matrices, the last one applied first. */
export function product(left: Matrix, right: Matrix): Matrix {
  const columns = transposed(right);
  return transposed([
    applied(left, columns[0]),
    applied(left, columns[1]),
    applied(left, columns[2]),
  ]);
}

/** Returns the inverse of a matrix that has one. */
export function inverse([a, b, c]: Matrix): Matrix {
  const determinant = dot(a, cross(b, c));
  const scaled = (row: Triple): Triple => [
    row[0] / determinant,
    row[1] / determinant,
    row[2] / determinant,
  ];
  return transposed([scaled(cross(b, c)), scaled(cross(c, a)), scaled(cross(a, b))]);
}

export const diagonal = ([a, b, c]: Triple): Matrix => [
  [a, 0, 0],
  [0, b, 0],
  [0, 0, c],
];
