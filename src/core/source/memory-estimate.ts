import type { Size } from '../base/geometry';
import { limits } from '../base/limits';
import type { ImageHeader } from './image-header';

/** What opening and working on a picture is expected to take, in bytes of engine memory. */
export interface MemoryEstimate {
  /** To open the picture and make its working copy. */
  readonly openBytes: number;
  /** The same with one full-size decoded copy, as 100 % zoom and export may need. */
  readonly fullBytes: number;
  /** What a job may take at most: `limits.engineBytes` x `limits.engineShare`. */
  readonly budgetBytes: number;
}

/** Bytes one decoded band of one pixel takes: 1, 2, 4 or 8. */
export function bytesPerBand(bits: number): number {
  if (bits <= 8) return 1;
  if (bits <= 16) return 2;
  return bits <= 32 ? 4 : 8;
}

/** Working-copy bands are 8-bit RGBA at most while the screen shows them. */
const workingCopyBytes = limits.maxProxySide ** 2 * 4;

/**
 * Forecasts memory from width x height x bands x bytes per band x copies, and from how the format
 * decodes: baseline JPEG, plain PNG and TIFF strips stream; WebP, AVIF, JPEG XL and GIF hold the
 * whole picture (measured: opening an 8000x8000 WebP alone takes 256 MB, 4 bytes per pixel).
 * @param size pixels across and down as they will be decoded (an SVG's are chosen, not stored)
 * @param frames frames that will be decoded
 */
export function estimateMemory(
  header: ImageHeader,
  size: Size,
  fileBytes: number,
  frames: number,
): MemoryEstimate {
  const pixels = size.width * size.height;
  const pixelBytes = header.bands * bytesPerBand(header.bitsPerBand);
  const openBytes = fileBytes + workingCopyBytes + decoderBytes(header, size, pixelBytes);
  return {
    openBytes,
    fullBytes: openBytes + pixels * pixelBytes * frames,
    budgetBytes: limits.engineBytes * limits.engineShare,
  };
}

function decoderBytes(header: ImageHeader, size: Size, pixelBytes: number): number {
  const pixels = size.width * size.height;
  switch (header.format) {
    case 'jpeg':
      // A progressive JPEG keeps all its coefficients, 16 bits each, until the last scan.
      return header.progressive ? pixels * header.bands * 2 : 0;
    case 'png':
      return header.progressive ? pixels * pixelBytes : 0;
    case 'tiff':
      return size.width * (header.rowsAtOnce ?? size.height) * pixelBytes;
    case 'webp':
      return pixels * 4;
    case 'gif':
      return pixels * 4 * 2;
    case 'avif':
    case 'heic':
      // The decoder's planes and the interleaved picture made from them.
      return pixels * pixelBytes * 2;
    case 'jxl':
      // Decodes in 32-bit floats per band, then converts.
      return pixels * (header.bands * 4 + pixelBytes);
    case 'svg':
      return pixels * 4;
  }
}
