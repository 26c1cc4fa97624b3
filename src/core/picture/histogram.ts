/** 256 counts per channel over evenly spaced pixels of the rendered picture, and the share of clipped pixels (0 to 1). */
export interface Histogram {
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
  readonly luminance: Uint32Array;
  readonly clippedShadows: number;
  readonly clippedHighlights: number;
}
