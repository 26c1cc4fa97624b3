import wasmUrl from 'libheif-js/libheif-wasm/libheif.wasm?url';
import type { Libheif } from 'libheif-js/libheif-wasm/libheif.js';
import { isProfileFor } from '../src/core/colour/icc-profile';
import { appError } from '../src/core/errors';
import { JobError, technicalText } from './errors';

/** A decoded HEIC photo: upright, 8 bits, four bytes per pixel, and what belongs to it. */
export interface HeicPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The colour profile as it lies in the file; null for sRGB. */
  readonly profile: Uint8Array | null;
  /** The EXIF block, beginning with its TIFF header; null when there is none. */
  readonly exif: Uint8Array | null;
}

let library: Promise<Libheif> | null = null;

/** Fetches the decoder when the first HEIC photo comes. */
async function load(): Promise<Libheif> {
  try {
    const [{ default: create }, response] = await Promise.all([
      import('libheif-js/libheif-wasm/libheif.js'),
      fetch(wasmUrl),
    ]);
    if (!response.ok) throw new Error(`${wasmUrl} answered ${response.status}`);
    return create({ wasmBinary: await response.arrayBuffer() });
  } catch (thrown) {
    throw new JobError(
      appError('ENG-LIBRARY', 'The decoder for HEIC is not on this device yet.', {
        safe: 'Nothing was changed.',
        advice: 'Open the file once while you are online; from then on HEIC opens offline too.',
        detail: String(thrown),
      }),
    );
  }
}

/**
 * Decodes a HEIC photo. Throws JobError: ENG-LIBRARY when the decoder cannot be fetched, IMG-HEIC
 * when it cannot read the file.
 * @param name of the file, for words
 */
export async function decodeHeic(bytes: Uint8Array, name: string): Promise<HeicPicture> {
  library ??= load();
  let libheif: Libheif;
  try {
    libheif = await library;
  } catch (thrown) {
    library = null;
    throw thrown;
  }
  try {
    return await decodeWith(libheif, bytes, name);
  } catch (thrown) {
    if (thrown instanceof JobError) throw thrown;
    // It may have broken its memory: the next photo gets a decoder of its own.
    library = null;
    throw unreadable(name, technicalText(thrown));
  }
}

async function decodeWith(libheif: Libheif, bytes: Uint8Array, name: string): Promise<HeicPicture> {
  const decoder = new libheif.HeifDecoder();
  const images = decoder.decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) throw unreadable(name, 'no picture in it');
  try {
    const [width, height] = [image.get_width(), image.get_height()];
    const data = { data: new Uint8ClampedArray(width * height * 4), width, height };
    const drawn = await new Promise<boolean>((resolve) =>
      image.display(data, (filled) => resolve(filled !== null)),
    );
    if (!drawn) throw unreadable(name, 'it could not be decoded');
    const pixels = new Uint8Array(data.data.buffer);
    return { width, height, pixels, profile: profileIn(bytes), exif: exifIn(bytes) };
  } finally {
    for (const one of images) one.free();
  }
}

const unreadable = (name: string, detail: string): JobError =>
  new JobError(
    appError('IMG-HEIC', `${name} is a HEIC photo that could not be decoded.`, {
      safe: 'Nothing else was changed.',
      advice:
        'Save it as JPEG or PNG and open that. On an iPhone or iPad: Settings, Camera, Formats, Most Compatible makes new photos JPEGs.',
      detail,
    }),
  );

/** Blocks are looked for in this many bytes from the start. */
const searched = 4 * 1024 * 1024;
/** A profile or EXIF block that is larger is left out. */
const blockMost = 1024 * 1024;

function find(bytes: Uint8Array, words: string): number {
  const wanted = Array.from(words, (letter) => letter.charCodeAt(0));
  const end = Math.min(bytes.length, searched) - wanted.length;
  for (let at = 0; at <= end; at += 1) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/**
 * ISO/IEC 23008-12: a box `colr` of type `prof` holds an ICC profile. Some cameras' boxes are longer
 * than the profile in them, which says its own length; one that is not sound is left out.
 */
export function profileIn(bytes: Uint8Array): Uint8Array | null {
  const at = find(bytes, 'colrprof');
  if (at < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(at - 4);
  const [start, end] = [at + 8, at - 4 + size];
  if (size <= 16 || size >= blockMost || end > bytes.length) return null;
  const profile = bytes.slice(start, Math.min(end, start + view.getUint32(start)));
  return isProfileFor(profile, 3) ? profile : null;
}

/** An EXIF block begins with its name; its own offsets say where its parts are. */
function exifIn(bytes: Uint8Array): Uint8Array | null {
  for (const start of ['Exif\0\0MM\0*', 'Exif\0\0II*\0']) {
    const at = find(bytes, start);
    if (at >= 0) return bytes.slice(at + 6, Math.min(bytes.length, at + 6 + 65_000));
  }
  return null;
}
