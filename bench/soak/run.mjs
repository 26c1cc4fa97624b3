/**
 * `npm run soak`: long runs of the built site. Bounded; writes what it found, with date and machine,
 * into docs/proof.md. `npm run soak -- pictures --pictures=40` runs one part with another count.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { build, ensurePackages, root, say } from '../../scripts/tasks.mjs';

const counts = {
  pictures: 300,
  'zip-megabytes': 1000,
  kills: 200,
  'kills-each': 50,
  tabs: 20,
  runs: 10_000,
  damaged: 100_000,
  starts: 50,
  journeys: 50,
  'encoder-megapixels': 10,
  'encoder-effort': 9,
  fuzz: 1_000_000,
  objects: 100_000,
};
const parts = {
  pictures: ['Many large pictures in one run', './pictures.mjs', 'soakPictures'],
  zip: ['A large archive', './pictures.mjs', 'soakZip'],
  kills: ['Kills at random moments', './kills.mjs', 'soakKills'],
  starts: ['Starts in three engines', './starts.mjs', 'soakStarts'],
  encoders: ['Encoders that take long', './encoders.mjs', 'soakEncoders'],
  corpus: ['Files of a folder, and another decoder', './corpus.mjs', 'soakCorpus'],
  texts: ['Random documents and damaged texts', './texts.mjs', 'soakTexts'],
  fuzz: ['Inputs of a grammar', './fuzz.mjs', 'soakFuzz'],
  objects: ['A cluster over a store of objects', './objects.mjs', 'soakObjects'],
};
/** Parts that try the sources and need no browser. */
const without = ['texts', 'fuzz', 'objects'];

const chosen = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--([\w-]+)=(\d+)$/.exec(argument) ?? [];
  if (name in counts) counts[name] = Number(value);
  else if (argument in parts) chosen.push(argument);
  else {
    console.error(
      `“${argument}” is not known. Parts: ${Object.keys(parts).join(', ')}; counts: ${Object.keys(
        counts,
      )
        .map((one) => `--${one}=N`)
        .join(', ')}.`,
    );
    process.exit(2);
  }
}
const wanted = chosen.length > 0 ? chosen : Object.keys(parts);

await ensurePackages();
say(`Soaking: ${wanted.join(', ')} (npm run soak)`);
const chromium = wanted.every((name) => without.includes(name)) ? null : await startChromium();
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}${chromium ? `, Chromium ${chromium.browser.version()}` : ''}`;

/** Builds the site and opens it. */
async function startChromium() {
  await build();
  const { startApp } = await import('../app.mjs');
  return startApp(join(root, 'dist'));
}

/** Writes a part's findings into its section of docs/proof.md; the other sections stay. */
function note(title, lines) {
  const file = join(root, 'docs', 'proof.md');
  const text = readFileSync(file, 'utf8');
  const date = new Date().toISOString().slice(0, 10);
  const load = loadavg()[0].toFixed(1);
  const body = [`Measured ${date} on ${machine}; load ${load}.`, ...lines].join('\n\n');
  const section = `## ${title}\n\n${body}\n`;
  const from = text.indexOf(`## ${title}\n`);
  if (from < 0) {
    writeFileSync(file, `${text.trimEnd()}\n\n${section}`);
    return;
  }
  const next = text.indexOf('\n## ', from + 1);
  writeFileSync(file, text.slice(0, from) + section + (next < 0 ? '' : text.slice(next)));
}

let failed = 0;
try {
  for (const name of wanted) {
    const [title, file, soak] = parts[name];
    say(title);
    try {
      const part = await import(file);
      const { ok, lines } = await part[soak]({
        chromium,
        ...counts,
        zipMegabytes: counts['zip-megabytes'],
        killsEach: counts['kills-each'],
        encoderMegapixels: counts['encoder-megapixels'],
        encoderEffort: counts['encoder-effort'],
      });
      for (const line of lines) console.log(`  ${line}`);
      note(title, lines);
      if (!ok) failed += 1;
    } catch (error) {
      console.log(`  This part failed: ${error instanceof Error ? error.message : String(error)}`);
      failed += 1;
    }
  }
} finally {
  await chromium?.close();
}
say(failed === 0 ? 'All of it held.' : `${failed} of ${wanted.length} did not hold.`);
process.exit(failed === 0 ? 0 : 1);
