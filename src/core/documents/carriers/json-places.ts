import { pathInside } from '../../pipeline/path';
import { walkJson } from './json-walk';
import type { Place } from './text';

/** Returns where these paths, and what is around them, stand in a text that is JSON. The rest is passed over. */
export function placesIn(text: string, wanted: ReadonlySet<string>): Map<string, Place> {
  const places = new Map<string, Place>();
  /** Paths of the lists and objects that are open, from the outside in; the first is the document's. */
  const open: string[] = [];
  /** The path of what comes next. */
  let next = '';
  const found = (path: string, place: Place): void => void places.set(path, place);
  walkJson(text, {
    name: (name, place) => {
      next = pathInside(open.at(-1) ?? '', name);
      if (wanted.has(next)) found(next, place());
    },
    value: (index, isOpening, place) => {
      // Items of lists stand where they begin, fields where their names do.
      const isItem = index !== null;
      if (isItem) next = pathInside(open.at(-1) ?? '', index);
      const isWanted = wanted.has(next);
      if (isItem && isWanted) found(next, place());
      if (!isOpening || (open.length > 0 && !isWanted)) return false;
      open.push(next);
      return true;
    },
    closed: () => void open.pop(),
  });
  return places;
}
