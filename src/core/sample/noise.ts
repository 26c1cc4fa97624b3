/** Returns a number in 0..1 that depends on a lattice point and a seed only (integer mixing). */
export function hash(x: number, y: number, seed: number): number {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** Value noise: lattice values joined smoothly (3t^2 - 2t^3), 0..1, one feature per unit. */
export function noise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = x - left;
  const v = y - top;
  const across = u * u * (3 - 2 * u);
  const down = v * v * (3 - 2 * v);
  const a = hash(left, top, seed);
  const b = hash(left + 1, top, seed);
  const c = hash(left, top + 1, seed);
  const d = hash(left + 1, top + 1, seed);
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
