/**
 * `npm run check`: everything that is known without a browser. Goes on after a failure, so that one
 * run shows all of them. `--no-unit` leaves the unit tests out. Python is checked where its private
 * environment is, which `npm test` makes: `--python` says that it has to be there.
 */
import { join } from 'node:path';
import { pythonChecks } from './python.mjs';
import { capture, captureNode, captureTool, root, runTool, say } from './tasks.mjs';

/** What tools keep to do again only what changed, told by content. */
const kept = (name) => join(root, '.cache', 'check', name);
const formatKept = ['--cache', '--cache-strategy', 'content', '--cache-location', kept('prettier')];

/** Each of them keeps one core busy. */
const checksAtOnce = 2;

const checks = [
  [
    // svelte-check reads the .ts files of tsconfig.json too, and knows what components export.
    'Types of the app, its components and its tests (svelte-check)',
    'svelte-check',
    ['--tsgo', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ],
  ['Lint of scripts and TypeScript (oxlint)', 'oxlint', []],
  ['Format (prettier)', 'prettier', ['--check', '--log-level', 'warn', ...formatKept, '.']],
];
/** Of parts that know less than the app, by a compiler that is not the one in `.bin`. */
const types = [
  ['Types of core, without those of a browser (tsc)', 'src/core'],
  ['Types of the workers (tsc)', 'workers'],
  ['Types of the scripts (tsc)', 'scripts'],
];
const compiler = join('node_modules', '@typescript', 'native', 'bin', 'tsc');
const failed = [];

/** Shows what a check said once it is done, because several run at once. */
async function check(what, work) {
  const { code, output } = await work();
  say(what);
  process.stdout.write(output);
  if (code !== 0) failed.push({ what, output });
}

/** The longest first, so that none is left to run alone. */
const waiting = [
  () => check('Lint of components (eslint)', () => captureNode(['scripts/lint.mjs'])),
  () =>
    check('Who imports whom, no cycles, and the picture of that (dependency-cruiser)', () =>
      captureNode(['scripts/draw-house.mjs', '--check']),
    ),
  ...checks.map(
    ([what, tool, args]) =>
      () =>
        check(what, () => captureTool(tool, args)),
  ),
  ...types.map(
    ([what, part]) =>
      () =>
        check(what, () => captureNode([compiler, '-p', join(part, 'tsconfig.json')])),
  ),
  () =>
    check('The guide to all operations (docs)', () => captureNode(['scripts/docs.mjs', '--check'])),
];
const python = 'Python: lint and format (ruff)';
const pythonTools = pythonChecks();
if (pythonTools !== null) {
  for (const [tool, args] of pythonTools)
    waiting.push(() => check(python, () => capture(tool, args)));
} else if (process.argv.includes('--python')) {
  say(python);
  const output = 'There is no ruff in .cache/python.\n';
  process.stdout.write(output);
  failed.push({ what: python, output });
}
async function workOff() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
}
await Promise.all(Array.from({ length: checksAtOnce }, workOff));

if (!process.argv.includes('--no-unit')) {
  const what = 'Unit tests (vitest)';
  say(what);
  if ((await runTool('vitest', ['run', '--reporter=dot'])) !== 0) failed.push({ what, output: '' });
}
if (failed.length > 0) {
  // Again what they said, because it may stand far above, or be cut away where this runs elsewhere.
  for (const { what, output } of failed) console.error(`\nNot in order: ${what}\n${output.trim()}`);
  process.exit(1);
}
console.log('\nAll checks are in order.');
if (pythonTools === null) {
  console.log('Python was not checked: npm test does it, in the environment that it makes for it.');
}
