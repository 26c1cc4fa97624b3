/**
 * What a file's lint hangs on, as a text. With types, what is wrong in one file may come of a change in
 * another one, but only of one that it imports, itself or by way of others.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const imports = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.[^'"\n]*)\1/g;

/** Types that hold without being imported. */
const holdsEverywhere = (path, text) =>
  /\.d\.m?ts$/.test(path) || /\bdeclare (?:global|module)\b/.test(text);

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** The files that an import may mean; what it says has no ending, or that of the module it becomes. */
const meant = (path) => [
  ...[path, `${path}.ts`, `${path}/index.ts`, `${path}.svelte`, `${path}.mjs`],
  ...[path.replace(/\.js$/, '.ts'), path.replace(/\.mjs$/, '.d.mts')],
];

function importedBy(path, text, texts) {
  const folder = posix.dirname(path);
  return [...text.matchAll(imports)]
    .flatMap(([, , name]) => meant(posix.join(folder, name.replace(/[?#].*$/, ''))))
    .filter((one) => texts.has(one));
}

/**
 * Returns for each file a key that changes when what its lint hangs on does.
 * @param texts what stands in all files, by path
 * @param settings what all of it hangs on: rules, versions of packages
 */
export function lintKeys(texts, settings) {
  const hashes = new Map([...texts].map(([path, text]) => [path, hashOf(text)]));
  const imported = new Map([...texts].map(([path, text]) => [path, importedBy(path, text, texts)]));
  const everywhere = [...texts].filter(([path, text]) => holdsEverywhere(path, text));
  const always = [settings, ...everywhere.map(([path]) => `${path} ${hashes.get(path)}`).sort()];
  const keyOf = (path) => {
    const reached = new Set([path]);
    // What is added on the way is walked, too.
    for (const one of reached) for (const other of imported.get(one)) reached.add(other);
    const all = [...reached].sort().map((one) => `${one} ${hashes.get(one)}`);
    return hashOf([...always, ...all].join('\n'));
  };
  return new Map([...texts.keys()].map((path) => [path, keyOf(path)]));
}
