/** Every reader of what comes from outside, tried with inputs of a grammar by the hundred thousand. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { megabytes } from '../print.mjs';
import { root } from '../../scripts/tasks.mjs';

/** Inputs that one process tries: every run begins with memory as a visitor has it. */
const share = 50_000;
const firstSeed = 20_261_127;

/** Resolves to the figures of one test in a process of its own; its faults are printed. */
function tried(name, runs, seed) {
  return new Promise((resolve, reject) => {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const test = `src/core/testing/fuzz/${name}.test.ts`;
    const child = spawn(process.execPath, [vitest, 'run', test, '--reporter=dot'], {
      cwd: root,
      env: {
        ...process.env,
        PIPETTE_FUZZ: String(runs),
        PIPETTE_SEED: String(seed),
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
    child.once('error', reject);
    child.once('close', (code) => {
      const found = /^(?:FUZZ|WORST) (\{.*\})$/m.exec(text)?.[1];
      if (code !== 0) console.log(text);
      if (found === undefined) reject(new Error('The run ended without its figures.'));
      else resolve({ ...JSON.parse(found), ok: code === 0 });
    });
  });
}

/** Tries `fuzz` inputs, two processes at a time; returns lines of Markdown. */
export async function soakFuzz({ fuzz }) {
  const began = performance.now();
  const seeds = Array.from({ length: Math.ceil(fuzz / share) }, (_, at) => firstSeed + at * share);
  const all = [];
  const worker = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const runs = Math.min(share, firstSeed + fuzz - seed);
      const figures = await tried('fuzz', runs, seed);
      all.push(figures);
      const done = all.reduce((sum, one) => sum + one.runs, 0);
      console.log(`  ${done} of ${fuzz}: slowest ${figures.slowest.toFixed(0)} ms`);
    }
  };
  await Promise.all([worker(), worker()]);
  const worst = await tried('mebibyte', 1, firstSeed);
  const ok = worst.ok && all.every((one) => one.ok);
  const max = (name) => Math.max(...all.map((one) => one[name]));
  const sum = (pick) => all.reduce((total, one) => total + pick(one), 0);
  const taken = sum((one) => Object.values(one.accepted).reduce((a, b) => a + b, 0));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return {
    ok,
    lines: [
      `A mebibyte of the worst that is known for every reader, ${worst.cases} readings: the dearest took ${worst.slowest.toFixed(0)} ms of computing (at most 500), “${worst.which}”.`,
      `${sum((one) => one.runs).toLocaleString('en')} inputs of a grammar (JSON, YAML, links, pasted texts, XMP, zips, backups, reports, programs, collections, pictures), from seed ${firstSeed}: ${sum((one) => one.exceptions)} exceptions; dearest reading ${max('slowest').toFixed(0)} ms of computing (at most 500) and ${megabytes(max('largest'))} (at most 67.1 MB); ${taken.toLocaleString('en')} pipelines were accepted. ${ok ? 'All held, and every pipeline that was accepted came back.' : 'NOT all held.'} ${seconds} s.`,
    ],
  };
}
