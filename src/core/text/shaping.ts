import bidiFactory from 'bidi-js';
import { begin, Blob, Buffer, Direction, Face, Font, shape } from 'harfbuzzjs';
import { openTypeOf } from './woff';

/** A letter's outline, and where it stands in ems: x from the line's begin, y up from its base. */
export interface PlacedGlyph {
  readonly font: OpenFont;
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
}

/** A line of letters, from left to right as they are seen. */
export interface SetLine {
  readonly glyphs: readonly PlacedGlyph[];
  /** In ems. */
  readonly width: number;
}

/** Straight lines and curves of an outline, in ems, y up. */
export interface PathCommand {
  readonly type: string;
  readonly values: readonly number[];
}

let begun: Promise<void> | null = null;

/** Resolves once fonts can be opened; rejects when what sets letters could not be fetched. */
export function beginShaping(): Promise<void> {
  begun ??= begin().catch((error: unknown) => {
    begun = null;
    throw error;
  });
  return begun;
}

/** A font that letters are taken from, once shaping has begun. */
export class OpenFont {
  readonly #font: Font;
  readonly #unitsPerEm: number;
  readonly #outlines = new Map<number, readonly PathCommand[]>();
  /** Above and below the base, in ems; both positive. */
  readonly ascent: number;
  readonly descent: number;

  /** @param file a WOFF file; throws for any other */
  constructor(file: Uint8Array) {
    const face = new Face(new Blob(openTypeOf(file)));
    this.#font = new Font(face);
    this.#unitsPerEm = face.upem;
    const { ascender, descender } = this.#font.hExtents();
    this.ascent = ascender / face.upem;
    this.descent = -descender / face.upem;
  }

  has(character: number): boolean {
    return this.#font.nominalGlyph(character) !== undefined;
  }

  outline(glyph: number): readonly PathCommand[] {
    const known = this.#outlines.get(glyph);
    if (known) return known;
    const outline = this.#font.glyphToJson(glyph).map(({ type, values }) => ({
      type,
      values: values.map((value) => value / this.#unitsPerEm),
    }));
    this.#outlines.set(glyph, outline);
    return outline;
  }

  /** Returns the glyphs of letters that stand together, from left to right, by HarfBuzz. */
  shape(text: string, fromRight: boolean): SetLine {
    const buffer = new Buffer();
    buffer.addText(text);
    buffer.setDirection(fromRight ? Direction.RTL : Direction.LTR);
    buffer.guessSegmentProperties();
    shape(this.#font, buffer);
    let x = 0;
    const glyphs = buffer.getGlyphInfosAndPositions().map((one) => {
      const { codepoint: glyph, xAdvance = 0, xOffset = 0, yOffset = 0 } = one;
      const placed = { font: this, glyph, x: x + xOffset, y: yOffset };
      x += xAdvance;
      return placed;
    });
    const units = this.#unitsPerEm;
    return {
      glyphs: glyphs.map((one) => ({ ...one, x: one.x / units, y: one.y / units })),
      width: x / units,
    };
  }
}

const bidi = bidiFactory();

/** Returns the font of a character. */
type FontOf = (character: number) => OpenFont;

/** Letters that stand together: of one font, and read in one direction. */
interface Run {
  text: string;
  readonly font: OpenFont;
  readonly level: number;
}

/** Whether a character stays in the font of the one before, if that has it: marks, and what is no letter. */
const isDependent = (character: string): boolean =>
  !/[\p{L}\p{N}\p{S}]/u.test(character) || /\p{Emoji_Modifier}/u.test(character);

/** Whether a character is never seen, such as a joiner: it needs no font of its own. */
export const isUnseen = (character: string): boolean =>
  /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character);

function runsOf(line: string, first: OpenFont, fontOf: FontOf): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const runs: Run[] = [];
  let at = 0;
  for (const character of line) {
    const level = levels[at] ?? 0;
    at += character.length;
    const code = character.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    const stays = last && isDependent(character) && last.font.has(code);
    const font = stays || isUnseen(character) ? (last?.font ?? first) : fontOf(code);
    if (last && last.font === font && last.level === level) last.text += character;
    else runs.push({ text: character, font, level });
  }
  return runs;
}

/** Turns runs into the order that they are seen in. Source: Unicode Standard Annex 9, rule L2. */
function inVisualOrder(runs: readonly Run[]): readonly Run[] {
  let seen = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    const next: Run[] = [];
    let turned: Run[] = [];
    for (const run of seen) {
      if (run.level >= level) turned.unshift(run);
      else {
        next.push(...turned, run);
        turned = [];
      }
    }
    seen = [...next, ...turned];
  }
  return seen;
}

/** Sets a line of text in its fonts, in the order that it is seen in; `first` has what is never seen. */
export function setLine(line: string, first: OpenFont, fontOf: FontOf): SetLine {
  const glyphs: PlacedGlyph[] = [];
  let width = 0;
  for (const { text, font, level } of inVisualOrder(runsOf(line, first, fontOf))) {
    const run = font.shape(text, level % 2 === 1);
    for (const glyph of run.glyphs) glyphs.push({ ...glyph, x: width + glyph.x });
    width += run.width;
  }
  return { glyphs, width };
}
