import { type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { appError } from '../errors';
import { limits } from '../limits';
import type { Pipeline } from '../pipeline/pipeline';
import { fail, type Result } from '../result';
import { type DocumentExtras, type ReadDocument, writeDocument } from './document';
import { readDocument } from './read-document';
import { failedAt, locatedResult, type Place, placeOf, placesOf, tooLarge } from './text';

/** Returns a document as JSON text: two spaces of indentation, a key a line, a line break at the end. */
export const writeJson = (pipeline: Pipeline, extras: DocumentExtras = {}): string =>
  `${JSON.stringify(writeDocument(pipeline, extras), null, 2)}\n`;

/** What the parser's findings mean, in words. */
const words: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this word is not JSON; texts stand in double quotes',
  InvalidNumberFormat: 'this is not a number as JSON writes it',
  PropertyNameExpected: 'a name in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'the document has ended before this',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'this text has no closing quote',
  UnexpectedEndOfNumber: 'this number is not finished',
  InvalidUnicode: 'this \\u escape is not finished',
  InvalidEscapeCharacter: 'this escape is not known to JSON',
  InvalidCharacter: 'a character that texts must write as an escape',
};

function treeOf(text: string): { tree: Node | undefined; errors: ParseError[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  return { tree, errors };
}

function placesIn(text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  const placeAt = placesOf(text);
  const walk = (node: Node, path: string, offset: number): void => {
    places.set(path, placeAt(offset));
    if (node.type === 'object') {
      for (const { children: [key, value] = [] } of node.children ?? []) {
        if (!key || !value) continue;
        const name = String(key.value);
        walk(value, path === '' ? name : `${path}.${name}`, key.offset);
      }
    }
    if (node.type === 'array') {
      for (const [index, item] of (node.children ?? []).entries()) {
        walk(item, `${path}[${index}]`, item.offset);
      }
    }
  };
  const { tree } = treeOf(text);
  if (tree) walk(tree, '', tree.offset);
  return places;
}

/**
 * How deep brackets are nested, so that no parser that calls itself meets more than it can bear.
 * Letter by letter: an expression that skips texts would look for the end of one again and again.
 */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inText) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** Parses JSON; a failure names the line and says what is expected there. */
export function parseJson(text: string): Result<unknown> {
  const large = tooLarge(text);
  if (large) return fail(large);
  const source = text.replace(/^\ufeff/, '');
  if (isDeeper(source, limits.document.depth)) {
    const message = `This document is nested deeper than ${limits.document.depth} levels.`;
    return fail(appError('CFG-SIZE', message, { safe: 'Nothing was changed.' }));
  }
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch {
    const [first] = treeOf(source).errors;
    const reason = first ? words[printParseErrorCode(first.error)] : undefined;
    const error = appError('CFG-SHAPE', `This is not JSON: ${reason ?? 'it cannot be read'}.`, {
      safe: 'Nothing was changed.',
    });
    return fail(failedAt(error, first ? placeOf(source, first.offset) : null));
  }
}

/** Reads a document from JSON text, as far as possible; problems and failures name their lines. */
export function readJson(text: string): Result<ReadDocument> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  return locatedResult(readDocument(parsed.value), () => placesIn(text));
}
