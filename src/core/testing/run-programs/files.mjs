/** As files.py, for JavaScript programs: they share one libvips, because starting it takes a while. */
import console from 'node:console';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const start = /const vips = (await Vips\(\{[^;]*\}\));/;
const end = /process\.exitCode = await main\(\);\s*vips\.shutdown\(\);/;
const load = (path) => import(pathToFileURL(path).href);

/** Writes how a program starts libvips as a module beside it, which is run for the first one only. */
function writeStart(program, text) {
  const path = join(dirname(program), 'shared-vips.mjs');
  const module = `import Vips from 'wasm-vips';\nexport const vips = ${start.exec(text)[1]};\n`;
  if (shared !== null && module !== shared.module) throw new Error(`${program} starts otherwise`);
  shared ??= { path, module };
  writeFileSync(path, module);
}

let shared = null;
process.setMaxListeners(0);
const { log, error } = console;
for (const { program, words } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const text = readFileSync(program, 'utf8');
  if (!start.test(text) || !end.test(text)) throw new Error(`${program}: not as expected`);
  writeStart(program, text);
  const path = program.replace(/\.mjs$/, '-shared.mjs');
  const begun = text.replace(start, "import { vips } from './shared-vips.mjs';");
  writeFileSync(path, begun.replace(end, 'export { main };'));
  process.argv = [process.execPath, program, ...words];
  const said = [];
  console.log = console.error = (line) => said.push(line);
  const { main } = await load(path);
  const code = await main();
  Object.assign(console, { log, error });
  log(JSON.stringify({ code, text: said.join('\n') }));
}
if (shared !== null) (await load(shared.path)).vips.shutdown();
