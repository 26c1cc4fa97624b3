import type { ReadDocument } from '../documents/document';
import { readJson } from '../documents/json';
import type { Result } from '../result';

/** The document in a program, as python.ts and javascript.ts write it. */
const documents = [
  /^PIPELINE = r'''\n([^']*)\n'''$/mu,
  /^const PIPELINE = String\.raw`\n([^`]*)\n`;$/mu,
];

/**
 * Returns the pipeline that a program made here carries, or null when the text is not such a
 * program. Only the document is read; nothing of the program runs.
 */
export function pipelineInProgram(text: string): Result<ReadDocument> | null {
  for (const pattern of documents) {
    const found = pattern.exec(text.replaceAll('\r\n', '\n'))?.[1];
    if (found !== undefined) return readJson(found);
  }
  return null;
}

/** The line that opens a picture which a program carries, and the lines of its bytes. */
const carriedOpens = /^\s*["']asset:([0-9a-f]{64})["'](?:,|: \[)$/u;
const carriedLine = /^\s*["']([A-Za-z0-9+/=]+)["'],$/u;

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
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const hash = carriedOpens.exec(lines[index] ?? '')?.[1];
    if (hash === undefined) continue;
    const parts: string[] = [];
    if (lines[index + 1]?.trim() === '[') index += 1;
    for (let part; (part = carriedLine.exec(lines[index + 1] ?? '')?.[1]); index += 1) {
      parts.push(part);
    }
    const bytes = bytesOf(parts.join(''));
    if (bytes) found.set(hash, bytes);
  }
  return found;
}
