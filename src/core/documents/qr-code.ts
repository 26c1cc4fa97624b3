import { encode } from 'uqr';
import { limits } from '../base/limits';
import { maskToPng } from '../text/png';

/** A QR code: `size` modules a side, the quiet border of four included. */
export interface QrCode {
  readonly size: number;
  /** The dark modules as the data of an SVG path, one unit a module. */
  readonly path: string;
  /** Dark modules by row. */
  readonly rows: readonly (readonly boolean[])[];
}

/** Bytes that the largest QR code holds at the lowest correction (ISO/IEC 18004, version 40-L). */
const maxBytes = 2_953;
/** Modules of quiet border that readers need on each side (ISO/IEC 18004, 5.3.8). */
const border = 4;
/** Pixels a module takes in the PNG. */
const modulePixels = 8;

/** Returns the QR code of an ASCII text, or null when it is too long for one. */
export function qrCode(text: string): QrCode | null {
  if (text.length > maxBytes) return null;
  const ecc = text.length <= limits.link.qrEasy ? 'M' : 'L';
  const { size, data } = encode(text, { ecc, border });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: runs.join(''), rows: data };
}

/** Returns a QR code as a file, black on white. */
export const qrSvg = ({ size, path }: QrCode): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * modulePixels}" height="${size * modulePixels}" shape-rendering="crispEdges">` +
  `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>\n`;

/** Returns a QR code as a PNG file, eight pixels a module. */
export function qrPng({ size, rows }: QrCode): Uint8Array {
  const side = size * modulePixels;
  const data = new Uint8Array(side * side).fill(255);
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue;
      for (let line = 0; line < modulePixels; line += 1) {
        const from = (y * modulePixels + line) * side + x * modulePixels;
        data.fill(0, from, from + modulePixels);
      }
    }
  }
  return maskToPng({ width: side, height: side, data });
}
