/**
 * Writes public/licences.txt: the licences and notices of everything that the site ships, read from
 * the installed packages. `node scripts/notices.mjs --check` only says whether the file is current.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'public/licences.txt');
const rule = '='.repeat(78);

const read = (path) => readFileSync(path, 'utf8').replace(/\r\n/g, '\n').trim();
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Svelte is installed with the tools, because its compiler is one, but its runtime is shipped. */
const shippedTools = ['svelte'];

/** Parts of packages that only run while the site is built, and types, which are never shipped. */
const buildOnly =
  /^(@types\/|@jridgewell\/|@sveltejs\/acorn|acorn$|magic-string$|esrap$|zimmerframe$|is-reference$|locate-character$|aria-query$|axobject-query$|argparse$)/;

/** Returns the folder of a package as seen from another package's folder. */
function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === dirname(at)) throw new Error(`${name}, needed by ${from}, is not installed`);
  }
}

/** Returns the folders of all shipped packages by name, dependencies of dependencies included. */
function shippedPackages() {
  const found = new Map();
  const visit = (name, from) => {
    if (found.has(name) || buildOnly.test(name)) return;
    const folder = folderOf(name, from);
    found.set(name, folder);
    const { dependencies = {} } = manifestOf(folder);
    for (const dependency of Object.keys(dependencies)) visit(dependency, folder);
  };
  const { dependencies = {} } = manifestOf(root);
  for (const name of [...Object.keys(dependencies), ...shippedTools]) visit(name, root);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const fontLicence = 'SIL OPEN FONT LICENSE Version';

/** Gives the body of the fonts' licence once, for it is the same with each; their copyrights stand with them. */
function withFontLicenceOnce() {
  const firstWith = new Map();
  return ([name, folder]) => {
    const notice = packageNotice([name, folder]);
    const at = notice.indexOf(fontLicence);
    if (at === -1) return notice;
    const body = notice.slice(at);
    const first = firstWith.get(body);
    if (first === undefined) firstWith.set(body, name);
    return first === undefined ? notice : `${notice.slice(0, at)}(as at ${first} above)\n`;
  };
}

function packageNotice([name, folder]) {
  const { version, license = 'see below', repository } = manifestOf(folder);
  const from = typeof repository === 'string' ? repository : repository?.url;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => read(join(folder, file)));
  const head = [`${name} ${version}`, `Licence: ${license}`, from && `Source: ${from}`];
  const body = texts.length > 0 ? texts : ['(The package contains no licence text of its own.)'];
  return [rule, ...head.filter(Boolean), rule, '', ...body, ''].join('\n');
}

/** Returns the whole text. */
export function noticesText() {
  const vips = folderOf('wasm-vips', root);
  const versions = Object.entries(JSON.parse(read(join(vips, 'versions.json'))));
  const parts = [
    'Pipette: licences and notices of everything that is shipped with it',
    '',
    read(join(root, 'LICENSE')),
    '',
    rule,
    'The image engine: libvips and the libraries inside wasm-vips',
    rule,
    '',
    'The files vips*.wasm are libvips and other libraries, compiled by the project wasm-vips and',
    'shipped as they came. libvips, glib, libexif and libheif are used under the GNU Lesser General',
    'Public License, version 3, whose text follows at the end. Their sources and the build script',
    'are at https://github.com/kleisauke/wasm-vips and the projects named there; the engine is a',
    'file of its own, so it can be replaced by one that you built.',
    '',
    read(join(vips, 'THIRD-PARTY-NOTICES.md')),
    '',
    'Versions inside this build:',
    ...versions.map(([name, version]) => `  ${name} ${version}`),
    '',
    ...[...shippedPackages()].map(withFontLicenceOnce()),
    ...['lgpl-3.0', 'gpl-3.0'].map((name) => {
      const text = readFileSync(join(root, `scripts/licences/${name}.txt`), 'utf8').trimEnd();
      return `${rule}\n${text}\n`;
    }),
  ];
  return `${parts.join('\n').trimEnd()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = noticesText();
  if (process.argv.includes('--check')) {
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
      console.error('public/licences.txt is not current: run `node scripts/notices.mjs`.');
      process.exitCode = 1;
    }
  } else {
    writeFileSync(target, text);
    console.log(`> Wrote public/licences.txt (${Math.round(text.length / 1024)} KiB)`);
  }
}
