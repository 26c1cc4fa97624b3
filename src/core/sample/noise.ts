/** Returns a number in 0..1 that depends on a lattice point and a seed only (integer mixing). */
export function hash(x: number, y: number, seed: number): number {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** 256 x 256 lattice values, made once: looking up is several times faster than mixing. */
const lattice = Float32Array.from({ length: 65_536 }, (_, index) =>
  hash(index & 255, index >> 8, 1_009),
);

/**
 * Value noise: lattice values joined smoothly (3t^2 - 2t^3), 0..1, one feature per unit, repeating
 * every 256 units; the seed shifts the lattice.
 */
export function noise(x: number, y: number, seed: number): number {
  const floorX = Math.floor(x);
  const floorY = Math.floor(y);
  const u = x - floorX;
  const v = y - floorY;
  const across = u * u * (3 - 2 * u);
  const down = v * v * (3 - 2 * v);
  const left = (floorX + seed * 37) & 255;
  const right = (left + 1) & 255;
  const top = ((floorY + seed * 101) & 255) << 8;
  const bottom = (top + 256) & 65_535;
  const a = lattice[top | left] ?? 0;
  const b = lattice[top | right] ?? 0;
  const c = lattice[bottom | left] ?? 0;
  const d = lattice[bottom | right] ?? 0;
  const upper = a + (b - a) * across;
  const lower = c + (d - c) * across;
  return upper + (lower - upper) * down;
}

/** Fractal noise: `octaves` layers, each twice as fine and half as strong; 0..1. */
export function fractal(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let scale = 1;
  let total = 0;
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += weight * noise(x * scale, y * scale, seed + octave);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

/** Like fractal noise, but with sharp crests, as mountains have; 0..1. */
export function ridged(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let scale = 1;
  let total = 0;
  for (let octave = 0; octave < octaves; octave += 1) {
    const crest = 1 - Math.abs(2 * noise(x * scale, y * scale, seed + octave) - 1);
    sum += weight * crest * crest;
    total += weight;
    weight *= 0.5;
    scale *= 2.1;
  }
  return sum / total;
}

/** Returns 0 below `from`, 1 above `to`, and a smooth step between; also when from > to. */
export function step(from: number, to: number, value: number): number {
  const part = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return part * part * (3 - 2 * part);
}
