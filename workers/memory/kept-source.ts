import type Vips from 'wasm-vips';
import type { ExportRequest } from '../../src/core/engine/contract';
import { refuseIfTooLarge } from '../export/refusals';
import { decodeFull, type Encoded } from '../intake/decode';
import { tellingAll } from '../metadata/write-metadata';
import type { VipsBinding } from '../runtime/binding';
import type { Job } from '../runtime/job';
import { type LastFinished, maxKeptSource } from './last-finished';

/** What is to be known of a file to keep its pixels. */
export interface Keepable {
  readonly encoded: Encoded;
  readonly damaged: boolean;
  /** The same for the same file, and for no other. */
  readonly id: string;
  /** Whether this device has little memory, so that no source is kept; absent: no. */
  readonly small?: boolean;
  /** Whether the browser read it, since libvips cannot; absent: no. */
  readonly rescued?: boolean;
}

/** How far an export is once its source is decoded, 0 to 1. */
export const decodingShare = 0.4;

/**
 * Returns the source of an export, decoded into memory, with all that its file tells; the caller deletes
 * it. Throws what `decodeFull` throws, and JOB-MEMORY.
 */
export function decodeAll(vips: VipsBinding, job: Job, source: Keepable): Vips.Image {
  const { encoded, damaged } = source;
  refuseIfTooLarge(encoded.admission.fullBytes, encoded.name);
  job.stage(0, decodingShare);
  const decoded = decodeFull(vips, job, encoded, damaged);
  try {
    return tellingAll(decoded, encoded);
  } finally {
    decoded.delete();
  }
}

/** Bytes of a pixel at the most: four bands of 16 bits. */
const bytesPerPixel = ({ encoded: { header } }: Keepable): number =>
  Math.min(4, header.bands) * (header.bitsPerBand > 8 ? 2 : 1);

/**
 * Returns the source of an export in memory, upright, in sRGB or grey, with all that its file tells. It
 * stays `kept`'s; null where it has to be read from the file. `decode` makes it for a file that is made
 * ahead, for then others of it follow: what is exported after an edit is that picture again, and
 * decoding it is a third of the work. Throws what `decode` throws.
 */
export function keptSource(
  source: Keepable,
  { purpose }: ExportRequest,
  { source: kept }: LastFinished,
  decode: () => Vips.Image,
): Vips.Image | null {
  const { encoded, damaged, rescued = false, id, small = false } = source;
  const key = JSON.stringify([id, damaged, rescued]);
  const known = kept.get(key);
  if (known !== null) return known;
  kept.drop();
  const isAhead = purpose === 'measure' || purpose === 'inspect';
  if (!isAhead || small || encoded.admission.pixels * bytesPerPixel(source) > maxKeptSource)
    return null;
  const decoded = decode();
  kept.set(key, decoded);
  return decoded;
}
