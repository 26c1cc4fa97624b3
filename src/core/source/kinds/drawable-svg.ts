import type { Size } from '../../base/geometry';
import { ByteView } from '../byte-reader';
import { readRootElement, statedSides } from './svg';

/** What a drawing without a size takes in browsers (CSS Images 3, section 4.1). */
const usual: Size = { width: 300, height: 150 };

/** Whether a drawing has letters, which need fonts. */
export const hasText = (svg: Uint8Array): boolean =>
  /<(?:[\w.-]{1,40}:)?text[\s>]/u.test(new TextDecoder('latin1').decode(svg));

/**
 * Returns the size for a drawing that does not state all of it: of a side that it does not state, the
 * browsers' own size, or all that is drawn if that is more.
 * @param extent how far what is drawn reaches to the right and down, letters not counted
 */
export function sizeWithout(bytes: Uint8Array, extent: Size): Size {
  const root = readRootElement(new ByteView(bytes));
  const { width, height } = statedSides(root?.attributes ?? new Map());
  return {
    width: width ?? Math.max(usual.width, extent.width),
    height: height ?? Math.max(usual.height, extent.height),
  };
}

/**
 * Returns a drawing as one of so many pixels, for a browser to draw as a picture: in that way
 * nothing of it runs and nothing is fetched. Foreign objects are left out, for browsers
 * hand out no pixels of what holds them. Null when its root element cannot be found.
 * @param own size in pixels that the drawing has
 * @param wanted size in pixels that it is to have
 */
export function drawableSvg(bytes: Uint8Array, own: Size, wanted: Size): string | null {
  const root = readRootElement(new ByteView(bytes));
  if (root === undefined) return null;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, root.at));
  const encoding = /encoding\s*=\s*["']([\w.-]{1,40})["']/u.exec(start)?.[1] ?? 'utf-8';
  const text = withoutForeign(decoded(bytes.subarray(root.at), encoding));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wanted.width}" height="${wanted.height}"` +
    ` viewBox="0 0 ${own.width} ${own.height}" preserveAspectRatio="none">${text}</svg>`
  );
}

function decoded(bytes: Uint8Array, encoding: string): string {
  const plain = new Uint8Array(bytes);
  try {
    return new TextDecoder(encoding).decode(plain);
  } catch {
    // No such encoding: most are UTF-8 all the same.
    return new TextDecoder().decode(plain);
  }
}

const opening = /<([\w.-]{1,40}:)?foreignObject[\s/>]/u;

function withoutForeign(text: string): string {
  const kept: string[] = [];
  let rest = text;
  for (;;) {
    const found = opening.exec(rest);
    if (found === null) return [...kept, rest].join('');
    const tagEnd = rest.indexOf('>', found.index);
    const isEmpty = rest[tagEnd - 1] === '/';
    const end = `</${found[1] ?? ''}foreignObject`;
    const close = isEmpty ? tagEnd : rest.indexOf(end, tagEnd);
    const after = close < 0 ? -1 : rest.indexOf('>', close);
    if (tagEnd < 0 || after < 0) return [...kept, rest].join('');
    kept.push(rest.slice(0, found.index));
    rest = rest.slice(after + 1);
  }
}
