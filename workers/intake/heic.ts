import wasmUrl from 'libheif-js/libheif-wasm/libheif.wasm?url';
import type { Libheif } from 'libheif-js/libheif-wasm/libheif.js';
import { isProfileFor } from '../../src/core/colour/icc-profile';
import { appError } from '../../src/core/base/errors';
import { ByteView } from '../../src/core/source/byte-reader';
import { body, boxes } from '../../src/core/source/iso/boxes';
import { itemsOf, itemsWithin } from '../../src/core/source/iso/items';
import {
  arranged,
  type Change,
  type Layout,
  plainLayout,
} from '../../src/core/source/pixel-layout';
import { withPartsOnce } from '../../src/core/source/iso/parts-once';
import { makeHeicReadable } from '../../src/core/source/iso/readable-heic';
import { JobError, technicalText } from '../runtime/errors';

/** A decoded HEIC photo: cropped and upright, 8 bits, four bytes per pixel. */
export interface HeicPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The colour profile as it lies in the file; null for sRGB. */
  readonly profile: Uint8Array | null;
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
 * Decodes a HEIC photo, whose bytes are changed to what the decoder reads. Throws JobError: ENG-LIBRARY
 * when the decoder cannot be fetched, IMG-HEIC when it cannot read the file.
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
  const profile = profileIn(bytes);
  const readable = withPartsOnce(bytes);
  const changes = makeHeicReadable(readable);
  const decoder = new libheif.HeifDecoder();
  const images = decoder.decode(readable);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) throw unreadable(name, 'no picture in it');
  try {
    const [width, height] = [image.get_width(), image.get_height()];
    const data = { data: new Uint8ClampedArray(width * height * 4), width, height };
    const drawn = await new Promise<boolean>((resolve) =>
      image.display(data, (filled) => resolve(filled !== null)),
    );
    if (!drawn) throw unreadable(name, 'it could not be decoded');
    return { ...changed(data.data, plainLayout(width, height), changes), profile };
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

/** Returns what is shown of decoded pixels. */
function changed(
  { buffer }: Uint8ClampedArray<ArrayBuffer>,
  plain: Layout,
  changes: readonly Change[],
): Omit<HeicPicture, 'profile'> {
  const layout = changes.reduce((sofar, change) => change(sofar), plain);
  const { width, height } = layout;
  if (layout === plain) return { width, height, pixels: new Uint8Array(buffer) };
  return {
    width,
    height,
    pixels: new Uint8Array(arranged(new Uint32Array(buffer), layout).buffer),
  };
}

/**
 * Returns the ICC profile of a file's picture, or of the first part that it is made of (ISO/IEC
 * 23008-12, 6.5.5). Some cameras' boxes are longer than the profile in them, which says its own
 * length; null when there is none, or none that is sound.
 */
export function profileIn(bytes: Uint8Array): Uint8Array | null {
  const meta = body(boxes(new ByteView(bytes)), 'meta');
  if (meta === undefined) return null;
  const items = itemsOf(meta);
  const { primary } = items;
  if (primary === undefined) return null;
  for (const item of itemsWithin(items, primary)) {
    const box = items.own
      .get(item)
      ?.find(({ kind, body: colour }) => kind === 'colr' && profiles.has(colour.text(0, 4)));
    if (box === undefined) continue;
    const content = box.body.part(4);
    const profile = content.length < 4 ? null : content.part(0, content.u32(0)).bytes.slice();
    return profile !== null && isProfileFor(profile, 3) ? profile : null;
  }
  return null;
}

const profiles: ReadonlySet<string> = new Set(['prof', 'rICC']);
