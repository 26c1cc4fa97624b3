/** What a trial must come to before a person is asked to look at it. */
export interface Demands {
  /** Of the whole time: this share, and this many milliseconds. */
  readonly gainShare: number;
  readonly gainMs: number;
  /** Structural similarity of the pictures at the least: the mean, and of the worst block. */
  readonly mean: number;
  readonly worst: number;
  /** The most that any value may differ, from 0 to 255. */
  readonly maximumDifference: number;
  /** The most that the file may grow, as a factor. */
  readonly growth: number;
}

/** How much two pictures, and the files made of them, differ. */
export interface Difference {
  readonly mean: number;
  readonly worst: number;
  readonly maximumDifference: number;
  /** How many pixels wider and higher the second one is; at most one either way. */
  readonly wider: number;
  readonly higher: number;
}
