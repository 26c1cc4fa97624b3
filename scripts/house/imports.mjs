/** Says which rooms there are and who imports whom, from what dependency-cruiser found. */

/** The folders that are one room each; every folder of src is one, too. */
const outsideSrc = ['workers', 'e2e', 'bench', 'scripts'];

const isTest = (path) => /\.test\.ts$/.test(path);
const isSource = (path) =>
  /\.(ts|mjs|svelte)$/.test(path) && !isTest(path) && !/\.d\.m?ts$/.test(path);

/** Returns the room of a file and its folder in that room, or null for what is not ours. */
function placeOf(path) {
  const parts = path.split('/');
  const depth = parts[0] === 'src' ? 2 : outsideSrc.includes(parts[0]) ? 1 : 0;
  if (depth === 0 || parts.length <= depth) return null;
  const folder = parts.length > depth + 1 ? parts[depth] : null;
  return { room: parts.slice(0, depth).join('/'), folder };
}

const entryOf = (map, key, make) => {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
};

/**
 * Puts what imports above what is imported: returns rows of names, the topmost first. Names that
 * need each other, directly or by others, share a row.
 */
export function rowsOf(names, imports) {
  const reached = new Map();
  const reach = (name) => {
    if (reached.has(name)) return reached.get(name);
    const found = new Set();
    const waiting = [...(imports.get(name) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(...(imports.get(next) ?? []));
    }
    reached.set(name, found);
    return found;
  };
  const heights = new Map();
  const heightOf = (name) => {
    if (heights.has(name)) return heights.get(name);
    const circle = [name, ...[...reach(name)].filter((other) => reach(other).has(name))];
    const below = circle.flatMap((member) =>
      [...(imports.get(member) ?? [])].filter((other) => !circle.includes(other)),
    );
    const height = below.reduce((most, other) => Math.max(most, heightOf(other) + 1), 0);
    for (const member of circle) heights.set(member, height);
    return height;
  };
  const rows = [];
  for (const name of [...names].sort()) (rows[heightOf(name)] ??= []).push(name);
  return rows.filter((row) => row !== undefined).reverse();
}

/**
 * Returns the rooms by name, each with its number of sources and its folders in rows, and the arrows
 * between rooms with their number of imports. `modules` is what dependency-cruiser lists; `loads`
 * names the files that a source loads at run time, which no import tells. Tests count nowhere.
 * @param {any[]} modules
 * @param {(source: string) => string[]} loads
 */
export function readHouse(modules, loads = () => []) {
  const rooms = new Map();
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    const from = placeOf(source);
    if (from === null || !isSource(source)) continue;
    const room = entryOf(rooms, from.room, () => ({ files: 0, imports: new Map() }));
    room.files += 1;
    const folderImports = from.folder && entryOf(room.imports, from.folder, () => new Set());
    const note = (path, kind) => {
      const to = placeOf(path);
      if (to === null || isTest(path)) return;
      if (to.room === from.room) {
        if (folderImports && to.folder && to.folder !== from.folder) folderImports.add(to.folder);
        return;
      }
      const arrow = entryOf(arrows, `${from.room} ${to.room}`, () => ({
        from: from.room,
        to: to.room,
        imports: 0,
        kinds: new Set(),
      }));
      arrow.imports += 1;
      arrow.kinds.add(kind);
    };
    for (const { resolved, dependencyTypes } of dependencies) {
      note(resolved, dependencyTypes.includes('type-only') ? 'types' : 'code');
    }
    for (const path of loads(source)) note(path, 'loaded');
  }
  const named = [...rooms].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    rooms: new Map(
      named.map(([name, { files, imports }]) => [
        name,
        { files, rows: rowsOf(imports.keys(), imports) },
      ]),
    ),
    arrows: [...arrows.values()]
      .map(({ kinds, ...arrow }) => ({ ...arrow, kind: kinds.size === 1 ? [...kinds][0] : 'code' }))
      .sort((one, other) => (`${one.from} ${one.to}` < `${other.from} ${other.to}` ? -1 : 1)),
  };
}
