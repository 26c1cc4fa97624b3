/**
 * `npm run mutants -- src/core/naming --sample=300 --seed=1`: changes the code of a room in one place
 * after another and says how many of the changes its own tests notice, and those of the folders that
 * are named after it. Writes all of it, and what no test noticed, into .cache/mutants. After tests
 * were added, `--again` tries only what lived in the last run, by the tests that changed since.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, root, say } from '../tasks.mjs';
import { instrumented, mutantKey } from './instrumented.mjs';
import { planned, score } from './sample.mjs';

/** Milliseconds of tests in one file that a mutant is tried with: first by the cheap ones. */
const rounds = [0, 1_000, 4_000];
/** So long may one mutant take; then it does not end. A busy machine takes long to start. */
const patience = { start: 300_000, mutant: 60_000 };

await ensurePackages();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    again: { type: 'boolean', default: false },
  },
});
const [room, ...also] = positionals.map((path) => path.replace(/\/$/, ''));
if (room === undefined || ![room, ...also].every((path) => existsSync(join(root, path)))) {
  console.error('Say which folder: npm run mutants -- src/core/naming [--sample=300] [--seed=1]');
  process.exit(2);
}

const folder = join(root, '.cache/mutants', room.replaceAll('/', '-'));
mkdirSync(folder, { recursive: true });
const journal = join(folder, 'journal.jsonl');
const lastResults = join(folder, 'results.json');
const lastRun = values.again ? statSync(lastResults).mtimeMs : 0;
const tests = [room, ...also]
  .flatMap(codeIn)
  .filter((path) => path.endsWith('.test.ts') && statSync(join(root, path)).mtimeMs > lastRun);
const sources = codeIn(room).filter((path) => !/\.(test|d)\.ts$|\/testing[./]/.test(path));
const { total, mutants, code } = await instrumented(
  sources,
  Number(values.sample),
  Number(values.seed),
);
writeFileSync(join(folder, 'code.json'), JSON.stringify(code));
say(`Trying ${mutants.length} of ${total} mutants of ${room} (seed ${values.seed})`);

function codeIn(room) {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${room}/${path.replaceAll('\\', '/')}`)
    .sort();
}

const started = Date.now();
/** Runs the tests as planned and returns what the worker noted; ends a run in which nothing happens. */
async function pass(order, files) {
  writeFileSync(journal, '');
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ root, order, files }));
  const config = join(import.meta.dirname, 'vitest.config.mjs');
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config, ...order],
    { cwd: root, env: { ...process.env, PIPETTE_MUTANTS: folder }, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  let last = '';
  let since = Date.now();
  const watch = setInterval(() => {
    const now = readFileSync(journal, 'utf8');
    if (now !== last) [last, since] = [now, Date.now()];
    else if (files === undefined) return;
    else if (Date.now() - since > patience[now === '' ? 'start' : 'mutant']) child.kill('SIGKILL');
  }, 1_000);
  await ended;
  clearInterval(watch);
  return readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const reached = await pass(tests);
for (const { file, failed } of reached) if (failed) say(`${file} fails as it is`);
for (const file of tests) {
  if (!reached.some((one) => one.file === file)) say(`${file} was not run`);
}
const found = new Set(
  reached.flatMap(({ onLoad, tests }) =>
    [onLoad, ...tests.map(({ covers }) => covers)].flatMap(Object.keys),
  ),
);
/** @type {Map<string, { fate: string, file?: string }>} What became of them, by their names. */
const before = new Map(
  (values.again ? JSON.parse(readFileSync(lastResults, 'utf8')) : []).map(({ what, ...rest }) => [
    what,
    rest,
  ]),
);
const fates = new Map(
  mutants.map((mutant) => {
    const last = before.get(mutantKey(mutant)) ?? { fate: 'unreached' };
    const lives = last.fate === 'unreached' && found.has(mutant.id);
    return [mutant.id, lives ? { fate: 'survived' } : last];
  }),
);
say(`${alive().size} to try are reached by ${reached.length} files of tests (${seconds()} s)`);

function seconds() {
  return Math.round((Date.now() - started) / 1000);
}

function alive() {
  return new Set([...fates].filter(([, { fate }]) => fate === 'survived').map(([id]) => id));
}

/** Takes over what was noted, and returns what is still to try of the plan. */
function settle(notes, plan) {
  const unfit = new Set(notes.filter((one) => one.unfit).map(({ file }) => file));
  for (const file of unfit) say(`${file} also fails without a mutant: it does not count`);
  const tried = new Set(
    notes.filter((one) => one.begins).map((one) => `${one.file} ${one.begins}`),
  );
  for (const { file, id, fate } of notes) {
    if (fate !== undefined && fate !== 'survived' && !unfit.has(file))
      fates.set(id, { fate, file });
  }
  const last = notes.at(-1);
  if (last?.begins !== undefined) fates.set(last.begins, { fate: 'timeout', file: last.file });
  const lives = alive();
  return plan
    .filter(({ file }) => !unfit.has(file))
    .map(({ file, mutants }) => ({
      file,
      mutants: mutants.filter(({ id }) => lives.has(id) && !tried.has(`${file} ${id}`)),
    }))
    .filter(({ mutants }) => mutants.length > 0);
}

for (const [round, from] of rounds.slice(0, -1).entries()) {
  let plan = planned(reached, alive(), from, rounds[round + 1]);
  while (plan.length > 0) {
    const notes = await pass(
      plan.map(({ file }) => file),
      plan,
    );
    const left = settle(notes, plan);
    for (const { file } of notes.length === 0 ? plan : []) say(`${file} did not run`);
    plan = notes.length === 0 ? [] : left;
  }
  say(`${score([...fates.values()].map(({ fate }) => fate)).percent} % found (${seconds()} s)`);
}

const results = mutants.map((mutant) => ({ what: mutantKey(mutant), ...fates.get(mutant.id) }));
writeFileSync(lastResults, JSON.stringify(results, null, 2));
const survivors = results.filter(({ fate }) => fate === 'survived' || fate === 'unreached');
writeFileSync(
  join(folder, 'survivors.txt'),
  survivors.map(({ what, fate }) => `${fate} ${what}\n`).join(''),
);
const result = score(results.map(({ fate }) => fate));
say(
  `${room}: ${result.found} of ${result.valid} found, ${result.percent} % (${seconds()} s). Survivors: ${relative(root, join(folder, 'survivors.txt'))}`,
);
