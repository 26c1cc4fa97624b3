/** How lines of different width stand to each other. */
export const alignments = ['left', 'centre', 'right'] as const;
export type Alignment = (typeof alignments)[number];

/** What is drawn of a text: its letters, or what lies around or below them. */
export type TextPart = 'letters' | 'outline' | 'shadow';

/** How a text is set. */
export interface Setting {
  readonly align: Alignment;
  readonly part: TextPart;
  /** Room around the letters for an outline or a shadow, in heights of a line. */
  readonly reach: number;
  /** That of the letters, 0 to 1: what lies around them ends where they begin to cover it. */
  readonly opacity: number;
}

/** Letters from the left, with nothing around them. */
export const plainly: Setting = { align: 'left', part: 'letters', reach: 0, opacity: 1 };

/** Returns the lines of a text; empty ones at its end are not drawn, for typing makes them. */
export const linesOf = (text: string): readonly string[] => text.replace(/\n+$/, '').split('\n');

/** Returns how high a text is in heights of a line, with the room around it. */
export const heightInLines = (text: string, { reach }: Pick<Setting, 'reach'>): number =>
  linesOf(text).length + 2 * reach;
