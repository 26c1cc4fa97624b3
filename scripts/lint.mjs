/**
 * Lints components, and what has runes, where it was not found clean as it is now.
 * `.cache/check/eslint.json` keeps the key of each file in which nothing was wrong; `lint-keys.mjs` says
 * what is in a key.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { lintKeys } from './lint-keys.mjs';
import { root } from './tasks.mjs';

const kept = join(root, '.cache', 'check', 'eslint.json');
const linted = /\.svelte(?:\.ts)?$/;
/** Of what is imported, the rest is linted by oxlint, and changes what is wrong here. */
const counted = /\.(?:m?ts|svelte|js|mjs|cjs|json)$/;
/** What the lint of every file hangs on. */
const settings = [
  '.oxlintrc.json',
  'eslint.config.js',
  'svelte.config.js',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.components.json',
];

// As it takes itself to be run when it is started as `eslint`: no file changes meanwhile.
process.env.TSESTREE_SINGLE_RUN = 'true';
const eslint = new ESLint({ cwd: root });
// Its types do not agree with ESLint's own, so it is not imported by name.
const { default: config } = await import(pathToFileURL(join(root, 'eslint.config.js')).href);
const leftOut = config.flatMap(({ ignores, ...more }) =>
  Object.keys(more).length === 0 ? ignores : [],
);

/** Returns the files of a folder that the configuration does not leave out, as paths from the root. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (['.git', 'node_modules'].includes(entry.name) || leftOut.includes(path)) return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function keysBefore() {
  if (!existsSync(kept)) return new Map();
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(kept, 'utf8'))));
  } catch {
    // It was cut off while it was written.
    return new Map();
  }
}

const read = (path) => readFileSync(join(root, path), 'utf8');

const files = filesIn('').filter((path) => counted.test(path));
const texts = new Map(files.map((path) => [path, read(path)]));
const said = [process.version, ...settings.map(read)].join('\n');
const keys = lintKeys(texts, said);
const before = keysBefore();
const stale = files.filter((path) => linted.test(path) && before.get(path) !== keys.get(path));

const results = stale.length === 0 ? [] : await eslint.lintFiles(stale);
const faulty = new Set(
  results
    .filter(({ errorCount, warningCount }) => errorCount + warningCount > 0)
    .map(({ filePath }) => relative(root, filePath).replaceAll('\\', '/')),
);
const clean = [...keys].filter(([path]) => linted.test(path) && !faulty.has(path));
mkdirSync(dirname(kept), { recursive: true });
writeFileSync(kept, JSON.stringify(Object.fromEntries(clean)));
const { format } = await eslint.loadFormatter('stylish');
process.stdout.write(await format(results));
process.exitCode = faulty.size > 0 ? 1 : 0;
