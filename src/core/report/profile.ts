/** One step's cost, measured at the scale of the profile. Times in milliseconds, sizes in pixels. */
export interface StepProfile {
  readonly id: string;
  readonly medianMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
  readonly runs: number;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** What the step's picture takes in memory. */
  readonly bytes: number;
  readonly cached: boolean;
}

/** What a pipeline costs on the picture that is open, on this device. */
export interface Profile {
  readonly steps: readonly StepProfile[];
  readonly wholeMs: {
    readonly medianMs: number;
    readonly leastMs: number;
    readonly mostMs: number;
    readonly runs: number;
  };
  readonly encode: {
    readonly format: string;
    readonly bytes: number;
    readonly medianMs: number;
  } | null;
  /** The most memory that the engine took meanwhile, in bytes. */
  readonly engineBytesMost: number;
  readonly scale: 'full' | 'proxy';
}
