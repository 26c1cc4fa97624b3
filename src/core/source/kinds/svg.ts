import type { Size } from '../../base/geometry';
import { HeaderFault, type ByteView, type HeaderBytes } from '../byte-reader';
import { plainHeader, type ImageHeader } from '../image-header';

/** Bytes of text in which the root element must end. */
export const maxSvgText = 256 * 1024;
/** Assumed where a drawing states no size; the renderer will take the size of what is drawn. */
const sideWithoutSize = 100;

/** One inch in pixels, as CSS has it; libvips takes 72 unless it is told. */
export const svgDotsPerInch = 96;

/** Pixels per unit; the proportions of the absolute units are CSS Values 4, section 6.2. */
const pixelsPerUnit = new Map([
  ['', 1],
  ['px', 1],
  ['in', svgDotsPerInch],
  ['cm', svgDotsPerInch / 2.54],
  ['mm', svgDotsPerInch / 25.4],
  ['q', svgDotsPerInch / 101.6],
  ['pt', svgDotsPerInch / 72],
  ['pc', svgDotsPerInch / 6],
  ['em', 16],
  ['rem', 16],
  ['ex', 8],
]);

/** A document's first element: its name without prefix, and its start tag's attributes. */
export interface RootElement {
  readonly name: string;
  /** Where its start tag begins, in bytes. */
  readonly at: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly hasInternalSubset: boolean;
}

/**
 * Reads an SVG's size from its root element: width and height with their units, else the viewBox.
 * A drawing whose DOCTYPE defines entities is refused: a few lines of them can expand to gigabytes.
 */
export async function readSvg(file: HeaderBytes): Promise<ImageHeader> {
  const root = readRootElement(await file.upTo(0, maxSvgText));
  if (root === undefined) throw new HeaderFault('damaged', 'does not say how large its picture is');
  if (root.hasInternalSubset) {
    throw new HeaderFault(
      'refused',
      'defines its own entities, which are not accepted because they can make a file explode',
      'Save it again as plain SVG, without a document type definition.',
    );
  }
  return { ...plainHeader, format: 'svg', bands: 4, hasAlpha: true, ...size(root.attributes) };
}

function size(
  attributes: ReadonlyMap<string, string>,
): Pick<ImageHeader, 'width' | 'height' | 'sizeGuessed'> {
  const box = viewBox(attributes.get('viewBox'));
  const width = length(attributes.get('width'), box?.width);
  const height = length(attributes.get('height'), box?.height);
  const shape = box === undefined ? 1 : box.width / box.height;
  const across = width ?? (height === undefined ? (box?.width ?? sideWithoutSize) : height * shape);
  const down = height ?? (width === undefined ? (box?.height ?? sideWithoutSize) : width / shape);
  const stated = box !== undefined || (width !== undefined && height !== undefined);
  return {
    width: wholePixels(across),
    height: wholePixels(down),
    ...(stated ? {} : { sizeGuessed: true }),
  };
}

/** Returns the sides that a drawing without a viewBox states, in whole pixels. */
export function statedSides(attributes: ReadonlyMap<string, string>): {
  readonly width: number | null;
  readonly height: number | null;
} {
  const side = (name: string): number | null => {
    const pixels = length(attributes.get(name), undefined);
    return pixels === undefined ? null : wholePixels(pixels);
  };
  return { width: side('width'), height: side('height') };
}

const wholePixels = (side: number): number =>
  Math.min(Math.max(1, Math.round(side)), Number.MAX_SAFE_INTEGER);

function viewBox(text: string | undefined): Size | undefined {
  const [, , width, height] = (text ?? '')
    .trim()
    .split(/[\s,]+/u, 5)
    .map(Number);
  if (width === undefined || height === undefined || !(width > 0) || !(height > 0)) {
    return undefined;
  }
  return Number.isFinite(width) && Number.isFinite(height) ? { width, height } : undefined;
}

/** Returns a length in pixels; a percentage is of `whole`; undefined when there is none. */
function length(text: string | undefined, whole: number | undefined): number | undefined {
  const match =
    /^\s*\+?(\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e([+-]?\d{1,3}))?\s*([a-z%]*)\s*$/iu.exec(
      (text ?? '').slice(0, 100),
    );
  const digits = match?.[1];
  if (digits === undefined) return undefined;
  const amount = Number(digits) * 10 ** Number(match?.[2] ?? 0);
  const unit = (match?.[3] ?? '').toLowerCase();
  if (unit === '%') return whole === undefined ? undefined : (whole * amount) / 100;
  const factor = pixelsPerUnit.get(unit);
  const pixels = factor === undefined ? undefined : amount * factor;
  return pixels !== undefined && pixels > 0 && Number.isFinite(pixels) ? pixels : undefined;
}

/**
 * Returns the first element of an XML text, or undefined when it does not begin like XML or its
 * root element does not end within `text`. Comments, declarations and the DOCTYPE are skipped;
 * nothing is expanded or looked up.
 */
export function readRootElement(view: ByteView): RootElement | undefined {
  const before = view.bytes[0] === 0xef ? 3 : 0;
  const text = view.text(before, view.length);
  let hasInternalSubset = false;
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    if (text[at] !== '<') return undefined;
    if (text.startsWith('<!--', at)) {
      at = after(text, '-->', at + 4);
    } else if (text.startsWith('<?', at)) {
      at = after(text, '?>', at + 2);
    } else if (text.slice(at, at + 9).toUpperCase() === '<!DOCTYPE') {
      const end = doctypeEnd(text, at + 9);
      // What follows an internal subset is not looked at: the file is refused because of it.
      hasInternalSubset ||= end.subset;
      at = end.at;
    } else {
      const tag = startTag(text, at + 1);
      return tag === undefined ? undefined : { ...tag, at: before + at, hasInternalSubset };
    }
    if (at < 0) return undefined;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

function doctypeEnd(text: string, from: number): { at: number; subset: boolean } {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if (letter === '[') {
      return { at: after(text, ']>', at), subset: true };
    } else if (letter === '>') {
      return { at: at + 1, subset: false };
    }
  }
  return { at: -1, subset: false };
}

function startTag(
  text: string,
  from: number,
): Pick<RootElement, 'name' | 'attributes'> | undefined {
  const name = /^[A-Za-z_][\w.:-]{0,200}/u.exec(text.slice(from, from + 201))?.[0];
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  const pattern = /\s+([^\s=<>/'"]{1,200})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
  pattern.lastIndex = from + name.length;
  for (let end = pattern.lastIndex; ; end = pattern.lastIndex) {
    const match = pattern.exec(text);
    const key = match?.[1];
    if (key === undefined) {
      return /^\s*\/?>/u.test(text.slice(end, end + 1_000))
        ? { name: name.slice(name.indexOf(':') + 1), attributes }
        : undefined;
    }
    if (!attributes.has(key)) attributes.set(key, match?.[2] ?? match?.[3] ?? '');
  }
}
