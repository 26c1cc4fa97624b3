import { visit } from 'jsonc-parser';
import { pathInside } from '../../pipeline/path';
import type { Problem } from '../../pipeline/tolerance';

/** More are not told of: nobody reads them. */
const max = 20;

/** Returns where a name stands twice in an object of a text that is JSON: the last one counts. */
export function duplicatesIn(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _, __, line, column, path) => {
      const names = open.at(-1);
      if (names?.has(name) && problems.length < max) {
        problems.push({
          path: pathInside(path().reduce<string>(pathInside, ''), name),
          expected: 'this name once',
          came: 'it more than once',
          kept: 'the last of them',
          line: line + 1,
          column: column + 1,
        });
      }
      names?.add(name);
    },
  });
  return problems;
}
