import { bytesInWords, number } from '../base/words';
import type { Size } from '../base/geometry';
import type { Moment } from '../naming/tokens';
import type { ReportOutput } from './model';

/** Returns milliseconds in words: "9 ms", "0.4 ms" or "1.24 s". */
export function duration(milliseconds: number): string {
  if (milliseconds >= 999.5) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 9.95 ? 1 : 0)} ms`;
}

/** Returns a share from 0 to 1 in percent: "24 %", below 10 with a decimal. */
export function share(part: number): string {
  const percent = 100 * part;
  return `${percent.toFixed(percent < 9.95 && percent > 0 ? 1 : 0)} %`;
}

/** Returns a size in words: "3872 × 2592 px". */
export const dimensions = ({ width, height }: Size): string => `${width} × ${height} px`;

/** Returns millions of pixels in words: "10.0 MP". */
export const megapixels = ({ width, height }: Size): string =>
  `${((width * height) / 1e6).toFixed(1)} MP`;

const bandNames: Readonly<Record<number, string>> = {
  1: 'grey',
  2: 'grey and alpha',
  3: 'RGB',
  4: 'RGB and alpha',
};

/** Returns what a picture's pixels are made of: "RGB, 8 bits". */
export const pixelKind = ({
  bands,
  bitsPerBand,
}: Pick<ReportOutput, 'bands' | 'bitsPerBand'>): string =>
  `${bandNames[bands] ?? `${bands} bands`}, ${bitsPerBand} bits`;

/** Returns bytes in words and, when they are large, exactly: "2.4 MB (2,412,345 bytes)". */
export const exactBytes = (bytes: number): string =>
  bytes < 1000 ? `${bytes} bytes` : `${bytesInWords(bytes)} (${number(bytes)} bytes)`;

/** Returns a number with so many decimals, as similarity is given. */
export const decimals = (value: number, digits: number): string => value.toFixed(digits);

const two = (value: number): string => String(value).padStart(2, '0');

/** Returns what a camera wrote as the time: "2026-11-26 17:30". */
export const momentInWords = ({ year, month, day, hour, minute }: Moment): string =>
  `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;

/** Returns a moment of ISO 8601 in words: "2026-11-26, 17:30 UTC". */
export const madeInWords = (iso: string): string => `${iso.slice(0, 10)}, ${iso.slice(11, 16)} UTC`;
