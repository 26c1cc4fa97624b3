import { pathInside } from '../../pipeline/path';
import type { Problem } from '../../pipeline/tolerance';
import { walkJson } from './json-walk';

/** More are not told of: nobody reads them. */
const max = 20;

/** Returns where a name stands twice in an object of a text that is JSON: the last one counts. */
export function duplicatesIn(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  /** What leads to this place: names, and places in lists. */
  const path: (string | number)[] = [];
  /** The names so far of each object that is open; lists have none. */
  const open: Set<string>[] = [];
  walkJson(text, {
    name: (name, place) => {
      const names = open.at(-1);
      if (names?.has(name) && problems.length < max) {
        const { line, column } = place();
        const around = path.slice(0, open.length - 1).reduce<string>(pathInside, '');
        problems.push({
          path: pathInside(around, name),
          expected: 'this name once',
          came: 'it more than once',
          kept: 'the last of them',
          line,
          column,
        });
      }
      names?.add(name);
      path[open.length - 1] = name;
    },
    value: (index, isOpening) => {
      if (index !== null) path[open.length - 1] = index;
      if (isOpening) open.push(new Set());
      return true;
    },
    closed: () => void open.pop(),
  });
  return problems;
}
