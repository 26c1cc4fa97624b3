// Paths say where something stands in a document, such as `operations[2].parameters.width`. A
// document may call its fields anything, so names are shortened, and so is the whole.

/** Letters of a field's name that are shown. */
const maxName = 40;
/** Letters from which on a path does not grow: what is deeper inside has the path around it. */
const maxPath = 400;

const more = '…';

/** Names that are shown as they are. */
const plain = new RegExp(`^[\\w$-]{1,${maxName}}$`);

/** Returns a name as JSON writes it, without the quotes, and never more than 40 letters of it. */
function shortened(name: string): string {
  const written = JSON.stringify(name.slice(0, maxName + 1).toWellFormed()).slice(1, -1);
  return written.length > maxName ? `${written.slice(0, maxName - 1)}${more}` : written;
}

/**
 * Returns the path of a field or an item of what stands at `path`, which is empty for the whole
 * document. Two names that begin alike may have one path.
 */
export function pathInside(path: string, part: string | number): string {
  if (path.length >= maxPath) return path.endsWith(more) ? path : path + more;
  if (typeof part === 'number') return `${path}[${part}]`;
  const name = plain.test(part) ? part : quoted(shortened(part));
  return path === '' ? name : `${path}.${name}`;
}

const quoted = (short: string): string =>
  short === '' || /[\s.[\]]/u.test(short) ? `"${short}"` : short;

/** Returns a path and those of all that is around it, the nearest first. */
export function pathsAround(path: string): readonly string[] {
  const paths = path === '' ? [] : [path];
  for (let at = path.length - 1; at > 0; at -= 1) {
    // Marks inside of names make paths of nothing besides, which nobody finds.
    if (path[at] === '.' || path[at] === '[') paths.push(path.slice(0, at));
  }
  return paths;
}
