/** How large a report's pictures are: long edges in pixels, width of crops, encoder quality. */
export interface Rung {
  readonly large: number;
  readonly small: number;
  /** Crops are two thirds as high as wide; 0 for none. */
  readonly crop: number;
  readonly quality: number;
}

/** From the largest to the smallest, each about four fifths of the bytes of the one before. */
export const rungs: readonly Rung[] = [
  { large: 1280, small: 960, crop: 360, quality: 84 },
  { large: 1280, small: 880, crop: 360, quality: 80 },
  { large: 1200, small: 800, crop: 360, quality: 78 },
  { large: 1100, small: 720, crop: 360, quality: 76 },
  { large: 1000, small: 640, crop: 330, quality: 75 },
  { large: 900, small: 560, crop: 300, quality: 74 },
  { large: 800, small: 500, crop: 270, quality: 72 },
  { large: 720, small: 440, crop: 240, quality: 70 },
  { large: 640, small: 380, crop: 210, quality: 68 },
  { large: 560, small: 320, crop: 180, quality: 66 },
  { large: 480, small: 280, crop: 150, quality: 62 },
  { large: 400, small: 240, crop: 120, quality: 58 },
  { large: 320, small: 200, crop: 120, quality: 52 },
  { large: 280, small: 160, crop: 0, quality: 48 },
  { large: 240, small: 120, crop: 0, quality: 42 },
];

/** What drafts are drawn at. */
export const draftRung: Rung = { large: 640, small: 360, crop: 240, quality: 70 };

/** The most that a crop can be wide and high, in pixels. */
export const maxCrop = { width: 360, height: 240 } as const;

/**
 * Returns what `make` made of the first rung whose bytes keep to the budget, or of the last one
 * where none does. Halves the ladder every time, so few rungs are made.
 */
export function fitBudget<Made extends { readonly bytes: number }>(
  budget: number,
  make: (rung: Rung) => Made,
): Made {
  const last = rungs.length - 1;
  let [low, high] = [0, last];
  let best: Made | null = null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const made = make(rungs[middle] ?? smallest);
    if (made.bytes <= budget) [high, best] = [middle, made];
    else low = middle + 1;
  }
  return low === last || best === null ? make(rungs[low] ?? smallest) : best;
}

const smallest: Rung = { large: 240, small: 120, crop: 0, quality: 42 };
