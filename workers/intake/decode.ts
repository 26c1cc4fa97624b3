import type Vips from 'wasm-vips';
import { Execution } from '../../src/core/graph/execute';
import { record } from '../../src/core/graph/picture';
import { prepare } from '../../src/core/graph/prepare';
import { tests } from '../../src/core/graph/questions';
import { storedProfile } from '../../src/core/colour/stored-colour';
import { appError, type AppError } from '../../src/core/base/errors';
import type { Admission } from '../../src/core/source/check-limits';
import { formatName } from '../../src/core/source/header';
import type { ImageHeader } from '../../src/core/source/image-header';
import { svgDotsPerInch } from '../../src/core/source/kinds/svg';
import { asMeant } from './as-meant';
import type { VipsBinding } from '../runtime/binding';
import { JobError, technicalText } from '../runtime/errors';
import type { Job } from '../runtime/job';
import { withUndrawn } from './undrawn';

/**
 * Makes any decoded picture upright and sRGB or grey, with 8 or 16 bits per band. A colour profile
 * that is damaged inside is passed over. The execution owns the result.
 */
export function prepareWith(execution: Execution<Vips.Image>, image: Vips.Image): Vips.Image {
  try {
    return execution.run(record(prepare), image);
  } catch (thrown) {
    const profile = 'icc-profile-data';
    if (image.getTypeof(profile) === 0) throw thrown;
    const bare = execution.own(image.copy());
    bare.remove(profile);
    // Recorded anew, since an execution remembers what each node of a graph came to.
    return execution.run(record(prepare), bare);
  }
}

/** An admitted file: its bytes and what its header says. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly header: ImageHeader;
  readonly admission: Admission;
  /** The format of the file that these bytes were made from, where that is another one. */
  readonly origin?: ImageHeader['format'];
  /** Whether a part of the picture could not be had when these bytes were made. */
  readonly isCut?: boolean;
  /** Whether a drawing has letters that nothing here could draw. */
  readonly lacksLetters?: boolean;
}

/** How to read a file: `tolerant` passes over damage, which otherwise fails. */
export interface ReadOptions {
  readonly access: 'sequential' | 'random';
  readonly tolerant: boolean;
  /** JPEG only: 1, 2, 4 or 8; the decoder skips that share of rows and columns. */
  readonly shrink?: number;
}

/** Options for a drawing of that scale: libvips enlarges by the dots per inch too, 72 being 1. */
export const drawnTo = (scale: number): string =>
  `dpi=${svgDotsPerInch},scale=${(scale * 72) / svgDotsPerInch}`;

/**
 * Returns the file's first picture as libvips reads it, not yet decoded. Throws JobError when the
 * decoder sees another size than the header said, for limits were checked against the header.
 */
export function readPicture(vips: VipsBinding, encoded: Encoded, options: ReadOptions): Vips.Image {
  const { admission } = encoded;
  const words: string[] = [];
  if (options.shrink !== undefined && options.shrink > 1) words.push(`shrink=${options.shrink}`);
  const rasterise = admission.rasterise;
  if (rasterise !== undefined) words.push(drawnTo(rasterise.scale));
  const load = (text: string): Vips.Image =>
    vips.Image.newFromBuffer(encoded.bytes, text, {
      access: options.access,
      fail_on: options.tolerant ? 'none' : strictness(encoded.header),
    });
  let image = load(words.join(','));
  tellFromHeader(image, encoded.header);
  const { drawn } = encoded.header;
  if (drawn !== undefined && !image.hasAlpha()) image = withUndrawn(vips, image, drawn);
  if (rasterise?.sizeGuessed === true) {
    const longest = Math.max(image.width, image.height);
    if (longest > rasterise.longEdge || (rasterise.chosen && longest !== rasterise.longEdge)) {
      image.delete();
      image = load(drawnTo((rasterise.scale * rasterise.longEdge) / longest));
    }
    return image;
  }
  const max = admission.width * admission.height;
  // One pixel per side is what rounding may add; AVIF and JPEG XL may have turned it already.
  if (image.width * image.height > max + admission.width + admission.height + 1) {
    image.delete();
    throw new JobError(
      appError(
        'IMG-DAMAGED',
        `${encoded.name} holds another picture than its header says, so it was not opened.`,
        { safe: 'Nothing else was changed.' },
      ),
    );
  }
  return asMeant(image, encoded.header);
}

/** Tells a picture what its file says where libvips does not look: colours, and what is up. */
function tellFromHeader(image: Vips.Image, { colour, format, orientation }: ImageHeader): void {
  // The numbers of a picture that a decoder turns by itself are upright already.
  if (format === 'png' && orientation !== 1) image.setInt('orientation', orientation);
  if (colour === undefined) return;
  const space = ['b-w', 'grey16'].includes(image.interpretation) ? 'grey' : 'rgb';
  const profile = storedProfile(colour, space);
  if (profile !== null) image.setBlob('icc-profile-data', profile);
  else if (image.getTypeof('icc-profile-data') !== 0) image.remove('icc-profile-data');
}

/**
 * Returns on what a file fails that is read strictly. Warnings about a TIFF are about its tags, which
 * cost no pixel; those of other decoders are about pixels.
 */
export const strictness = ({ format }: ImageHeader): 'error' | 'warning' =>
  format === 'tiff' ? 'error' : 'warning';

/** Returns whether the format's decoder turns the picture upright by itself. */
export const turnsItself = (header: ImageHeader): boolean =>
  header.format === 'avif' || header.format === 'jxl';

/** Deletes `image` and returns its pixels as a new picture in memory. */
export function intoMemory(job: Job, image: Vips.Image): Vips.Image {
  try {
    return job.run(() => job.watch(image).copyMemory());
  } finally {
    image.delete();
  }
}

function prepared(vips: VipsBinding, job: Job, image: Vips.Image): Vips.Image {
  const execution = new Execution<Vips.Image>(vips);
  try {
    const upright = prepareWith(execution, image);
    return job.run(() => job.watch(execution.own(upright.copy())).copyMemory());
  } finally {
    execution.dispose();
    image.delete();
  }
}

/**
 * Returns the picture upright, in sRGB or grey, full size, in memory.
 * Takes as long as decoding does; stops when the job is stopped.
 */
export function decodeFull(
  vips: VipsBinding,
  job: Job,
  encoded: Encoded,
  tolerant: boolean,
): Vips.Image {
  // Streamed in, because a decoder's own full copy would be a second one.
  const read = readPicture(vips, encoded, { access: 'sequential', tolerant });
  const upright = encoded.header.orientation === 1 || turnsItself(encoded.header);
  return prepared(vips, job, upright ? read : intoMemory(job, read));
}

/** Kinds of picture that may be made smaller before they are prepared, which is cheaper. */
const isUsual = ({ format, interpretation }: Vips.Image): boolean =>
  (format === 'uchar' || format === 'ushort') &&
  ['srgb', 'rgb16', 'b-w', 'grey16', 'cmyk'].includes(interpretation);

const smaller = (width: number, height: number): ReturnType<typeof record> =>
  record((image) =>
    image.onPremultiplied((picture) =>
      picture.resize(picture.width.under(width), {
        vscale: picture.height.under(height),
        kernel: 'lanczos3',
      }),
    ),
  );

/** Returns the largest shrink on load that still leaves at least twice the wanted pixels. */
function shrinkFor(header: ImageHeader, scale: number): number {
  if (header.format !== 'jpeg') return 1;
  return [8, 4, 2].find((shrink) => 1 / shrink >= 2 * scale) ?? 1;
}

/** A working copy, and what is known of the picture it was made from. */
export interface Proxy {
  /** Upright, in sRGB or grey, in memory. */
  readonly image: Vips.Image;
  /** Upright full size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether colours were converted: from a profile of the picture's own, or from CMYK. */
  readonly converted: 'profile' | 'cmyk' | null;
}

/**
 * Returns the picture upright, in sRGB or grey, at most `longEdge` pixels long, in memory. Never
 * larger than full size. The file is opened once only: some decoders take all memory at that.
 */
export function decodeProxy(
  vips: VipsBinding,
  job: Job,
  encoded: Encoded,
  options: { readonly tolerant: boolean; readonly longEdge: number },
): Proxy {
  const { header, admission } = encoded;
  const expected = options.longEdge / Math.max(admission.width, admission.height);
  const read = readPicture(vips, encoded, {
    access: 'sequential',
    tolerant: options.tolerant,
    shrink: shrinkFor(header, expected),
  });
  // Shrinking on load rounds up, so the header's size is the true one.
  const full = header.format === 'jpeg' ? admission : { width: read.width, height: read.height };
  const turned = header.orientation >= 5 && !turnsItself(header);
  const facts = {
    width: turned ? full.height : full.width,
    height: turned ? full.width : full.height,
    converted: conversionOf(read),
  };
  const scale = Math.min(1, options.longEdge / Math.max(full.width, full.height));
  if (scale === 1) return { ...facts, image: prepared(vips, job, intoMemory(job, read)) };
  const width = Math.max(1, Math.round(full.width * scale));
  const height = Math.max(1, Math.round(full.height * scale));
  const execution = new Execution<Vips.Image>(vips);
  try {
    const usual = isUsual(read) ? read : prepareWith(execution, read);
    const small = execution.run(smaller(width, height), usual);
    return { ...facts, image: prepared(vips, job, intoMemory(job, small.copy())) };
  } finally {
    execution.dispose();
    read.delete();
  }
}

function conversionOf(image: Vips.Image): Proxy['converted'] {
  if (image.interpretation === 'cmyk') return 'cmyk';
  return tests.hasForeignProfile(image) ? 'profile' : null;
}

/** Returns why a decoder failed, in words. */
export function decodeError(thrown: unknown, encoded: Encoded): AppError {
  if (thrown instanceof JobError) return thrown.error;
  const detail = technicalText(thrown);
  const name = encoded.name;
  const safe = 'Nothing else was changed.';
  if (/compression format has not been built in|unsupported codec/i.test(detail)) {
    return appError('IMG-HEIC', `${name} is coded in a way that cannot be opened here yet.`, {
      safe,
      advice: 'Save it as JPEG or PNG and open that.',
      detail,
    });
  }
  if (/out of memory|bad_alloc/i.test(detail)) {
    return appError('JOB-MEMORY', `${name} needs more memory than the browser gives.`, {
      safe,
      advice: 'Use a smaller picture, or close other tabs.',
      detail,
    });
  }
  return appError(
    'IMG-DAMAGED',
    `${name} is a damaged ${formatName(encoded.header.format)} file: its picture could not be read.`,
    {
      safe,
      advice: 'Copy it again from where it came from, or save it anew in another program.',
      detail,
    },
  );
}
