import { HeaderFault } from '../byte-reader';

/** What photos of the sensor's own numbers are called on screen. */
export const rawPhoto = 'a RAW photo';

/** What is said of a RAW photo, after its name. */
export const rawWords = `${rawPhoto}: it holds what the sensor of a camera measured, and cannot be opened here yet`;

/** What of a RAW photo is to be done instead of opening it. */
export const rawAdvice =
  'Develop it in your camera maker’s program or in another RAW converter, save it as TIFF or JPEG, and open that.';

/** Returns why a RAW photo is not opened. */
export const rawFault = (): HeaderFault => new HeaderFault('refused', `is ${rawWords}`, rawAdvice);

/** First bytes of RAW photos that are no TIFF files, or that say so; [offset, text]. */
export const rawSignatures: readonly (readonly [number, string])[] = [
  [0, 'FUJIFILMCCD-RAW'], // Fujifilm RAF
  [0, 'IIRO'], // Olympus ORF
  [0, 'IIRS'],
  [0, 'MMOR'],
  [0, 'IIU\0'], // Panasonic RW2, Leica RWL
  [0, '\0MRM'], // Minolta MRW
  [0, 'FOVb'], // Sigma X3F
  [4, 'ftypcrx '], // Canon CR3
  [6, 'HEAPCCDR'], // Canon CRW
  [8, 'CR\x02'], // Canon CR2
  [8, 'IIII'], // Phase One IIQ
  [8, 'MMMM'],
  [0, 'ARRI'],
];

/** Returns whether a file says in its first bytes that it is a RAW photo. */
export const isRawPhoto = (start: { text(offset: number, length: number): string }): boolean =>
  rawSignatures.some(([offset, text]) => start.text(offset, text.length) === text);

/** Numbers by which cameras mark what the sensor measured: a mosaic, or linear light. */
export const sensorPhotometrics: ReadonlySet<number> = new Set([32_803, 34_892]);

/** Compressions that only RAW photos have: those of Nikon, Sony, Samsung, Pentax and Kodak. */
export const sensorCompressions: ReadonlySet<number> = new Set([
  32_767, 32_769, 32_770, 34_713, 65_000, 65_535,
]);
