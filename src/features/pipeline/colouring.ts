import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

const lowlight = createLowlight({ javascript, json, python, yaml });

/** The languages that can be coloured. */
export type Grammar = 'javascript' | 'json' | 'python' | 'yaml';

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

/** Returns the text in stretches of one kind each, in order; together they are the text. */
export function coloured(text: string, grammar: Grammar): Stretch[] {
  if (text.length > maxColoured) return [{ text, kind: '' }];
  const stretches: Stretch[] = [];
  const visit = (node: TreeNode, kind: string): void => {
    if (node.type === 'text' && node.value) stretches.push({ text: node.value, kind });
    const names = node.properties?.className;
    const name: unknown = Array.isArray(names) ? names[0] : undefined;
    const own = typeof name === 'string' ? (kinds.get(name) ?? kind) : kind;
    for (const child of node.children ?? []) visit(child, own);
  };
  visit(lowlight.highlight(grammar, text), '');
  return stretches;
}
