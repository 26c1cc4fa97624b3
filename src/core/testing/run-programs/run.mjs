/** As run.py, for JavaScript programs: they share one libvips, because starting it takes a while. */
import console from 'node:console';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import Vips from 'wasm-vips';

const vips = await Vips({ dynamicLibraries: [] });
vips.Cache.max(0);
// Which wasm-vips does not take from the environment.
vips.concurrency(Number(process.env.VIPS_CONCURRENCY));

const start = /const vips = await Vips\([^;]*\);/;
const end = 'process.exitCode = await main();';
const programs = new Map();
/** Programs await what they can do without. */
const AsyncFunction = (async () => undefined).constructor;

/** Returns the program's functions: its text without the imports, the start and the end. */
async function load(path) {
  const known = programs.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8');
  if (!start.test(text) || !text.includes(end)) throw new Error(`${path}: not as expected`);
  const body = text.slice(text.search(start), text.indexOf(end)).replace(start, '');
  const make = new AsyncFunction(
    'vips',
    'fs',
    'import_meta_url',
    `"use strict"; ${body.replaceAll('import.meta.url', 'import_meta_url')}; return { pipeline, prepared, loaded, letGo: () => letGo() };`,
  );
  const program = await make(vips, { readFileSync }, import.meta.url);
  programs.set(path, program);
  return program;
}

for (const job of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    const program = await load(job.program);
    const image = program.pipeline(program.prepared(program.loaded(job.picture))).copyMemory();
    const memory = image.writeToMemory();
    const pixels = new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
    const facts = `${image.width}x${image.height}x${image.bands} ${image.format} `;
    const found = createHash('sha256').update(facts).update(pixels).digest('hex');
    if (found === job.expected) console.log('{"same":true}');
    else {
      writeFileSync(job.output, pixels);
      console.log(JSON.stringify({ same: false, facts }));
    }
  } catch (error) {
    const text = [error.message ?? error].flat().join(': ');
    console.log(JSON.stringify({ error: text }));
  } finally {
    programs.get(job.program)?.letGo();
  }
}
vips.shutdown();
