/**
 * `npm test`: everything, on a fresh machine, nothing else typed. Goes on after a failure, sums the
 * numbers of all runners and ends with the line "N passed, N failed".
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, root, run, runTool, say } from './tasks.mjs';

const results = join(root, 'test-results', 'numbers');
const underCi = Boolean(process.env.CI);
const total = { passed: 0, failed: 0, skipped: 0 };
const node = process.execPath;

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** Counts one thing that either works or does not, such as the build. */
const addOne = (code) =>
  add({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/**
 * Adds the numbers a runner wrote. A runner that failed without a failed test, or wrote nothing,
 * counts as one failure: it may have died half-way.
 */
function addReport(file, code, read) {
  const numbers = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(file) || (code !== 0 && numbers.failed === 0)) numbers.failed += 1;
  add(numbers);
}

function finish() {
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 || total.passed === 0 || (underCi && total.skipped > 0) ? 1 : 0);
}

say('Looking for what is missing (packages, Chromium, Firefox, Python)');
await ensurePackages();
const { ensureChromium, ensureFirefox } = await import('./browsers.mjs');
const chromium = await ensureChromium();
const firefox = await ensureFirefox();
const { ensurePython } = await import('./python.mjs');
const python = await ensurePython();
console.log(`Chromium: ${chromium}\nFirefox: ${firefox ?? 'none'}\nPython: ${python}`);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

say('Checking types, lint, format and imports');
addOne(await run(node, ['scripts/check.mjs', '--no-unit']));

say('Running the unit tests');
const unitFile = join(results, 'unit.json');
const unitArgs = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitFile}`];
const unitCode = await runTool('vitest', unitArgs, { env: { PIPETTE_PYTHON: python } });
addReport(unitFile, unitCode, (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
}));

say('Building the site');
const buildCode = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
  'run',
  '--silent',
  'build',
]);
addOne(buildCode);
if (buildCode !== 0) {
  console.error('The browser tests did not run, because there is no site to run them against.');
  finish();
}

say('Running the browser tests in Chromium');
const browserFile = join(results, 'browser.json');
const browserCode = await runTool('playwright', ['test', '--reporter=line,json'], {
  env: {
    CHROMIUM_PATH: chromium,
    PIPETTE_PYTHON: python,
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile,
  },
});
addReport(browserFile, browserCode, ({ stats }) => ({
  // A test that passed only when it was tried again did not pass.
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
}));

say('Running the Firefox journeys');
const firefoxFile = join(results, 'firefox.json');
const firefoxCode = await run(node, ['scripts/firefox.mjs', `--json=${firefoxFile}`]);
addReport(firefoxFile, firefoxCode, (numbers) => numbers);

finish();
