/** How pictures stand together. */
export type Arrangement =
  /** In rows, so many side by side. */
  | { readonly kind: 'grid'; readonly columns: number }
  /** Two as one: the first to the left of `at` (0 to 1 of the width), the second to the right. */
  | { readonly kind: 'split'; readonly at: number; readonly line: boolean }
  /** Two after one another, again and again if `loops`. */
  | {
      readonly kind: 'animated';
      readonly change: 'blink' | 'wipe';
      /** How long each of them is shown. */
      readonly seconds: number;
      readonly loops: boolean;
    };

/** What is written at a picture; a part that is empty takes no room. */
export interface Caption {
  readonly name: string;
  /** Below the name, smaller. */
  readonly note: string;
}

/** How a sheet of pictures looks. */
export interface SheetLook {
  readonly arrangement: Arrangement;
  /** Above all pictures. */
  readonly title: Caption;
  /** Height of a name, in percent of the short edge of the pictures. */
  readonly textSize: number;
  /** Between pictures and around them, in pixels; less on a sheet too small for that. */
  readonly gap: number;
  /** Colour of the sheet, as `#rrggbb`. */
  readonly background: string;
  /** The most that the longer side of the sheet may be, in pixels; null: pictures keep their size. */
  readonly longEdge: number | null;
}

/** What the parts of a look may be, from the least to the most. */
export const lookRange = {
  textSize: { min: 1, max: 20 },
  gap: { min: 0, max: 200 },
  longEdge: { min: 320, max: 16_000 },
  seconds: { min: 0.1, max: 10 },
  columns: { min: 1, max: 8 },
} as const;
