import { bytesAbove, bytesInWords, number } from '../base/words';
import { appError, type AppError } from '../base/errors';
import { limits } from '../base/limits';
import { displayFileName } from '../naming/display-file-name';
import { fail, ok, type Result } from '../base/result';
import type { ImageHeader } from './image-header';
import { estimateMemory, type MemoryEstimate } from './memory-estimate';

/** A picture that may be decoded, and how. */
export interface Admission extends MemoryEstimate {
  /** Pixels across and down as they will be decoded, before orientation. */
  readonly width: number;
  readonly height: number;
  /** Frames that will be decoded. */
  readonly frames: number;
  /** width x height x frames. */
  readonly pixels: number;
  /**
   * False when a full-size decoded copy does not fit: previews and streamed exports work, jobs
   * that need the whole picture at once are to be refused with JOB-MEMORY.
   */
  readonly fullCopyFits: boolean;
  /**
   * For SVG only: the scale to draw at. `sizeGuessed` means that the drawing states no size, so
   * the renderer's own answer must be held against `longEdge` before any pixel is drawn: the
   * most that its longer side may have, or has to have where that was chosen. In pixels.
   */
  readonly rasterise?: {
    readonly scale: number;
    readonly sizeGuessed: boolean;
    readonly longEdge: number;
    readonly chosen: boolean;
  };
}

export interface AdmitOptions {
  /** The file's name as the person knows it, for messages. */
  readonly name?: string;
  /** Whether all frames will be decoded or only the first; 'first' when absent. */
  readonly frames?: 'first' | 'all';
  /** For SVG only: pixels of the longer side it is to be drawn with; its own size when absent. */
  readonly rasterLongEdge?: number | null;
}

/** Deflate cannot expand more than 1,032:1 (zlib, technical details). */
const maxDeflateRatio = 1_032;
/** A PNG is refused as impossible only if less than 1/4 of its pixels could be in the file. */
const missingShare = 4;

const nothingOpened = 'Nothing was opened; what you had open is unchanged.';
const makeSmaller =
  'Make it smaller in the program it came from, or cut it into parts, and open that.';

/**
 * Decides whether a picture may be decoded, from its header alone.
 * @param fileBytes length of the file in bytes
 * @param device `small` for iOS, or 4 GB of memory or less: other pixel limits apply
 * @param consent the person has agreed to open a large picture
 * @returns how to decode it, or IMG-SIZE (too many bytes), IMG-DIM (too
 *   many pixels, bands or bytes of memory), IMG-DAMAGED (the file cannot hold what it claims),
 *   IMG-LARGE (possible, but ask first: call again with consent)
 */
export function checkLimits(
  header: ImageHeader,
  fileBytes: number,
  device: { readonly small: boolean },
  consent: boolean,
  options: AdmitOptions = {},
): Result<Admission> {
  const name = displayFileName(options.name ?? '');
  if (fileBytes > limits.fileBytes) return fail(tooManyBytes(name, fileBytes));
  if (header.bands > limits.bands) return fail(tooManyBands(name, header.bands));

  const rasterise =
    header.format === 'svg' ? drawing(header, options.rasterLongEdge ?? null) : undefined;
  const scale = rasterise?.scale;
  // Of a drawing without a size only the longer side is known: at worst it is a square.
  const square = rasterise?.chosen === true && rasterise.sizeGuessed ? rasterise.longEdge : null;
  const width = square ?? scaled(header.width, scale);
  const height = square ?? scaled(header.height, scale);
  const frames = options.frames === 'all' ? header.frames : 1;
  const claim = { name, width, height, frames, chosen: rasterise?.chosen === true };
  const pixels = width * height * frames;
  const { refusalPixels, questionPixels } = device.small ? limits.smallDevice : limits;

  if (Math.max(width, height) > limits.sidePixels) return fail(tooLong(claim));
  if (pixels > refusalPixels) return fail(tooManyPixels(claim, refusalPixels));
  const held = maxPixelsHeld(header, fileBytes);
  if (held * missingShare < width * height) return fail(impossible(claim, fileBytes, held));

  const preparedExport = estimateMemory(header, { width, height }, fileBytes, frames);
  if (preparedExport.openBytes > preparedExport.budgetBytes)
    return fail(tooMuchMemory(claim, preparedExport));
  if (pixels > questionPixels && !consent) return fail(askFirst(claim, preparedExport));

  return ok({
    ...preparedExport,
    width,
    height,
    frames,
    pixels,
    fullCopyFits: preparedExport.fullBytes <= preparedExport.budgetBytes,
    ...(rasterise === undefined ? {} : { rasterise }),
  });
}

/** Returns how a drawing becomes pixels: as large as it says, or with a longer side of `rasterLongEdge`. */
function drawing(
  { width, height, sizeGuessed = false }: ImageHeader,
  rasterLongEdge: number | null,
): NonNullable<Admission['rasterise']> {
  const longest = Math.max(width, height);
  return rasterLongEdge === null
    ? {
        scale: Math.min(1, limits.rasterSide / longest),
        sizeGuessed,
        longEdge: limits.rasterSide,
        chosen: false,
      }
    : { scale: rasterLongEdge / longest, sizeGuessed, longEdge: rasterLongEdge, chosen: true };
}

const scaled = (side: number, scale = 1): number => Math.max(1, Math.round(side * scale));

/** Returns how many pixels `fileBytes` can hold at the very most; Infinity where no bound holds. */
function maxPixelsHeld(header: ImageHeader, fileBytes: number): number {
  if (header.storedBitsPerPixel === undefined) return Infinity;
  return (fileBytes * maxDeflateRatio * 8) / header.storedBitsPerPixel;
}

interface Claim {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Whether a person chose that size for a drawing; else the file says it. */
  readonly chosen: boolean;
}

const says = ({ name, chosen }: Claim): string =>
  chosen ? `${name} would be` : `${name} says it is`;
const soItWasNot = ({ chosen }: Claim): string =>
  chosen ? 'so it was not drawn' : 'so it was not opened';
const adviceFor = ({ chosen }: Claim): string => (chosen ? 'Choose a smaller size.' : makeSmaller);

/** Returns e.g. "60,000 × 60,000 pixels (3,600 MP)", with the frames if there are several. */
function claimedSize({ width, height, frames }: Claim): string {
  const times = frames > 1 ? ` × ${number(frames)} frames` : '';
  const sides = `${number(width)} × ${number(height)} pixels`;
  return `${sides}${times} (${megapixels(width * height * frames)})`;
}

function megapixels(pixels: number): string {
  const millions = pixels / 1e6;
  return `${millions < 10 ? millions.toFixed(1) : number(Math.round(millions))} MP`;
}

function tooManyBytes(name: string, fileBytes: number): AppError {
  return appError(
    'IMG-SIZE',
    `${name} takes ${bytesAbove(fileBytes, limits.fileBytes)}. The largest file that can be opened is ${bytesInWords(limits.fileBytes)}, so it was not opened.`,
    { safe: nothingOpened, advice: makeSmaller },
  );
}

const tooManyBands = (name: string, bands: number): AppError =>
  appError(
    'IMG-DIM',
    `${name} says it has ${number(bands)} channels. At most ${limits.bands} can be opened, so it was not opened.`,
    { safe: nothingOpened, advice: 'Save it as RGB or grey, without extra channels.' },
  );

const tooLong = (claim: Claim): AppError =>
  appError(
    'IMG-DIM',
    `${says(claim)} ${number(claim.width)} × ${number(claim.height)} pixels. The longest side that can be opened is ${number(limits.sidePixels)} pixels, ${soItWasNot(claim)}.`,
    { safe: nothingOpened, advice: adviceFor(claim) },
  );

const tooManyPixels = (claim: Claim, max: number): AppError =>
  appError(
    'IMG-DIM',
    `${says(claim)} ${claimedSize(claim)}. This device is limited to ${megapixels(max)}, ${soItWasNot(claim)}.`,
    { safe: nothingOpened, advice: adviceFor(claim) },
  );

function impossible(claim: Claim, fileBytes: number, held: number): AppError {
  const share = (held / (claim.width * claim.height)) * 100;
  const max = share < 1 ? 'less than 1 %' : `at most ${Math.floor(share)} %`;
  return appError(
    'IMG-DAMAGED',
    `${claim.name} says it is ${claimedSize(claim)}, but its ${number(fileBytes)} bytes can hold ${max} of that. It is cut off or damaged, so it was not opened.`,
    { safe: nothingOpened, advice: 'Copy it again from where it came from.' },
  );
}

const tooMuchMemory = (claim: Claim, preparedExport: MemoryEstimate): AppError =>
  appError(
    'IMG-DIM',
    `${claim.name} ${claim.chosen ? 'would be' : 'is'} ${claimedSize(claim)}. Opening it would take about ${bytesInWords(preparedExport.openBytes)} of memory and ${bytesInWords(preparedExport.budgetBytes)} is the limit, ${soItWasNot(claim)}.`,
    { safe: nothingOpened, advice: adviceFor(claim) },
  );

const askFirst = (claim: Claim, preparedExport: MemoryEstimate): AppError =>
  appError(
    'IMG-LARGE',
    `${claim.name} is ${claimedSize(claim)} and may take about ${bytesInWords(preparedExport.fullBytes)} of memory. It will be slow.`,
    {
      safe: 'Nothing was opened yet; what you have open is unchanged.',
      advice: 'Open it anyway, or choose a smaller picture.',
    },
  );
