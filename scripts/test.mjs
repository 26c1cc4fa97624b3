/**
 * `npm test`: everything, on a fresh machine, nothing else typed. Goes on after a failure, sums the
 * numbers of all runners, says again what failed and ends with the line "N passed, N failed".
 * `npm test -- --only=unit,build` runs some of its parts, `--shard=1/2` half of the browser tests.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chosenParts } from './test-parts.mjs';
import { readBrowser, readUnit } from './test-reports.mjs';
import { ensurePackages, root, run, runTool, say } from './tasks.mjs';

const results = join(root, 'test-results', 'numbers');
const underCi = Boolean(process.env.CI);
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const node = process.execPath;
const { parts, shard } = chosenParts(process.argv.slice(2));
const wants = (...some) => some.some((part) => parts.includes(part));

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** Counts one thing that either works or does not, such as the build. */
function addOne(what, code) {
  if (code !== 0) failures.push(`${what}: see above`);
  add({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
}

/**
 * Adds the numbers a runner wrote. A runner that failed without a failed test, or wrote nothing,
 * counts as one failure: it may have died half-way.
 */
function addReport(what, file, code, read) {
  const numbers = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0, failures: [] };
  failures.push(...numbers.failures);
  if (!existsSync(file) || (code !== 0 && numbers.failed === 0)) addOne(what, code || 1);
  add(numbers);
}

function finish() {
  // At the end, because the reports of runs elsewhere are often cut to their last lines.
  if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join('\n\n')}`);
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 || total.passed === 0 || (underCi && total.skipped > 0) ? 1 : 0);
}

say('Looking for what is missing (packages, Chromium, Firefox, WebKit, Python)');
await ensurePackages();
const { ensureChromium, ensureFirefox, ensureWebkit } = await import('./browsers.mjs');
const chromium = wants('browser', 'engines') ? await ensureChromium() : null;
const firefox = wants('engines') ? await ensureFirefox() : null;
const webkit = wants('engines') ? await ensureWebkit() : null;
const { ensurePython } = await import('./python.mjs');
const python = wants('checks', 'unit', 'browser') ? await ensurePython() : null;
if (chromium) console.log(`Chromium: ${chromium}`);
if (wants('engines')) {
  console.log(`Firefox: ${firefox ?? 'none, so its journeys are skipped'}`);
  console.log(`WebKit: ${webkit ?? 'none, so its journeys are skipped'}`);
}
if (python) console.log(`Python: ${python}`);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

if (wants('checks')) {
  say('Checking types, lint, format and imports');
  addOne('The checks', await run(node, ['scripts/check.mjs', '--no-unit', '--python']));
}

if (wants('unit')) {
  say('Running the unit tests');
  const unitFile = join(results, 'unit.json');
  const unitArgs = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitFile}`];
  const unitCode = await runTool('vitest', unitArgs, { env: { PIPETTE_PYTHON: python } });
  addReport('The unit tests', unitFile, unitCode, readUnit);
}

if (wants('build')) {
  say('Building the site');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const buildCode = await run(npm, ['run', '--silent', 'build']);
  addOne('The build', buildCode);
  if (buildCode !== 0) {
    console.error('The browser tests did not run, because there is no site to run them against.');
    finish();
  }
}

async function runBrowserTests(what, name, args) {
  const file = join(results, `${name}.json`);
  const code = await runTool('playwright', ['test', ...args, '--reporter=line,json'], {
    env: {
      CHROMIUM_PATH: chromium,
      ...(python ? { PIPETTE_PYTHON: python } : {}),
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  });
  addReport(what, file, code, readBrowser);
}

if (wants('browser')) {
  say('Running the browser tests in Chromium');
  await runBrowserTests('The browser tests', 'browser', shard);
}

if (wants('engines')) {
  say('Running the journeys in Firefox and WebKit');
  await runBrowserTests('The journeys', 'engines', ['--config=playwright.engines.config.ts']);
}

finish();
