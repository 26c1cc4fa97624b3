// Paths say where something stands in a document, such as `operations[2].parameters.width`. A
// document may call its fields anything, so names are shortened, and so is the whole.

/** Letters of a field's name that are shown. */
const maxName = 40;
/** Letters from which on a path does not grow: what is deeper inside has the path around it. */
const maxPath = 400;

const more = '…';

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
  const short = shortened(part);
  const name = short === '' || /[\s.[\]]/u.test(short) ? `"${short}"` : short;
  return path === '' ? name : `${path}.${name}`;
}

/** Returns a path and those of all that is around it, the nearest first. */
export function pathsAround(path: string): readonly string[] {
  const paths = path === '' ? [] : [path];
  for (let at = path.length - 1; at > 0; at -= 1) {
    // Marks inside of names make paths of nothing besides, which nobody finds.
    if (path[at] === '.' || path[at] === '[') paths.push(path.slice(0, at));
  }
  return paths;
}
