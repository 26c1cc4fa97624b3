import { number } from '../../base/words';
import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { appError } from '../../base/errors';
import { limits } from '../../base/limits';
import type { Pipeline } from '../../pipeline/pipeline';
import { fail, ok, type Result } from '../../base/result';
import { type DocumentExtras, type ReadDocument, writeDocument } from '../document';
import { duplicatesIn } from './json-duplicates';
import { type JsonShape, shapeOf } from './json-shape';
import { placesIn } from './json-places';
import { readDocument } from '../read-document';
import { failedAt, locatedResult, placeOf, tooLarge } from './text';

/**
 * Returns a document as JSON text: two spaces of indentation, a key a line, a line break at the end;
 * or without spaces, where it would be larger than what is read.
 */
export function writeJson(pipeline: Pipeline, extras: DocumentExtras = {}): string {
  const document = writeDocument(pipeline, extras);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  return tooLarge(text) ? JSON.stringify(document) : text;
}

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
  InvalidCommentToken: 'comments are not JSON; YAML allows them',
  UnexpectedEndOfComment: 'comments are not JSON; YAML allows them',
  UnexpectedEndOfString: 'this text has no closing quote',
  UnexpectedEndOfNumber: 'this number is not finished',
  InvalidUnicode: 'this \\u escape is not finished',
  InvalidEscapeCharacter: 'this escape is not known to JSON',
  InvalidCharacter: 'a character that texts must write as an escape',
};

/** Returns in words what is wrong where a text has its first fault. */
function reasonOf({ code, offset }: Fault, text: string): string | undefined {
  const found = printParseErrorCode(code);
  const isWord = /[\p{L}\p{N}_'$]/u.test(text.charAt(offset));
  return found === 'InvalidSymbol' && !isWord ? 'this character is not JSON' : words[found];
}

/** Thrown to end the reading of a text at its first fault. */
class Fault extends Error {
  constructor(
    readonly code: ParseErrorCode,
    readonly offset: number,
  ) {
    super('fault');
  }
}

/** Returns the first fault of a text that is no JSON, or null. */
function firstFault(text: string): Fault | null {
  const onError = (code: ParseErrorCode, offset: number): never => {
    throw new Fault(code, offset);
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  return null;
}

/**
 * Parses JSON; a failure names the line and says what is expected there.
 * @param around levels of nesting that stand around a document
 */
export function parseJson(text: string, around = 0): Result<unknown> {
  const { bytes, depth, lists } = limits.document;
  return parseJsonWithin(text, { bytes, depth: depth + around, lists });
}

/** The same for what may be larger than a document. */
export function parseJsonWithin(
  text: string,
  { bytes, ...max }: JsonShape & { readonly bytes: number },
): Result<unknown> {
  const large = tooLarge(text, bytes);
  if (large) return fail(large);
  const source = text.replace(/^\ufeff/, '');
  const { depth, lists } = shapeOf(source, max);
  if (depth > max.depth || lists > max.lists) {
    const message =
      depth > max.depth
        ? `This document is nested deeper than ${max.depth} levels.`
        : `This document has more than ${number(max.lists)} lists and objects, which no pipeline needs.`;
    return fail(appError('CFG-SIZE', message, { safe: 'Nothing was changed.' }));
  }
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch {
    const first = firstFault(source);
    const reason = first ? reasonOf(first, source) : undefined;
    const error = appError('CFG-SHAPE', `This is not JSON: ${reason ?? 'it cannot be read'}.`, {
      safe: 'Nothing was changed.',
    });
    return fail(failedAt(error, first ? placeOf(source, first.offset) : null));
  }
}

/**
 * Reads a document from JSON text, as far as possible; problems and failures name their lines.
 * @param came what the text is as JSON; absent or null where nobody has looked
 */
export function readJson(text: string, came: Result<unknown> | null = null): Result<ReadDocument> {
  const parsed = came ?? parseJson(text);
  if (!parsed.ok) return parsed;
  // It was not deeper when it was parsed: that is not looked for again.
  const document = readDocument(parsed.value, limits.document.depth);
  const read = locatedResult(document, (wanted) => placesIn(text, wanted));
  if (!read.ok) return read;
  const problems = [...duplicatesIn(text), ...read.value.problems];
  return ok({ ...read.value, problems });
}
