import { letters } from './json-shape';
import type { Place } from './text';

/** What hears of a text as it is walked through. */
export interface Walker {
  /** A name of the object that was opened last and is not closed. */
  name(name: string, place: () => Place): void;
  /**
   * What stands behind a name, in a list, or alone.
   * @param index which of its list it is, from 0; null where it is in none
   * @param isOpening whether it is a list or an object
   * @returns whether what is in it is told of, too
   */
  value(index: number | null, isOpening: boolean, place: () => Place): boolean;
  /** The end of a list or an object whose contents were told of. */
  closed(): void;
}

const { quote, backslash, comma, colon, openList, closeList, openObject, closeObject } = letters;
const space = 0x20;
const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrder = 0xfeff;

/**
 * Walks through a text that is JSON, as `JSON.parse` has found; a mark of byte order may stand before
 * it. Much faster than a parser that goes on behind faults, and calls nothing for what is passed over.
 */
export function walkJson(text: string, walker: Walker): void {
  /** Of each list that is open the index of its next item; null for objects. */
  const open: (number | null)[] = [];
  /** How many lists and objects around this place are passed over. */
  let hidden = 0;
  let isName = false;
  let [line, lineStart, at] = [1, 0, 0];
  const place = (): Place => ({ line, column: at - lineStart + 1, offset: at });

  /** Tells of a value; returns whether what is in it is told of. */
  const value = (isOpening: boolean): boolean => {
    const index = open.at(-1) ?? null;
    if (index !== null) open[open.length - 1] = index + 1;
    return hidden === 0 && walker.value(index, isOpening, place);
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    switch (code) {
      case quote: {
        let end = at + 1;
        let isPlain = true;
        for (let next = text.charCodeAt(end); next !== quote; next = text.charCodeAt(end)) {
          if (next === backslash) isPlain = false;
          end += next === backslash ? 2 : 1;
        }
        if (!isName) value(false);
        else if (hidden === 0) {
          const raw = text.slice(at, end + 1);
          walker.name(isPlain ? raw.slice(1, -1) : String(JSON.parse(raw)), place);
        }
        isName = false;
        at = end + 1;
        break;
      }
      case openObject:
      case openList:
        if (!value(true)) hidden += 1;
        isName = code === openObject;
        open.push(isName ? null : 0);
        at += 1;
        break;
      case closeObject:
      case closeList:
        open.pop();
        isName = false;
        if (hidden === 0) walker.closed();
        else hidden -= 1;
        at += 1;
        break;
      case comma:
        isName = open.at(-1) === null;
        at += 1;
        break;
      case lineFeed:
      case carriageReturn:
        at += code === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1;
        line += 1;
        lineStart = at;
        break;
      case space:
      case tab:
      case colon:
      case byteOrder:
        at += 1;
        break;
      default:
        // A number or a word.
        value(false);
        do at += 1;
        while (isInside(text.charCodeAt(at)));
    }
  }
}

/** Whether a letter goes on with a number or a word; not behind the end of the text. */
const isInside = (code: number): boolean =>
  code > space && code !== comma && code !== colon && code !== closeList && code !== closeObject;
