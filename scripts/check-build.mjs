/** Ends `npm run build`: stops when the built site lacks something that only shows in production. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const problems = [];
// Until the engine's worker is part of the sources, there is nothing of it to find.
const engineExpected = existsSync(join(root, 'workers', 'vips.worker.ts'));
const assets = readdirSync(join(dist, 'assets'));
const html = readFileSync(join(dist, 'index.html'), 'utf8');

for (const { what, pattern } of [
  { what: 'the engine (vips-*.wasm)', pattern: /^vips-[^/]*\.wasm$/ },
  { what: "the engine's thread script (vips-es6-*.js)", pattern: /^vips-es6-[^/]*\.js$/ },
]) {
  const isEngine = (name) => pattern.test(name) && !/^vips-(heif|jxl|resvg)/.test(name);
  if (engineExpected && !assets.some(isEngine))
    problems.push(`dist/assets lacks ${what} as a file of its own.`);
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

for (const problem of problems) console.error(`Build check: ${problem}`);
if (problems.length > 0) process.exit(1);
const engine = engineExpected ? 'engine and its thread script are files of their own, ' : '';
console.log(`Build check: ${engine}no inline scripts, all addresses relative.`);
