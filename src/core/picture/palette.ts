/** One of a picture's main colours: `#rrggbb` in sRGB, and how much of the picture it stands for. */
export interface PaletteColour {
  readonly colour: string;
  /** 0 to 1. */
  readonly share: number;
}

/** About how many pixels are looked at: more do not change the colours. */
const sampleSize = 20_000;
/** Colours are first counted in boxes of this many levels a side. */
const boxSide = 16;
/** Two colours of a palette are at least this far apart, in levels. */
const apart = 44;

interface Box {
  count: number;
  red: number;
  green: number;
  blue: number;
}

const mean = ({ count, red, green, blue }: Box): readonly [number, number, number] => [
  red / count,
  green / count,
  blue / count,
];

const distance = (one: Box, other: Box): number => {
  const [a, b] = [mean(one), mean(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

const hex = (box: Box): string =>
  `#${mean(box)
    .map((level) => Math.round(level).toString(16).padStart(2, '0'))
    .join('')}`;

/**
 * Returns at most `max` main colours of a picture, the commonest first: the fullest boxes of a
 * coarse colour cube that are not alike; every other box counts for the one it is nearest to.
 * @param data straight RGBA, four bytes a pixel; transparent pixels do not count
 */
export function paletteOf(data: Uint8ClampedArray | Uint8Array, max = 5): PaletteColour[] {
  const boxes = new Map<number, Box>();
  const pixels = data.length / 4;
  // An odd distance does not fall on the same columns in every row.
  const step = 2 * Math.floor(pixels / sampleSize / 2) + 1;
  for (let pixel = 0; pixel < pixels; pixel += step) {
    const at = pixel * 4;
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (alpha < 128) continue;
    const level = (value: number): number => Math.floor(value / boxSide);
    const key = (level(red) * boxSide + level(green)) * boxSide + level(blue);
    const box = boxes.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 };
    boxes.set(key, box);
    box.count += 1;
    box.red += red;
    box.green += green;
    box.blue += blue;
  }
  const byCount = [...boxes.values()].sort((one, other) => other.count - one.count);
  const chosen: Box[] = [];
  for (const box of byCount) {
    if (chosen.length === max) break;
    if (chosen.every((other) => distance(box, other) >= apart)) chosen.push(box);
  }
  const shares = chosen.map(() => 0);
  for (const box of byCount) {
    const distances = chosen.map((other) => distance(box, other));
    const nearest = distances.indexOf(Math.min(...distances));
    shares[nearest] = (shares[nearest] ?? 0) + box.count;
  }
  const all = byCount.reduce((sum, { count }) => sum + count, 0);
  return chosen
    .map((box, index) => ({ colour: hex(box), share: (shares[index] ?? 0) / all }))
    .sort((one, other) => other.share - one.share);
}
