import { mix, type Canvas, type Colour } from './canvas';
import { fractal, hash, ridged, step } from './noise';
import { scene } from './scene';

interface Range {
  readonly seed: number;
  /** Height above the horizon at its highest and lowest, in fractions of the picture's height. */
  readonly high: number;
  readonly low: number;
  /** Peaks across the picture. */
  readonly peaks: number;
  readonly shade: Colour;
  readonly light: Colour;
  readonly mist: Colour;
  readonly snow: number;
  /** Height of trees on the ridge, in fractions of the picture's height. */
  readonly trees: number;
}

const ranges: readonly Range[] = [
  {
    seed: 101,
    high: 0.25,
    low: 0.05,
    peaks: 3.2,
    shade: [150, 112, 150],
    light: [236, 168, 148],
    mist: [250, 190, 146],
    snow: 0.85,
    trees: 0,
  },
  {
    seed: 131,
    high: 0.185,
    low: 0.03,
    peaks: 4.4,
    shade: [104, 82, 130],
    light: [206, 132, 126],
    mist: [236, 168, 142],
    snow: 0.35,
    trees: 0,
  },
  {
    seed: 167,
    high: 0.115,
    low: 0.012,
    peaks: 5.5,
    shade: [66, 62, 108],
    light: [136, 92, 108],
    mist: [196, 134, 134],
    snow: 0,
    trees: 0.002,
  },
  {
    seed: 193,
    high: 0.066,
    low: 0.004,
    peaks: 6.5,
    shade: [33, 43, 74],
    light: [72, 64, 78],
    mist: [120, 92, 112],
    snow: 0,
    trees: 0.009,
  },
  {
    seed: 229,
    high: 0.034,
    low: -0.006,
    peaks: 8,
    shade: [5, 12, 20],
    light: [40, 44, 42],
    mist: [44, 48, 62],
    snow: 0,
    trees: 0.017,
  },
];

/** Paints five ranges from far to near, each darker, with mist at its foot and a lit side. */
export function paintMountains(canvas: Canvas): void {
  const foot = Math.ceil(canvas.height * scene.horizon);
  for (let x = 0; x < canvas.width; x += 1) {
    const u = x / canvas.width;
    const columns = ranges.map((range) => {
      const crest = foot - ridge(range, u) * canvas.height;
      const top = crest - treeAt(range, u) * canvas.height;
      return { range, crest, top, first: Math.max(0, Math.floor(top)) };
    });
    columns.forEach(({ range, crest, top, first }, index) => {
      // What a nearer range will cover is not painted, but for the row its soft edge lies on.
      const hidden = Math.min(foot, ...columns.slice(index + 1).map((nearer) => nearer.first + 1));
      for (let y = first; y < hidden; y += 1) {
        const below = (y - crest) / canvas.height;
        const depth = (y - top) / Math.max(1, foot - top);
        const colour = slope(range, u, y / canvas.height, below, depth);
        canvas.blend(x, y, colour, Math.min(1, y + 1 - top));
      }
    });
  }
}

/**
 * Returns a slope's colour.
 * @param below distance below the crest, `down` below the picture's top, in fractions of its height
 * @param depth 0 at the top of what is seen, 1 at the foot
 */
function slope(range: Range, u: number, down: number, below: number, depth: number): Colour {
  const rock = ridged(u * range.peaks * 6 + below * 7, down * range.peaks * 5, range.seed + 7, 4);
  const side = fractal(u * range.peaks * 7 - below * 15, below * 13 + u * 3, range.seed + 13, 4);
  const nearSun = 1 / (1 + ((u - scene.sun.x) / 0.16) ** 2);
  const lit = step(0.3, 0.72, side * 0.7 + rock * 0.35);
  let colour = mix(range.shade, range.light, lit * (0.4 + 0.6 * nearSun));
  if (range.snow > 0) {
    const line = below + (rock - 0.5) * 0.07 + (side - 0.5) * 0.05;
    const snow = step(0.085, 0.015, line) * step(0.22, 0.6, rock * 0.6 + side * 0.5) * range.snow;
    colour = mix(colour, mix([172, 158, 198], [255, 226, 206], lit), snow);
  }
  colour = mix(colour, range.mist, step(0.1, 1, depth) * 0.74);
  const haze = range.shade[0] > 60 ? 0.3 : 0.1;
  return mix(colour, [255, 190, 120], nearSun * nearSun * haze);
}

function ridge(range: Range, u: number): number {
  const shape = ridged(u * range.peaks, 0.5, range.seed, 6);
  const swell = fractal(u * range.peaks * 0.5, 3, range.seed + 3, 2);
  // Lower around the sun, so that the ranges open like a valley.
  const valley = 1 - 0.5 / (1 + ((u - scene.sun.x) / 0.11) ** 2);
  return range.low + (range.high - range.low) * (shape * 0.66 + swell * 0.5) * valley;
}

/** Returns the height of the tree that stands at `u`: firs of uneven height, shoulder to shoulder. */
function treeAt(range: Range, u: number): number {
  if (range.trees === 0) return 0;
  const spacing = range.trees * 0.36;
  let tallest = 0;
  for (let neighbour = -1; neighbour <= 1; neighbour += 1) {
    const index = Math.floor(u / spacing) + neighbour;
    const centre = (index + hash(index, 1, range.seed)) * spacing;
    const tall = range.trees * (0.45 + 0.75 * hash(index, 2, range.seed));
    const away = Math.abs(u - centre) / (spacing * 0.9);
    tallest = Math.max(tallest, tall * Math.max(0, 1 - away));
  }
  return tallest;
}
