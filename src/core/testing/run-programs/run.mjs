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
/** Where a declaration begins. */
const gap = /\n\n+(?=\S)/;
/** What is a pipeline's own: its steps, and its document, which none of them reads. */
const steps = /^function (?:pipeline|step)/;
const document = /^const PIPELINE = /m;
const frames = new Map();
const programs = new Map();
/** Programs await what they can do without. */
const AsyncFunction = (async () => undefined).constructor;

/**
 * Returns what stands around the steps of a program: `loaded`, `prepared`, `letGo`, and `take`, which
 * gives the function of steps that are written among it. The same text is run once, for all its programs.
 */
async function frameOf(text) {
  const known = frames.get(text);
  if (known) return known;
  const make = new AsyncFunction(
    'vips',
    'fs',
    'import_meta_url',
    `"use strict"; ${text}; return {
      loaded, prepared, letGo: () => letGo(), take: (steps) => eval(steps + '; pipeline'),
    };`,
  );
  const frame = { ...(await make(vips, { readFileSync }, import.meta.url)), pictures: new Map() };
  frames.set(text, frame);
  return frame;
}

/** Returns a program's frame and its function that takes all steps. */
async function load(path) {
  const known = programs.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8');
  if (!start.test(text) || !text.includes(end)) throw new Error(`${path}: not as expected`);
  const body = text.slice(text.search(start), text.indexOf(end)).replace(start, '');
  const declarations = body.replaceAll('import.meta.url', 'import_meta_url').split(gap);
  const around = declarations.filter((one) => !steps.test(one) && !document.test(one));
  const frame = await frameOf(around.join('\n\n'));
  const pipeline = frame.take(declarations.filter((one) => steps.test(one)).join('\n\n'));
  const program = { frame, pipeline };
  programs.set(path, program);
  return program;
}

/** Returns what the first step is given of a picture, in memory, where it stays. */
function preparedPicture({ loaded, prepared, pictures }, path) {
  const known = pictures.get(path);
  if (known) return known;
  const picture = prepared(loaded(path)).copyMemory().preventAutoDelete();
  pictures.set(path, picture);
  return picture;
}

for (const job of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    const { frame, pipeline } = await load(job.program);
    const image = pipeline(preparedPicture(frame, job.picture));
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
    programs.get(job.program)?.frame.letGo();
  }
}
vips.shutdown();
