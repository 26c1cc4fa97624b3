/**
 * `npm run bench`: measures the built site in Chromium against its targets and its peers.
 * `npm run bench -- export sliders` runs some of the parts. README.md says how to read the figures.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { buildId } from '../scripts/build-id.mjs';
import { build, ensurePackages, root, say } from '../scripts/tasks.mjs';
import { missed } from './print.mjs';

const parts = {
  export: ['Export of the 10 MP JPEG, against its peers', './parts/export.mjs', 'measureExport'],
  'first-size': [
    'Size of the 10 MP JPEG on screen, after opening and after a change of quality',
    './parts/first-size.mjs',
    'measureFirstSize',
  ],
  batch: [
    'Many 10 MP JPEGs into one zip, against native sharp',
    './parts/batch.mjs',
    'measureBatch',
  ],
  sliders: ['Slider to new pixels, each operation', './parts/sliders.mjs', 'measureSliders'],
  drag: ['A long pipeline, its first step dragged', './parts/drag.mjs', 'measureDrag'],
  start: ['Page ready, and first preview of the 10 MP JPEG', './parts/start.mjs', 'measureStart'],
  size: [
    'Size of the app shell, and what first paint waits for',
    './parts/size.mjs',
    'measureSize',
  ],
  native: [
    'Each operation at 1280 px and full size, against native libvips',
    './parts/native.mjs',
    'measureNative',
  ],
  report: [
    'Report of eight steps: first preview, whole report, bytes',
    './parts/report.mjs',
    'measureReport',
  ],
  history: [
    '5,000 versions opened and scrolled, and a merge with conflicts',
    './parts/history.mjs',
    'measureHistory',
  ],
  links: ['Characters of links', './parts/links.mjs', 'measureLinks'],
  codecs: [
    'Bytes and time of JPEG, WebP and AVIF at equal SSIM, against jSquash',
    './parts/codecs.mjs',
    'measureCodecs',
  ],
  cluster: [
    'The program for a cluster, against the plain one',
    './parts/cluster.mjs',
    'measureCluster',
  ],
  squoosh: [
    'Time and bytes beside Squoosh, whose built site SQUOOSH_SITE names',
    './parts/squoosh.mjs',
    'measureSquoosh',
  ],
  zip: ['Speed of the zip writer, against fflate and Python', './parts/zip.mjs', 'measureZip'],
  gallery: [
    'A gallery of a thousand pictures, opened and scrolled',
    './parts/gallery.mjs',
    'measureGallery',
  ],
  set: [
    'A set of 500 pictures: the next one, the small ones, memory',
    './parts/set.mjs',
    'measureSet',
  ],
  inp: ['Answers to a person, and long tasks, by journey', './parts/inp.mjs', 'measureInp'],
  pan: ['100 % of a 100 MP picture: moved, zoomed, and undo', './parts/pan.mjs', 'measurePan'],
  'memory-table': [
    'Memory by the size of the picture, with eight steps',
    './parts/memory-table.mjs',
    'measureMemoryTable',
  ],
  memory: ['Memory over many edits, and after closing', './parts/memory.mjs', 'measureMemory'],
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(
    `No part is called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`,
  );
  process.exit(2);
}
const wanted = chosen.length > 0 ? chosen : Object.keys(parts);

/** Returns whether dist/ was built from the sources as they are. */
function upToDate() {
  const file = join(root, 'dist', 'version.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).build === buildId(root);
}

await ensurePackages();
say(`Measuring: ${wanted.join(', ')} (npm run bench)`);
// Another build, such as an older one, can be measured in place of this one.
const site = process.env.PIPETTE_BENCH_SITE ?? join(root, 'dist');
if (process.env.PIPETTE_BENCH_SITE === undefined && !upToDate()) await build();

const { benchmarkPicture } = await import('./picture.mjs');
const { startApp } = await import('./app.mjs');
const picture = await benchmarkPicture();
const cores = cpus().length;
const [load = 0] = loadavg();
console.log(
  `  Picture: ${picture.name} (${picture.origin}). ${cores} cores, load ${load.toFixed(1)}.`,
);
if (load > cores / 2) {
  console.log(
    '  Something else is busy on this machine: milliseconds will be too high; ratios hold.',
  );
}

const began = performance.now();
const chromium = await startApp(site);
try {
  for (const name of wanted) {
    const [what, file, measure] = parts[name];
    say(what);
    try {
      const part = await import(file);
      await part[measure]({ chromium, picture });
    } catch (error) {
      console.log(`  This part failed: ${error instanceof Error ? error.message : String(error)}`);
      missed.push(`${name}: the part failed`);
    }
  }
} finally {
  await chromium.close();
}

say(`Done in ${Math.round((performance.now() - began) / 1000)} s`);
if (missed.length === 0) console.log('  Every target was reached.');
else console.log(`  Missed:\n${missed.map((text) => `    ${text}`).join('\n')}`);
