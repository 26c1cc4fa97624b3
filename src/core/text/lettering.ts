import { type Font, type Glyph, parse, type PathCommand } from 'opentype.js';
import type { Size } from '../base/geometry';
import { maskToPng } from './png';
import { type Outline, rasterise } from './rasterise';

/** The height of the letters' em square in the mask, in pixels; pictures reduce or enlarge it. */
const fontSize = 96;
/** Long lines are drawn smaller, so that masks are at most about this wide, in pixels. */
const widestMask = 6000;
/** Straight pieces that a curve is drawn with: finer than a hundredth of a pixel at this size. */
const piecesPerCurve = 12;

/** Draws lines of text with one font. */
export interface Lettering {
  /**
   * Returns a line of text as a PNG file: one band, 255 for ink. As high as the font's ascent and
   * descent, as wide as the text, at least one pixel. Characters that the font lacks are boxes.
   */
  png(text: string): Uint8Array;
  /** Returns how wide a line of text is, in its own heights, without drawing it. */
  widthOf(text: string): number;
}

/** A glyph, and where it begins in units of the font. */
interface Placed {
  readonly glyph: Glyph;
  readonly x: number;
}

/**
 * Sets glyphs one after the other with kerning. Ligatures are left out: the parser does not know
 * all of the font's, and Latin text reads well without.
 */
function setLine(font: Font, text: string): { placed: readonly Placed[]; advance: number } {
  const placed: Placed[] = [];
  let x = 0;
  for (const character of text) {
    const glyph = font.charToGlyph(character);
    const before = placed.at(-1);
    if (before) x += font.getKerningValue(before.glyph, glyph);
    placed.push({ glyph, x });
    x += glyph.advanceWidth ?? 0;
  }
  return { placed, advance: x };
}

/** Lines that are remembered: dragging a slider draws the same ones again and again. */
const remembered = 16;

/** Returns what draws text with the font in these bytes (OpenType, TrueType or WOFF). */
export function letteringOf(bytes: ArrayBuffer): Lettering {
  const font = parse(bytes);
  const known = new Map<string, Uint8Array>();
  return {
    png: (text) => {
      const drawn = known.get(text) ?? drawLine(font, text);
      if (known.size >= remembered) known.clear();
      known.set(text, drawn);
      return drawn;
    },
    widthOf: (text) => {
      const { width, height } = sizeOf(font, setLine(font, text).advance);
      return width / height;
    },
  };
}

/** Returns the size of a mask in pixels, and how many of them a unit of the font has. */
function sizeOf(font: Font, advance: number): Size & { readonly scale: number } {
  const natural = fontSize / font.unitsPerEm;
  const scale = Math.min(natural, widestMask / Math.max(1, advance));
  return {
    width: Math.max(1, Math.ceil(advance * scale)),
    height: Math.max(1, Math.ceil((font.ascender - font.descender) * scale)),
    scale,
  };
}

function drawLine(font: Font, text: string): Uint8Array {
  const { placed, advance } = setLine(font, text);
  const { width, height, scale } = sizeOf(font, advance);
  const outlines = placed.flatMap(({ glyph, x }) =>
    outlinesOf(glyph.getPath(x * scale, font.ascender * scale, font.unitsPerEm * scale).commands),
  );
  return maskToPng(rasterise(outlines, width, height));
}

function outlinesOf(commands: readonly PathCommand[]): Outline[] {
  const outlines: [number, number][][] = [];
  let [x, y] = [0, 0];
  const to = (nextX: number, nextY: number): void => {
    outlines.at(-1)?.push([nextX, nextY]);
    [x, y] = [nextX, nextY];
  };
  for (const command of commands) {
    if (command.type === 'M') {
      outlines.push([]);
      to(command.x, command.y);
    } else if (command.type === 'L') {
      to(command.x, command.y);
    } else if (command.type === 'Q' || command.type === 'C') {
      const [startX, startY] = [x, y];
      for (let piece = 1; piece <= piecesPerCurve; piece += 1) {
        const t = piece / piecesPerCurve;
        const u = 1 - t;
        if (command.type === 'Q') {
          to(
            u * u * startX + 2 * u * t * command.x1 + t * t * command.x,
            u * u * startY + 2 * u * t * command.y1 + t * t * command.y,
          );
        } else {
          to(
            u * u * u * startX +
              3 * u * u * t * command.x1 +
              3 * u * t * t * command.x2 +
              t * t * t * command.x,
            u * u * u * startY +
              3 * u * u * t * command.y1 +
              3 * u * t * t * command.y2 +
              t * t * t * command.y,
          );
        }
      }
    }
  }
  return outlines;
}
