import { mix, type Canvas } from './canvas';
import { fractal, noise, step } from './noise';
import { scene } from './scene';

/** Paints the lake below the horizon: what stands above it, mirrored, rippled and darker. */
export function paintLake(canvas: Canvas): void {
  const { width, height } = canvas;
  const shore = Math.ceil(height * scene.horizon);
  const unit = width / 2400;
  for (let y = shore; y < height; y += 1) {
    const near = (y - shore) / (height - shore);
    const wave = 0.004 + 0.05 * near;
    const rows = 26 / (0.1 + near * 1.5);
    for (let x = 0; x < width; x += 1) {
      const u = x / width;
      const ripple = fractal(u * (11 + rows * 0.22), near * rows * 3.4, 401, 3) - 0.5;
      const fine = noise(u * 120, near * rows * 14, 431) - 0.5;
      const mirrored =
        shore - 1 - (y - shore) * 1.35 - (ripple * 1.5 + fine * 0.45) * wave * height;
      const row = mirrored < 0 ? -mirrored : mirrored;
      const seen = canvas.get(
        Math.round(x + ripple * 9 * unit),
        Math.min(shore - 1, Math.round(row)),
      );
      const dim = 0.16 + 0.34 * near - ripple * 0.3;
      const path = 1 / (1 + ((u - scene.sun.x) / (0.014 + 0.05 * near)) ** 2);
      const crests = noise(u * 80, near * rows * 19, 443);
      const glint = step(0.62, 0.9, crests * 0.8 + fine * 0.4 + path * 0.3) * path * path;
      const colour = mix(
        [seen[0] * (1 - dim * 0.7), seen[1] * (1 - dim * 0.68), seen[2] * (1 - dim * 0.62)],
        [255, 216, 150],
        Math.min(0.95, glint * (1 - near * 0.45)),
      );
      const bank = step(0.02, 0, near) * 0.45;
      canvas.set(x, y, colour[0] * (1 - bank), colour[1] * (1 - bank), colour[2] * (1 - bank));
    }
  }
}
