import type { LanguageFn } from 'highlight.js';
import { createLowlight } from 'lowlight';

/** What a language is coloured by. */
export type Grammar = LanguageFn;

const lowlight = createLowlight();
/** Grammars by the names that they are known under. */
const known = new Map<Grammar, string>();

function nameOf(grammar: Grammar): string {
  const name = known.get(grammar) ?? `grammar-${known.size}`;
  if (!known.has(grammar)) lowlight.register(name, grammar);
  known.set(grammar, name);
  return name;
}

/** A stretch of program text, and what kind of word it is; empty for plain text. */
export interface Stretch {
  readonly text: string;
  readonly kind: string;
}

interface TreeNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly TreeNode[];
  readonly properties?: { readonly className?: unknown };
}

/** What is coloured, by highlight.js's names; the rest is plain. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['hljs-comment', 'comment'],
  ['hljs-attr', 'keyword'],
  ['hljs-keyword', 'keyword'],
  ['hljs-string', 'string'],
  ['hljs-number', 'number'],
  ['hljs-literal', 'number'],
  ['hljs-title', 'title'],
  ['hljs-meta', 'comment'],
]);

/** Longer programs, which carry large pictures, are shown without colours, in characters. */
const maxColoured = 200_000;

/**
 * Returns the text in stretches of one kind each, in order; together they are the text.
 * @param grammar null while it is not here
 */
export function coloured(text: string, grammar: Grammar | null): Stretch[] {
  if (grammar === null || text.length > maxColoured) return [{ text, kind: '' }];
  const stretches: Stretch[] = [];
  const visit = (node: TreeNode, kind: string): void => {
    if (node.type === 'text' && node.value) stretches.push({ text: node.value, kind });
    const names = node.properties?.className;
    const name: unknown = Array.isArray(names) ? names[0] : undefined;
    const own = typeof name === 'string' ? (kinds.get(name) ?? kind) : kind;
    for (const child of node.children ?? []) visit(child, own);
  };
  visit(lowlight.highlight(nameOf(grammar), text), '');
  return stretches;
}
