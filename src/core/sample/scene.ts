/**
 * Where things are in the sample picture. Across and down are fractions of width and height;
 * `unit` is one 2400th of the width, so that details keep their share at any size.
 */
export const scene = {
  horizon: 0.6,
  sun: { x: 0.655, y: 0.462, radius: 0.0165 },
  meadow: 0.83,
} as const;
