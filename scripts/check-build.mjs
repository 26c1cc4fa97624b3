/** Ends `npm run build`: stops when the built site lacks something that only shows in production. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { shellScripts } from './shell.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const problems = [];
const assets = readdirSync(join(dist, 'assets'));
const html = readFileSync(join(dist, 'index.html'), 'utf8');

for (const { what, pattern } of [
  { what: 'the engine (vips-*.wasm)', pattern: /^vips-[^/]*\.wasm$/ },
  {
    what: "the engine's thread script (thread.worker-*.js)",
    pattern: /^thread\.worker-[^/]*\.js$/,
  },
]) {
  const isEngine = (name) => pattern.test(name) && !/^vips-(heif|jxl|resvg)/.test(name);
  if (!assets.some(isEngine)) problems.push(`dist/assets lacks ${what} as a file of its own.`);
}
// In Firefox a worker that makes workers hangs by chance.
for (const name of assets.filter((one) => /\.worker-[^/]*\.js$/.test(one))) {
  if (/new Worker\(\s*new URL/.test(readFileSync(join(dist, 'assets', name), 'utf8'))) {
    problems.push(`dist/assets/${name} makes a worker inside a worker.`);
  }
}
// WebKit runs a worker's own script once more when another script imports it: two would answer.
for (const name of assets.filter((one) => one.endsWith('.js'))) {
  const text = readFileSync(join(dist, 'assets', name), 'utf8');
  const imported = /(?:\bfrom|\bimport\(?)\s*["'`]\.\/([^"'`]*\.worker-[^"'`]*)/.exec(text)?.[1];
  if (imported) problems.push(`dist/assets/${name} imports the script of a worker, ${imported}.`);
}
if (/<script(?![^>]*\ssrc=)[^>]*>/i.test(html)) problems.push('index.html has an inline script.');
if (/<style|\sstyle=|\son[a-z]+=/i.test(html))
  problems.push('index.html has inline style or code.');
if (/(?:src|href)="\//.test(html))
  problems.push('index.html has an address that starts at the root.');
if (!html.includes("require-trusted-types-for 'script'")) problems.push('index.html lost its CSP.');
if (html.includes("'unsafe-inline'")) problems.push('index.html has the loose CSP of development.');

const worker = join(dist, 'service-worker.js');
if (!existsSync(worker)) problems.push('There is no service-worker.js.');
else {
  const text = readFileSync(worker, 'utf8');
  if (text.includes('__WB_MANIFEST')) problems.push('service-worker.js has no list of files.');
  for (const file of ['index.html', 'manifest.webmanifest']) {
    if (!text.includes(file)) problems.push(`service-worker.js does not keep ${file}.`);
  }
}

/** Scripts that the first screen waits for: bytes at most, compressed with gzip. */
const maxShell = 84_500;
const shell = [...shellScripts(dist)].reduce(
  (sum, path) => sum + gzipSync(readFileSync(join(dist, path)), { level: 9 }).length,
  0,
);
if (shell > maxShell) {
  problems.push(`The first screen waits for ${shell} bytes of scripts, more than ${maxShell}.`);
}

for (const problem of problems) console.error(`Build check: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(
  `Build check: first screen in ${Math.round(shell / 1000)} KB of scripts, engine and its thread script are files of their own, no inline scripts, all addresses relative.`,
);
