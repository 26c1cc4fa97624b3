import { gradient, type Canvas, type Colour } from './canvas';
import { fractal, step } from './noise';
import { scene } from './scene';

const dusk: readonly (readonly [number, Colour])[] = [
  [0, [16, 27, 66]],
  [0.22, [42, 50, 108]],
  [0.45, [112, 84, 142]],
  [0.66, [212, 122, 122]],
  [0.84, [249, 172, 104]],
  [1, [255, 214, 146]],
];

/** Paints the sky down to the horizon: dusk, a low sun with its glow, and clouds lit from below. */
export function paintSky(canvas: Canvas): void {
  const { width, height } = canvas;
  const bottom = Math.ceil(height * scene.horizon) + 1;
  const sunX = scene.sun.x * width;
  const sunY = scene.sun.y * height;
  const clouds = emptyClouds(width);
  for (let y = 0; y < bottom; y += 1) {
    const down = y / (height * scene.horizon);
    const base = gradient(dusk, down);
    fillClouds(clouds, width, down);
    for (let x = 0; x < width; x += 1) {
      const away = Math.hypot(x - sunX, (y - sunY) * 1.25) / width;
      const glow = 1 / (1 + (away / 0.075) ** 2);
      const wide = 1 / (1 + (away / 0.27) ** 2);
      let red = base[0] + 62 * wide + 60 * glow;
      let green = base[1] + 22 * wide + 72 * glow;
      let blue = base[2] - 22 * wide + 32 * glow;

      const left = Math.floor(x / clouds.stride);
      const part = x / clouds.stride - left;
      const density = between(clouds.density, left, part);
      if (density > 0) {
        const lit = between(clouds.lit, left, part) * (0.35 + 0.65 * wide);
        const cover = density * 0.9;
        red += (96 + 159 * lit + 34 * wide - red) * cover;
        green += (74 + 92 * lit + 22 * wide + 12 * down - green) * cover;
        blue += (116 + 4 * lit - 38 * wide - blue) * cover;
      }
      const disc = step(scene.sun.radius * 1.12, scene.sun.radius * 0.9, away);
      canvas.set(
        x,
        y,
        red + (262 - red) * disc,
        green + (250 - green) * disc,
        blue + (222 - blue) * disc,
      );
    }
  }
  paintStars(canvas, bottom);
}

/** One row of clouds, known at every `stride`-th pixel: they have no finer detail than that. */
interface CloudRow {
  readonly stride: number;
  readonly density: Float32Array;
  readonly lit: Float32Array;
}

function emptyClouds(width: number): CloudRow {
  const stride = Math.max(1, Math.floor(width / 600));
  const length = Math.ceil(width / stride) + 2;
  return { stride, density: new Float32Array(length), lit: new Float32Array(length) };
}

function fillClouds({ stride, density, lit }: CloudRow, width: number, down: number): void {
  const stretch = 1 + 1.6 * (1 - down);
  const depth = down * 7.5;
  const fade = step(1.02, 0.72, down);
  for (let index = 0; index < density.length; index += 1) {
    const u = (index * stride) / width;
    const place = u * 3.1 * stretch;
    const billow = fractal(place, depth, 11, 5);
    const bank = fractal(u * 1.7, down * 2.6, 31, 2);
    density[index] = step(0.47, 0.74, billow * 0.72 + bank * 0.34) * fade;
    // A cloud is lit where it is thinner on the side that faces the sun.
    const towardsSun = fractal(place + (scene.sun.x - u) * 0.22, depth + 0.32, 11, 3);
    lit[index] = step(-0.1, 0.17, billow - towardsSun);
  }
}

function between(values: Float32Array, left: number, part: number): number {
  const first = values[left] ?? 0;
  return first + ((values[left + 1] ?? 0) - first) * part;
}

/** A few stars where the sky is darkest: one-pixel highlights for sharpening to find. */
function paintStars(canvas: Canvas, bottom: number): void {
  const unit = canvas.width / 2400;
  for (let index = 0; index < 170; index += 1) {
    const x = Math.floor(fractal(index * 7.31, 1, 71, 1) * canvas.width * 1.2 - canvas.width * 0.1);
    const spread = fractal(index * 3.77, 5, 73, 1);
    const y = Math.floor(spread * spread * bottom * 0.62);
    const size = (0.5 + fractal(index * 5.1, 9, 79, 1) * 1.1) * unit;
    const fade = (1 - y / (bottom * 0.55)) * 0.85;
    canvas.ellipse(x, y, size, size, () => [236, 236, 255], Math.max(0, fade));
  }
}
