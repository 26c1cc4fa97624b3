import { applyFilter, isFilter } from './filters';
import { outputName } from './safe-file-name';
import { type NameFacts, tokenNamed } from './tokens';

/** A part of a pattern that cannot be used; `start` and `end` are positions in its text. */
export interface PatternProblem {
  readonly start: number;
  readonly end: number;
  /** One sentence. */
  readonly text: string;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'token';
      readonly choices: readonly Choice[];
      readonly filters: readonly string[];
    };

/** What is tried in turn: a token with its format, or words that stand as they are. */
type Choice =
  | { readonly kind: 'fact'; readonly name: string; readonly format: string }
  | { readonly kind: 'words'; readonly text: string };

/** A file name with tokens, such as "{name}-{width|slug}", taken apart. */
export interface Pattern {
  readonly parts: readonly Part[];
  readonly problems: readonly PatternProblem[];
}

/**
 * Takes a pattern apart. Never throws: what cannot be used is left out and listed under `problems`.
 * A token is `{name}` or `{name:format}`; after `|` come further choices for when it is not known
 * (tokens, or words as they stand) and filters. `{{` and `}}` are braces.
 */
export function parsePattern(text: string): Pattern {
  const parts: Part[] = [];
  const problems: PatternProblem[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (two === '{{' || two === '}}') {
      plain += two.charAt(0);
      at += 2;
    } else if (text.charAt(at) === '{') {
      const close = text.indexOf('}', at);
      const end = close < 0 ? text.length : close + 1;
      const problem =
        close < 0 ? 'This brace is never closed.' : readToken(text.slice(at + 1, close));
      if (typeof problem === 'string') problems.push({ start: at, end, text: problem });
      else {
        flush();
        parts.push(problem);
      }
      at = end;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  flush();
  return { parts, problems };
}

/** Returns the token between braces, or why it is none. */
function readToken(inside: string): Part | string {
  const [first = '', ...rest] = inside.split('|').map((piece) => piece.trim());
  if (first === '') return 'There is no token between these braces.';
  const choices: Choice[] = [];
  const filters: string[] = [];
  for (const [index, piece] of [first, ...rest].entries()) {
    const colon = piece.indexOf(':');
    const name = colon < 0 ? piece : piece.slice(0, colon);
    const format = colon < 0 ? '' : piece.slice(colon + 1);
    const token = tokenNamed(name);
    if (token) {
      if (format !== '' && !token.takes(format)) return `{${name}} has no format “${format}”.`;
      choices.push({ kind: 'fact', name, format });
    } else if (index > 0 && isFilter(piece)) filters.push(piece);
    else if (index === 0) return `There is no token {${name}}.`;
    else choices.push({ kind: 'words', text: piece });
  }
  return { kind: 'token', choices, filters };
}

/** Returns the names of the tokens that a pattern uses. */
export const tokensOf = ({ parts }: Pattern): ReadonlySet<string> =>
  new Set(
    parts.flatMap((part) =>
      part.kind === 'token'
        ? part.choices.flatMap((choice) => (choice.kind === 'fact' ? [choice.name] : []))
        : [],
    ),
  );

function valueOf(part: Part, facts: NameFacts): string {
  if (part.kind === 'text') return part.text;
  for (const choice of part.choices) {
    const value =
      choice.kind === 'words'
        ? choice.text
        : (tokenNamed(choice.name)?.value(facts, choice.format) ?? '');
    if (value !== '')
      return part.filters.reduce((text, filter) => applyFilter(filter, text), value);
  }
  return '';
}

/**
 * Returns the name that a pattern gives a file, with its extension: one safe segment of a path
 * (safe-file-name.ts). A pattern of which nothing is left gives the source's own name.
 * @param extension without the dot
 */
export function nameFrom(pattern: Pattern, facts: NameFacts, extension: string): string {
  const raw = pattern.parts.map((part) => valueOf(part, facts)).join('');
  // A slash in a value, such as in a camera's name, must not become a folder.
  const flat = raw.replace(/[/\\:]+/gu, '-');
  const bare = flat.trim() === '' ? facts.name : flat;
  return outputName(bare, extension);
}

/** Returns a pattern as text again, without what could not be used. */
export const patternText = ({ parts }: Pattern): string =>
  parts
    .map((part) => {
      if (part.kind === 'text') return part.text.replace(/[{}]/gu, '$&$&');
      const choices = part.choices.map((choice) => {
        if (choice.kind === 'words') return choice.text;
        return choice.format === '' ? choice.name : `${choice.name}:${choice.format}`;
      });
      return `{${[...choices, ...part.filters].join('|')}}`;
    })
    .join('');
