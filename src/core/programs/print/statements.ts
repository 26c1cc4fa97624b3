import { type Layout, render } from './layout';
import type { Statement } from './writer';

/** How a language writes statements; layouts are of expressions. */
export interface StatementStyle {
  readonly width: number;
  readonly unit: string;
  assign(name: string, value: Layout, first: 'constant' | 'variable' | false): Layout;
  split(names: readonly [string, string], value: Layout): Layout;
  /** The line that makes a name known before a choice, or null where none is needed. */
  declare(name: string): Layout | null;
  ifOpens(test: Layout): Layout;
  readonly elseOpens: string;
  /** The line that ends a choice, or null where indentation says it. */
  readonly closes: string | null;
  returnsName(name: string): string;
}

/** Returns statements as lines of text, indented by `depth` units. */
export function linesOf(
  statements: readonly Statement[],
  style: StatementStyle,
  depth: number,
): string[] {
  const lines: string[] = [];
  const add = (layout: Layout): void => {
    const text = style.unit.repeat(depth) + render(layout, style.width, style.unit, depth);
    lines.push(...text.split('\n'));
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case 'assign':
        add(style.assign(statement.name, statement.value, statement.first));
        break;
      case 'split':
        add(style.split(statement.names, statement.value));
        break;
      case 'declare': {
        const declared = style.declare(statement.name);
        if (declared !== null) add(declared);
        break;
      }
      case 'if':
        add(style.ifOpens(statement.test));
        lines.push(...linesOf(statement.then, style, depth + 1));
        if (statement.otherwise.length > 0) {
          add(style.elseOpens);
          lines.push(...linesOf(statement.otherwise, style, depth + 1));
        }
        if (style.closes !== null) add(style.closes);
    }
  }
  return lines;
}
