import { mix, type Canvas, type Colour } from './canvas';
import { fractal, hash, noise, step } from './noise';
import { scene } from './scene';

const petals: readonly Colour[] = [
  [232, 18, 34],
  [248, 62, 136],
  [255, 206, 42],
  [112, 84, 214],
  [250, 248, 244],
  [240, 110, 26],
  [58, 116, 226],
];
const blades = 15_000;
const flowers = 1_500;

/** Paints the bank in front: earth and grass, boulders of neutral grey, and flowers. */
export function paintMeadow(canvas: Canvas): void {
  paintGround(canvas);
  paintBoulders(canvas);
  paintPlants(canvas);
}

/** Where the bank begins at `u`, in fractions of the height. */
function bankAt(u: number): number {
  const slope = 0.075 * step(0.3, 1, u) + 0.085 * step(0.42, 0, u);
  return scene.meadow + 0.055 - slope + (fractal(u * 5, 2, 503, 4) - 0.5) * 0.035;
}

function paintGround(canvas: Canvas): void {
  const { width, height } = canvas;
  for (let x = 0; x < width; x += 1) {
    const u = x / width;
    const top = bankAt(u) * height;
    for (let y = Math.floor(top); y < height; y += 1) {
      const depth = (y - top) / (height * 0.2);
      const patch = fractal(u * 9, (y / height) * 16, 521, 3);
      const grain = noise(u * 420, (y / height) * 60, 541);
      const base = mix([72, 76, 34], [7, 15, 10], step(0, 0.85, depth));
      const light = 0.62 + 0.5 * patch + 0.34 * (grain - 0.5);
      const warm = step(0.2, 0, depth) * 0.3;
      canvas.blend(
        x,
        y,
        mix([base[0] * light, base[1] * light, base[2] * light], [236, 158, 74], warm),
        Math.min(1, y + 1 - top),
      );
    }
  }
}

const boulders = [
  { x: 0.115, size: 0.05, seed: 3 },
  { x: 0.178, size: 0.026, seed: 5 },
  { x: 0.83, size: 0.034, seed: 7 },
] as const;

function paintBoulders(canvas: Canvas): void {
  const { width, height } = canvas;
  for (const { x, size, seed } of boulders) {
    const across = size * width;
    const y = bankAt(x) * height + across * 0.12;
    const sunSide = x < scene.sun.x ? 1 : -1;
    canvas.ellipse(
      x * width,
      y + across * 0.5,
      across * 1.1,
      across * 0.2,
      () => [14, 20, 14],
      0.7,
    );
    canvas.ellipse(x * width, y, across, across * 0.64, (u, v) => {
      const grain = fractal(u * 6 + seed, v * 5, 600 + seed, 5);
      const crack = step(0.05, 0, Math.abs(fractal(u * 2.2, v * 2 + seed, 640, 3) - 0.5));
      const facing = 0.45 + 0.4 * u * sunSide - 0.42 * v;
      const grey =
        (38 + 190 * step(-0.15, 1.15, facing)) * (0.55 + 0.85 * grain) * (1 - 0.35 * crack);
      const rim = step(0.55, 1, u * sunSide * 0.8 - v * 0.45);
      return mix([grey, grey * 0.995, grey * 0.99], [255, 206, 150], rim * 0.3);
    });
  }
}

/** Plants from far to near, so that near ones cover far ones. */
function paintPlants(canvas: Canvas): void {
  const { width, height } = canvas;
  const unit = width / 2400;
  const everyNth = Math.ceil(blades / flowers);
  for (let index = 0; index < blades; index += 1) {
    const order = index / blades;
    const u = hash(index, 11, 701);
    const bank = bankAt(u);
    const root = (bank + (1.06 - bank) * order ** 1.25) * height;
    const close = 0.35 + 0.65 * order;
    paintBlade(canvas, u * width, root, close * unit, index);
    if (index % everyNth !== 0) continue;
    // Flowers grow in drifts rather than evenly.
    const drift = fractal(u * 6, order * 3, 733, 2);
    if (hash(index, 31, 709) < step(0.34, 0.58, drift)) {
      const kind = Math.floor(hash(index, 37, 719) * 3.2 + fractal(u * 3, order * 2, 751, 1) * 5.4);
      const tall = (26 + 34 * hash(index, 41, 727)) * close * unit;
      paintFlower(
        canvas,
        u * width,
        root - tall,
        (6.5 + 11 * order * order + 3 * hash(index, 43, 739)) * close * unit,
        kind,
        index,
      );
    }
  }
}

function paintBlade(canvas: Canvas, x: number, root: number, size: number, index: number): void {
  const length = (22 + 46 * hash(index, 3, 757)) * size;
  const lean = (hash(index, 5, 761) - 0.5) * 0.9;
  const shade = hash(index, 7, 769);
  const dark: Colour = [6 + 14 * shade, 17 + 22 * shade, 9];
  const tip: Colour = shade > 0.72 ? [226, 170, 82] : [84 + 70 * shade, 122 + 34 * shade, 26];
  const steps = Math.max(2, Math.ceil(length));
  for (let part = 0; part <= steps; part += 1) {
    const t = part / steps;
    const column = x + lean * length * t * t;
    const thick = 1.7 * size * (1 - t);
    const colour = mix(dark, tip, t);
    const left = Math.floor(column - thick / 2);
    for (let at = left; at <= column + thick / 2; at += 1) {
      canvas.blend(at, Math.round(root - length * t), colour, 0.85 - 0.3 * t);
    }
  }
}

function paintFlower(
  canvas: Canvas,
  x: number,
  y: number,
  size: number,
  kind: number,
  index: number,
): void {
  const colour = petals[kind % petals.length] ?? [255, 255, 255];
  const turn = hash(index, 47, 773) * 6.283;
  const tilt = 0.62 + 0.3 * hash(index, 53, 787);
  const stem = size * 4;
  for (let part = 0; part < stem; part += 1) {
    canvas.blend(
      Math.round(x + Math.sin(part / stem) * size * 0.4),
      Math.round(y + part),
      [38, 66, 28],
      0.8,
    );
  }
  for (let petal = 0; petal < 6; petal += 1) {
    const angle = turn + (petal * 6.283) / 6;
    const glow = 0.78 + 0.3 * Math.max(0, -Math.sin(angle)) + 0.12 * Math.cos(angle);
    canvas.ellipse(
      x + Math.cos(angle) * size * 0.58,
      y + Math.sin(angle) * size * 0.58 * tilt,
      size * 0.48,
      size * 0.42 * tilt,
      (u, v) => {
        const fold = glow * (0.86 + 0.2 * (1 - u * u - v * v));
        return [colour[0] * fold, colour[1] * fold, colour[2] * fold];
      },
    );
  }
  const heart: Colour = kind % petals.length === 2 ? [122, 66, 18] : [250, 190, 40];
  canvas.ellipse(x, y, size * 0.3, size * 0.3 * tilt, (u, v) =>
    mix(heart, [120, 60, 20], (u + v) * 0.3 + 0.2),
  );
}
