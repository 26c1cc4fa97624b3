import type { RenderAnswer } from '../../engine/contract';

// Help for tests only.

/** What an engine answers that has rendered a picture of one pixel. */
export const renderAnswer = (bitmap: ImageBitmap): RenderAnswer => ({
  frame: { bitmap, fullWidth: 1, fullHeight: 1 },
  histogram: {
    red: new Uint32Array(256),
    green: new Uint32Array(256),
    blue: new Uint32Array(256),
    luminance: new Uint32Array(256),
    clippedShadows: 0,
    clippedHighlights: 0,
  },
  steps: [],
  scale: 1,
  estimated: false,
  milliseconds: 1,
  engineBytes: 1,
});
