import type { Result } from '../../base/result';
import type { DocumentMarks } from '../../programs/language';
import type { ReadDocument } from '../document';
import { readJson } from './json';

/** Returns where a line that is `line` begins, from `from` on; -1 where there is none. */
function lineAt(text: string, line: string, from: number): number {
  for (let at = text.indexOf(line, from); at >= 0; at = text.indexOf(line, at + 1)) {
    const startsLine = at === 0 || text[at - 1] === '\n';
    const end = text[at + line.length];
    if (startsLine && (end === undefined || end === '\n' || end === '\r')) return at;
  }
  return -1;
}

/**
 * Returns the pipeline that a program made here carries, or null when the text is not such a
 * program. Only the document is read; nothing of the program runs.
 * @param marks those of the program's language
 */
export function pipelineInProgram(
  text: string,
  { opens, closes }: DocumentMarks,
): Result<ReadDocument> | null {
  const mark = closes.charAt(0);
  // The first mark behind a line that opens ends the document, or shows that there is none.
  for (let at = lineAt(text, opens, 0); at >= 0; at = lineAt(text, opens, at + 1)) {
    const from = text.indexOf('\n', at) + 1;
    const end = from === 0 ? -1 : text.indexOf(mark, from);
    if (end < 0) break;
    if (lineAt(text.slice(end - 1, end + closes.length + 1), closes, 0) !== 1) continue;
    return readJson(text.slice(from, end).replaceAll('\r\n', '\n').slice(0, -1));
  }
  return null;
}

/**
 * The line that opens a picture which a program carries, and the lines of its bytes. Lines are found
 * one by one: a text of nothing but line ends has millions of them.
 */
const carriedOpens = /^[ \t]*["']asset:([0-9a-f]{64})["'](?:,|: \[)\r?\n(?:[ \t]*\[\r?\n)?/gmu;
const carriedLine = /[ \t]*["']([A-Za-z0-9+/=]+)["'],\r?\n/uy;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    // The lines are not what a program made here has: the picture counts as not carried.
    return null;
  }
}

/**
 * Returns the pictures that a program made here carries, by the hashes it gives them. Whether they
 * are what they are called is for the caller to check.
 */
export function assetsInProgram(text: string): Map<string, Uint8Array<ArrayBuffer>> {
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const opened of text.matchAll(carriedOpens)) {
    const [whole, hash = ''] = opened;
    const parts: string[] = [];
    carriedLine.lastIndex = opened.index + whole.length;
    for (let part; (part = carriedLine.exec(text)?.[1]);) parts.push(part);
    const bytes = bytesOf(parts.join(''));
    if (bytes) found.set(hash, bytes);
  }
  return found;
}
