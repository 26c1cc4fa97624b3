import { mix, type Canvas, type Colour } from './canvas';
import { scene } from './scene';

interface Balloon {
  readonly x: number;
  readonly y: number;
  /** Half the envelope's width, in fractions of the picture's width. */
  readonly size: number;
  readonly stripes: readonly Colour[];
}

const red: Colour = [214, 38, 46];
const yellow: Colour = [252, 196, 38];
const blue: Colour = [34, 92, 196];
const teal: Colour = [18, 160, 158];
const white: Colour = [240, 238, 236];
const violet: Colour = [132, 52, 168];
const orange: Colour = [248, 124, 28];
const grey: Colour = [122, 122, 124];

const balloons: readonly Balloon[] = [
  { x: 0.865, y: 0.335, size: 0.011, stripes: [violet, white] },
  { x: 0.455, y: 0.37, size: 0.015, stripes: [teal, white, teal, yellow] },
  { x: 0.79, y: 0.2, size: 0.026, stripes: [blue, white, grey, white] },
  { x: 0.255, y: 0.225, size: 0.052, stripes: [red, yellow, orange, yellow] },
];

/** Paints hot-air balloons: saturated colour next to pure white and neutral grey. */
export function paintBalloons(canvas: Canvas): void {
  for (const balloon of balloons) paintBalloon(canvas, balloon);
}

function paintBalloon(canvas: Canvas, { x, y, size, stripes }: Balloon): void {
  const radius = size * canvas.width;
  const centreX = x * canvas.width;
  const centreY = y * canvas.height;
  const tall = radius * 1.32;
  const sunSide = x < scene.sun.x ? 1 : -1;
  for (let row = Math.floor(-tall); row <= tall; row += 1) {
    const v = row / tall;
    // A sphere above, drawn in to a narrow mouth below.
    const half =
      radius * (v < 0 ? Math.sqrt(1 - v * v) * 0.999 : 1 - 0.8 * v ** 1.75 * (0.7 + 0.3 * v));
    for (let column = Math.floor(-half) - 1; column <= half + 1; column += 1) {
      const u = Math.max(-1, Math.min(1, column / half));
      const cover = Math.min(1, half - Math.abs(column) + 0.5);
      canvas.blend(
        Math.round(centreX + column),
        Math.round(centreY + row),
        fabric(u, v, stripes, sunSide),
        cover,
      );
    }
  }
  paintBasket(canvas, centreX, centreY + tall, radius);
}

/** Gores seen on a round body: their width shrinks towards its edges as asin(u) does. */
function fabric(u: number, v: number, stripes: readonly Colour[], sunSide: number): Colour {
  const around = (Math.asin(u) / Math.PI + 0.5) * 12;
  const gore = Math.floor(around);
  const band = Math.abs(v - 0.18) < 0.07 ? 1 : 0;
  const colour = stripes[(gore + band) % stripes.length] ?? white;
  const seam = Math.abs(around - gore - 0.5) * 2;
  const facing = Math.sqrt(Math.max(0, 1 - u * u));
  const light = 0.42 + 0.36 * facing + 0.34 * Math.max(0, u * sunSide * 0.8 + v * 0.35);
  const shaded = light * (1 - 0.22 * seam ** 8) * (1 - 0.25 * Math.max(0, -v - 0.55));
  const bright: Colour = [colour[0] * shaded, colour[1] * shaded, colour[2] * shaded];
  const warm = Math.max(0, u * sunSide - 0.55) * 0.55;
  return mix(bright, [255, 204, 140], warm);
}

function paintBasket(canvas: Canvas, x: number, mouth: number, radius: number): void {
  const drop = radius * 0.42;
  const half = radius * 0.13;
  for (let row = 0; row < drop; row += 1) {
    const reach = radius * 0.19 + (half - radius * 0.19) * (row / drop);
    const thin = Math.min(0.8, radius / 60);
    canvas.blend(Math.round(x - reach), Math.round(mouth + row), [52, 38, 40], thin);
    canvas.blend(Math.round(x + reach), Math.round(mouth + row), [52, 38, 40], thin);
  }
  for (let row = 0; row < radius * 0.2; row += 1) {
    for (let column = -half; column <= half; column += 1) {
      const weave = (Math.floor(row / 2) + Math.floor(column / 2)) % 2 === 0 ? 1 : 0.8;
      canvas.blend(
        Math.round(x + column),
        Math.round(mouth + drop + row),
        [112 * weave, 70 * weave, 42 * weave],
        1,
      );
    }
  }
}
