import { outlineAround, shadowBelow } from './around';
import { type FaceFile, facesFor, latin } from './faces';
import { heightInLines, linesOf, plainly, type Setting } from './lines';
import { maskToPng } from './png';
import { type Mask, type Outline, rasterise } from './rasterise';
import {
  beginShaping,
  isUnseen,
  OpenFont,
  type PathCommand,
  type SetLine,
  setLine,
} from './shaping';

/** The height of the letters' em square in the mask, in pixels; pictures reduce or enlarge it. */
const fontSize = 96;
/** Long lines are drawn smaller, so that masks are at most about this wide, in pixels. */
const widestMask = 6000;
/** And many lines, so that masks have at most about this many pixels. */
const largestMask = 4_000_000;
/** The same where something lies around the letters, which takes longer to draw. */
const largestWithEdge = 1_000_000;
/** Straight pieces that a curve is drawn with: finer than a hundredth of a pixel at this size. */
const piecesPerCurve = 12;
/** Texts that are remembered: dragging a slider draws the same ones again and again. */
const remembered = 16;

/** Resolves to the bytes of a font's file; rejects when it cannot be had. */
export type FetchFont = (url: string) => Promise<Uint8Array>;

/** A text whose lines are set, and the height of each of them in ems. */
interface SetText {
  readonly lines: readonly SetLine[];
  readonly ascent: number;
  readonly lineHeight: number;
  /** That of the widest line, in ems. */
  readonly width: number;
}

/** Draws texts with the fonts that the site has. */
export class Lettering {
  /** By address. */
  readonly #fonts = new Map<string, OpenFont>();
  readonly #known = new Map<string, Uint8Array>();

  private constructor(
    private readonly fetchFont: FetchFont,
    private readonly first: OpenFont,
  ) {}

  /** Resolves to what draws Latin letters; rejects when their font cannot be had. */
  static async begin(fetchFont: FetchFont): Promise<Lettering> {
    if (!latin) throw new Error('the site has no font for Latin letters');
    const [file] = await Promise.all([fetchFont(latin.url), beginShaping()]);
    const lettering = new Lettering(fetchFont, new OpenFont(file));
    lettering.#fonts.set(latin.url, lettering.first);
    return lettering;
  }

  /** Fetches the fonts that these texts need; rejects when one cannot be had. */
  async ready(texts: Iterable<string>): Promise<void> {
    for (const text of texts) {
      const wanted = [...new Set(text.normalize())]
        .filter((character) => !isUnseen(character))
        .map((character) => character.codePointAt(0) ?? 0);
      // Most are in the first file that is asked: all of those come at once.
      const likely = wanted.flatMap((code) => facesFor(code, text)[0] ?? []);
      await Promise.all([...new Set(likely)].map((face) => this.#open(face)));
      for (const code of wanted) {
        for (const face of facesFor(code, text)) {
          if ((await this.#open(face)).has(code)) break;
        }
      }
    }
  }

  /**
   * Returns a text as a PNG file: one band, 255 for ink. As wide as its widest line and as high as
   * its lines, with the setting's room around them, at least one pixel. Each line is as high as the
   * letters' fonts and all that is drawn need. Characters that no fetched font has are boxes.
   */
  png(text: string, setting: Setting = plainly): Uint8Array {
    const key = JSON.stringify([text, setting]);
    const known = this.#known.get(key);
    if (known) return known;
    const drawn = maskToPng(this.#draw(text, setting));
    if (this.#known.size >= remembered) this.#known.clear();
    this.#known.set(key, drawn);
    return drawn;
  }

  /** Returns how wide a text is in heights of a line, with the room around it, without drawing it. */
  widthOf(text: string, { reach }: Pick<Setting, 'reach'> = plainly): number {
    const { width, lineHeight } = this.#set(text);
    return width / lineHeight + 2 * reach;
  }

  /** Returns the characters of a text that no fetched font has, each once: those that are boxes. */
  undrawn(given: string): string {
    const text = given.normalize();
    const seen = [...new Set(text)].filter((one) => !isUnseen(one) && one.trim() !== '');
    return seen
      .filter((one) => {
        const code = one.codePointAt(0) ?? 0;
        return !facesFor(code, text).some(({ url }) => this.#fonts.get(url)?.has(code));
      })
      .join('');
  }

  async #open({ url }: FaceFile): Promise<OpenFont> {
    const known = this.#fonts.get(url);
    if (known) return known;
    const font = new OpenFont(await this.fetchFont(url));
    this.#fonts.set(url, font);
    // What was drawn with boxes in their place.
    this.#known.clear();
    return font;
  }

  #set(given: string): SetText {
    // Letters and their marks, as one may type them apart, are one where there is one.
    const text = given.normalize();
    const fontOf = (character: number): OpenFont => {
      const fonts = facesFor(character, text).map(({ url }) => this.#fonts.get(url));
      return fonts.find((font) => font?.has(character)) ?? this.first;
    };
    const lines = linesOf(text).map((line) => setLine(line, this.first, fontOf));
    let { ascent, descent } = this.first;
    const fonts = [...text].filter((character) => /[\p{L}\p{M}]/u.test(character));
    for (const font of new Set(fonts.map((character) => fontOf(character.codePointAt(0) ?? 0)))) {
      ascent = Math.max(ascent, font.ascent);
      descent = Math.max(descent, font.descent);
    }
    for (const { glyphs } of lines) {
      for (const { font, glyph, y } of glyphs) {
        for (const { values } of font.outline(glyph)) {
          for (let at = 1; at < values.length; at += 2) {
            ascent = Math.max(ascent, (values[at] ?? 0) + y);
            descent = Math.max(descent, -(values[at] ?? 0) - y);
          }
        }
      }
    }
    const width = Math.max(...lines.map((line) => line.width));
    return { lines, ascent, lineHeight: ascent + descent, width };
  }

  #draw(text: string, setting: Setting): Mask {
    const { lines, ascent, lineHeight, width } = this.#set(text);
    const room = setting.reach * lineHeight;
    const [wide, high] = [width + 2 * room, heightInLines(text, setting) * lineHeight];
    const largest = setting.reach === 0 ? largestMask : largestWithEdge;
    const scale = Math.min(fontSize, widestMask / wide, Math.sqrt(largest / (wide * high)));
    const outlines = lines.flatMap((line, index) => {
      const spare = { left: 0, centre: 0.5, right: 1 }[setting.align] * (width - line.width);
      const base = room + index * lineHeight + ascent;
      return line.glyphs.flatMap(({ font, glyph, x, y }) =>
        outlinesOf(font.outline(glyph), [room + spare + x, base - y], scale),
      );
    });
    const pixels = (ems: number): number => Math.max(1, Math.ceil(ems * scale));
    const letters = rasterise(outlines, pixels(wide), pixels(high));
    if (setting.part === 'letters') return letters;
    const around = setting.part === 'outline' ? outlineAround : shadowBelow;
    return around(letters, room * scale, setting.opacity);
  }
}

/** Returns outlines in pixels, y down, of one in ems, y up, that stands at a place in ems. */
function outlinesOf(
  commands: readonly PathCommand[],
  [left, base]: readonly [x: number, y: number],
  scale: number,
): Outline[] {
  const outlines: [number, number][][] = [];
  let from: readonly [number, number] = [0, 0];
  for (const { type, values } of commands) {
    const points: [number, number][] = [];
    for (let at = 0; at + 1 < values.length; at += 2) {
      points.push([(left + (values[at] ?? 0)) * scale, (base - (values[at + 1] ?? 0)) * scale]);
    }
    const to = points.at(-1);
    if (!to) continue;
    if (type === 'M') outlines.push([to]);
    else if (type === 'L') outlines.at(-1)?.push(to);
    else {
      for (let piece = 1; piece <= piecesPerCurve; piece += 1) {
        outlines.at(-1)?.push(onCurve([from, ...points], piece / piecesPerCurve));
      }
    }
    from = to;
  }
  return outlines;
}

/** Returns a point of a Bézier curve. Source: de Casteljau's construction. */
function onCurve(points: readonly (readonly [number, number])[], t: number): [number, number] {
  let left = points;
  while (left.length > 1) {
    left = left.slice(1).map((point, index) => {
      const [x, y] = left[index] ?? point;
      return [x + (point[0] - x) * t, y + (point[1] - y) * t] as const;
    });
  }
  const [x, y] = left[0] ?? [0, 0];
  return [x, y];
}
