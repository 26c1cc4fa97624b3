/** The letters by which JSON is told apart, as numbers. */
export const letters = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  openList: 0x5b,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

const { quote, backslash, openList, closeList, openObject, closeObject } = letters;

/** How deep brackets are nested in a text of JSON, and how many lists and objects there are. */
export interface JsonShape {
  readonly depth: number;
  readonly lists: number;
}

/**
 * Returns the shape of a text of JSON before it is parsed, so that no parser meets more than it can
 * bear: those that call themselves run out of stack, and each list takes a microsecond. Stops where
 * the shape is beyond `max`. Letter by letter: an expression that skips texts would look for the
 * end of one again and again.
 */
export function shapeOf(text: string, max: JsonShape): JsonShape {
  let deepest = 0;
  let depth = 0;
  let lists = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === backslash) at += 1;
      else if (code === quote) inText = false;
    } else if (code === quote) inText = true;
    else if (code === openList || code === openObject) {
      depth += 1;
      lists += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > max.depth || lists > max.lists) break;
    } else if (code === closeList || code === closeObject) depth -= 1;
  }
  return { depth: deepest, lists };
}

/** Whether a text of JSON is nowhere nested deeper, and has no more lists, than `max`. */
export function isModestJson(text: string, max: JsonShape): boolean {
  const { depth, lists } = shapeOf(text, max);
  return depth <= max.depth && lists <= max.lists;
}
