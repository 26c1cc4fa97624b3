/**
 * Draws docs/house.svg: the rooms of the sources and who imports whom. With `--check` it writes
 * nothing and fails when an import breaks a rule of `.dependency-cruiser.cjs`, or the picture is stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHouse } from './house/imports.mjs';
import { drawHouse } from './house/picture.mjs';
import { captureTool, root, say } from './tasks.mjs';

const file = join(root, 'docs', 'house.svg');
const isCheck = process.argv.includes('--check');

say(isCheck ? 'Comparing the imports with the rules and docs/house.svg' : 'Drawing docs/house.svg');
const found = join(root, '.cache', 'house.json');
const { code, output } = await captureTool('depcruise', [
  ...['src', 'workers', 'e2e', 'bench', 'scripts'],
  ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--output-to', found],
  ...['--cache', join('.cache', 'house'), '--cache-strategy', 'content'],
]);
if (code !== 0) {
  console.error(output);
  process.exit(code);
}

/** Scripts load sources through Vite by their path from the root, such as '/src/core/limits.ts'. */
const loadedPath = /['"`]\/((?:src|workers)\/[\w./-]+\.ts)['"`]/g;
function loads(source) {
  if (!/^(scripts|bench)\//.test(source)) return [];
  return [...readFileSync(join(root, source), 'utf8').matchAll(loadedPath)].map(([, path]) => path);
}

const picture = drawHouse(readHouse(JSON.parse(readFileSync(found, 'utf8')).modules, loads));
if (!isCheck) {
  writeFileSync(file, picture);
  process.exit();
}
const rules = await captureTool('depcruise-fmt', ['--output-type', 'err', '--exit-code', found]);
process.stdout.write(rules.output);
const isStale = !existsSync(file) || readFileSync(file, 'utf8') !== picture;
if (isStale) console.error('docs/house.svg is stale: run npm run docs and commit what it writes.');
process.exitCode = rules.code !== 0 || isStale ? 1 : 0;
