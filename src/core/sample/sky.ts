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
  for (let y = 0; y < bottom; y += 1) {
    const down = y / (height * scene.horizon);
    const base = gradient(dusk, down);
    const stretch = 1.6 + 2.6 * (1 - down);
    for (let x = 0; x < width; x += 1) {
      const u = x / width;
      const away = Math.hypot(x - sunX, (y - sunY) * 1.25) / width;
      const glow = 1 / (1 + (away / 0.075) ** 2);
      const wide = 1 / (1 + (away / 0.27) ** 2);
      let red = base[0] + 62 * wide + 60 * glow;
      let green = base[1] + 22 * wide + 72 * glow;
      let blue = base[2] - 16 * wide + 44 * glow;

      const place = u * 3.1 * stretch * 0.62;
      const depth = down * 7.5;
      const billow = fractal(place, depth, 11, 6);
      const bank = fractal(u * 1.7, down * 2.6, 31, 2);
      const density = step(0.47, 0.74, billow * 0.72 + bank * 0.34) * step(1.02, 0.72, down);
      if (density > 0) {
        const towardsSun = fractal(place + (scene.sun.x - u) * 0.22, depth + 0.32, 11, 4);
        const lit = step(-0.1, 0.17, billow - towardsSun) * (0.35 + 0.65 * wide);
        const cover = density * 0.9;
        red += (96 + 159 * lit + 34 * wide - red) * cover;
        green += (74 + 92 * lit + 16 * wide + 20 * down - green) * cover;
        blue += (116 + 14 * lit - 18 * wide - blue) * cover;
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
