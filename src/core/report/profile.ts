/** A time that was measured several times, in milliseconds. */
export interface Times {
  readonly medianMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
  /** How many runs these figures are from. The first one of all is not among them. */
  readonly runs: number;
}

/** What one step cost and made when its result was stored. Sizes in pixels, memory in bytes. */
export interface StepProfile extends Times {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** What the step's result takes in memory. */
  readonly bytes: number;
  /** Whether the preview found this step's result in its cache the last time it was shown. */
  readonly cached: boolean;
  /**
   * The largest difference of any value between the step's input and result, from 0 to 255; null
   * where they have different sizes or bands.
   */
  readonly maximumDifference: number | null;
}

/** What encoding the finished picture cost. */
export interface EncodeProfile extends Times {
  /** A format's id. */
  readonly format: string;
  /** The size of the file. */
  readonly bytes: number;
}

/**
 * What a pipeline costs on one picture on this device, as measured.
 *
 * The whole is what an export takes: from the file that was read to the file that is written, all
 * steps in one piece. The parts (decode, steps, size, encode) come from runs that store the result of
 * each before the next begins. So their sum is not the whole: stored results cost memory traffic
 * that an export does not have, and in an export the parts run side by side.
 */
export interface Profile {
  /** Steps that do something, in order. */
  readonly steps: readonly StepProfile[];
  readonly wholeMs: Times;
  /** Decoding the picture and bringing it upright and into sRGB. */
  readonly decode: Times;
  /** Making the picture the size that the export asks for; null where it asks for none. */
  readonly sizing: Times | null;
  readonly encode: EncodeProfile | null;
  /** The most memory that the engine held while measuring, in bytes. */
  readonly engineBytesMost: number;
  /** Whether this was measured on the full-size picture, or, for want of memory, on a smaller one. */
  readonly scale: 'full' | 'proxy';
  /** Size of the picture that was measured on, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A change of a pipeline that was tried on the picture, and what it came to. */
export interface ReportSuggestion {
  readonly title: string;
  /** What changes, in a sentence or two. */
  readonly words: string;
  /** Medians of the whole, before and after, in milliseconds. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** How alike the pictures are: mean structural similarity, that of the worst block of 8 × 8. */
  readonly ssim: number;
  readonly worstBlock: number;
  /** The largest difference of any value, from 0 to 255. */
  readonly maximumDifference: number;
}

/** Returns median, least and most of some times in milliseconds. Throws RangeError without any. */
export function timesOf(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) throw new RangeError('there is no time');
  return { medianMs: median(sorted), leastMs: least, mostMs: most, runs: sorted.length };
}

/** Returns the median of some numbers; of an even count, the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}
