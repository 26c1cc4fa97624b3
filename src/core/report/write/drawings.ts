import { qrCode } from '../../documents/qr-code';
import type { Histogram } from '../../picture/histogram';
import { curveHeights, curvePath } from '../../picture/histogram-shape';
import type { BarsBlock, LineBlock } from './blocks';
import { type Markup, markup } from './markup';

/** Size of the box in which histograms are drawn. */
const box = { width: 256, height: 72 } as const;
/** Curves are smoothed, so that every fourth level of brightness tells the rest. */
const levelStep = 4;

/** Draws the curves of a histogram; `label` is what it is called. */
export function histogramDrawing(histogram: Histogram, label: string): Markup {
  const { red, green, blue, luminance } = histogram;
  const curves = curveHeights([red, green, blue, luminance]).map((heights) =>
    curvePath(
      heights.filter((_height, level) => level % levelStep === 0),
      box.width,
      box.height,
    ),
  );
  const names = ['red', 'green', 'blue', 'light'];
  return markup`<svg
    class="histogram"
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${box.width} ${box.height}"
    preserveAspectRatio="none"
  >
    ${curves.map((path, index) => markup`<path class="h-${names[index] ?? ''}" d="${path}" />`)}
  </svg>`;
}

/** Draws a QR code of a text; null when the text is too long for one that phones read easily. */
export function qrDrawing(text: string, label: string): Markup | null {
  const code = text.length > qrLongest ? null : qrCode(text);
  if (code === null) return null;
  const { size, path } = code;
  return markup`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}">
    <rect width="${size}" height="${size}" fill="#fff" />
    <path d="${path}" fill="#000" />
  </svg>`;
}

/** Longer texts make QR codes too fine for paper and the cameras of phones. */
const qrLongest = 700;

/** Draws a bar with the spread of its value as a thin line, in a box of 100 by 10. */
export function barDrawing(bar: BarsBlock['bars'][number], max: number): Markup {
  const along = (value: number): string => ((100 * value) / (max || 1)).toFixed(2);
  const { value, from, to } = bar;
  const spread =
    from === undefined || to === undefined
      ? null
      : markup`<rect
          class="spread"
          x="${along(from)}"
          y="4.5"
          width="${along(Math.max(0, to - from))}"
          height="1"
        />`;
  return markup`<svg viewBox="0 0 100 10" preserveAspectRatio="none">
    <rect class="bar" y="1" width="${along(value)}" height="8" />${spread}
  </svg>`;
}

/** Draws a line over its points, from zero up. */
export function lineDrawing(points: LineBlock['points']): Markup {
  const [width, height] = [600, 120];
  const max = Math.max(1, ...points.map(({ value }) => value));
  const places = points.map(({ value }, index) => ({
    x: ((index + 0.5) * width) / points.length,
    y: height - (value / max) * (height - 10),
  }));
  const path = places.map(
    ({ x, y }, index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`,
  );
  return markup`<svg class="line" viewBox="0 0 ${width} ${height + 6}">
    <path class="axis" d="M0 ${height}H${width}" />
    <path class="curve" d="${path.join('')}" />
    ${places.map(({ x, y }) => markup`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" />`)}
  </svg>`;
}
