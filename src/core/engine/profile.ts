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
}

/**
 * What a pipeline costs on one picture on this device, as measured.
 *
 * The whole is what an export takes: from the file that was read to the file that is written, all
 * steps in one piece. The steps and the encoder were also run one by one, with the result of each
 * stored before the next begins. So their sum is not the whole: stored results cost memory traffic
 * that an export does not have, and an export decodes, and passes rows on from part to part.
 */
export interface Profile {
  /** Steps that do something, in order. */
  readonly steps: readonly StepProfile[];
  readonly wholeMs: Times;
  readonly encode: {
    /** A format's id. */
    readonly format: string;
    /** The size of the file. */
    readonly bytes: number;
    readonly medianMs: number;
  } | null;
  /** The most memory that the engine held while measuring, in bytes. */
  readonly engineBytesMost: number;
  /** Whether this was measured on the full-size picture, or, for want of memory, on a smaller one. */
  readonly scale: 'full' | 'proxy';
}

/** A step with what the coach has to know besides. */
export interface StepMeasurement extends StepProfile {
  /**
   * The largest difference of any value between the step's input and result, from 0 to 255; null
   * where they have different sizes or bands.
   */
  readonly maximumDifference: number | null;
}

/** A profile with all parts of the whole, as the Speed panel shows it. */
export interface Measurement extends Profile {
  readonly steps: readonly StepMeasurement[];
  /** Decoding the picture and bringing it upright and into sRGB. */
  readonly decode: Times;
  /** Making the picture the size that the export asks for; null where it asks for none. */
  readonly sizing: Times | null;
  readonly encode: NonNullable<Profile['encode']> & Times;
  /** Size of the picture that was measured on, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Returns a measurement as reports tell it, without what only the coach has to know. */
export const profileOf = ({
  steps,
  wholeMs,
  encode: { format, bytes, medianMs },
  engineBytesMost,
  scale,
}: Measurement): Profile => ({
  steps: steps.map(({ maximumDifference: _, ...step }) => step),
  wholeMs,
  encode: { format, bytes, medianMs },
  engineBytesMost,
  scale,
});

/** Returns median, least and most of some times in milliseconds. Throws RangeError without any. */
export function timesOf(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError('there is no time');
  return { medianMs: median(sorted), leastMs: min, mostMs: max, runs: sorted.length };
}

/** Returns the median of some numbers; of an even count, the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}
