// What we use of opentype.js, for the check of core without a browser's types: its own types ask for
// all of them.

interface Move {
  readonly x: number;
  readonly y: number;
}
interface Bend extends Move {
  readonly x1: number;
  readonly y1: number;
}

export type PathCommand =
  | (Move & { readonly type: 'M' | 'L' })
  | (Bend & { readonly type: 'Q' })
  | (Bend & { readonly type: 'C'; readonly x2: number; readonly y2: number })
  | { readonly type: 'Z' };

export interface Glyph {
  readonly advanceWidth?: number;
  getPath(x: number, y: number, size: number): { readonly commands: readonly PathCommand[] };
}

export interface Font {
  readonly unitsPerEm: number;
  readonly ascender: number;
  readonly descender: number;
  charToGlyph(character: string): Glyph;
  getKerningValue(left: Glyph, right: Glyph): number;
}

export function parse(bytes: ArrayBuffer): Font;
