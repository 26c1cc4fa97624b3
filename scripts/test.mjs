/**
 * `npm test`: everything, on a fresh machine, nothing else typed. Goes on after a failure, sums the
 * numbers of all runners, says again what failed and ends with the line "N passed, N failed".
 * `npm test -- --only=unit,build` runs some of its parts, `--shard=1/2` half of the browser tests.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, ensureFirefox, ensureWebkit } from './browsers.mjs';
import { ensurePdfReader } from './pdf-reader.mjs';
import { ensurePython } from './python.mjs';
import { chosenParts } from './test-parts.mjs';
import { readBrowser, readUnit } from './test-reports.mjs';
import {
  captureNode,
  captureNpm,
  captureTool,
  ensurePackages,
  root,
  runTool,
  say,
} from './tasks.mjs';

const results = join(root, 'test-results', 'numbers');
const underCi = Boolean(process.env.CI);
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const { parts, shard } = chosenParts(process.argv.slice(2));
const wants = (...some) => some.some((part) => parts.includes(part));

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** How many characters of what something said are told again at the end: about a screen. */
const toldAgain = 4000;

/** Counts one thing that either works or does not, such as the build, and what it said last. */
function addOne(what, code, said = '') {
  if (code !== 0) failures.push(`${what}: see above\n${said.slice(-toldAgain)}`.trim());
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

say('Looking for what is missing (packages, Python, Poppler, Chromium, Firefox, WebKit)');
const [, { pdfReader, python }] = await Promise.all([ensurePackages(), findReaders()]);
if (python) console.log(`Python: ${python}`);
if (wants('unit')) console.log(`Reader of PDFs: ${pdfReader ?? 'none, so its test is skipped'}`);
/** Of what the browser tests need: none of the other parts waits for it. */
const browsers = findBrowsers();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Installs what reads our files beside us, one after the other, which needs none of our packages. */
async function findReaders() {
  const pdfReader = wants('unit') ? await ensurePdfReader() : null;
  const python = wants('checks', 'unit', 'browser') ? await ensurePython() : null;
  return { pdfReader, python };
}

/**
 * Installs the browsers that are missing, one after the other, and returns the path of Chromium; null
 * where none is wanted, and where none can be had, which counts as a failure.
 */
async function findBrowsers() {
  if (!wants('browser', 'engines')) return null;
  const chromium = await ensureChromium().catch((error) => {
    failures.push(`The browsers: ${error.message}`);
    add({ passed: 0, failed: 1, skipped: 0 });
    return null;
  });
  if (chromium === null) return null;
  console.log(`Chromium: ${chromium}`);
  if (!wants('engines')) return chromium;
  const [firefox, webkit] = [await ensureFirefox(), await ensureWebkit()];
  console.log(`Firefox: ${firefox ?? 'none, so its journeys are skipped'}`);
  console.log(`WebKit: ${webkit ?? 'none, so its journeys are skipped'}`);
  return chromium;
}

/**
 * Runs what is asked for of these parts at the same time: each leaves a core idle now and then, and at
 * its end. The first may show what it says as it comes; what each other one says, once it is done.
 */
const together = (...some) =>
  Promise.all(some.filter(([part]) => wants(part)).map(([, work], index) => work(index === 0)));

/** Says `text`, runs a tool, and returns its exit code. */
async function runSaying(text, shown, name, args, options) {
  if (shown) {
    say(text);
    return runTool(name, args, options);
  }
  const { code, output } = await captureTool(name, args, options);
  say(text);
  process.stdout.write(output);
  return code;
}

async function unitTests(shown) {
  const file = join(results, 'unit.json');
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const options = { env: { PIPETTE_PYTHON: python }, patient: true };
  const code = await runSaying('Running the unit tests', shown, 'vitest', args, options);
  addReport('The unit tests', file, code, readUnit);
}

async function checks() {
  const args = ['scripts/check.mjs', '--no-unit', '--python'];
  const { code, output } = await captureNode(args, { patient: true });
  say('Checking types, lint, format and imports');
  process.stdout.write(output);
  addOne('The checks', code, output);
}

/** Builds the site where that is asked for, and returns whether there is one to run against. */
async function buildSite() {
  if (!wants('build')) return true;
  const { code, output } = await captureNpm('build');
  say('Building the site');
  process.stdout.write(output);
  addOne('The build', code, output);
  if (code !== 0) {
    console.error('The browser tests did not run, because there is no site to run them against.');
  }
  return code === 0;
}

async function browserTests(text, shown, what, name, args) {
  const file = join(results, `${name}.json`);
  const env = {
    CHROMIUM_PATH: await browsers,
    ...(python ? { PIPETTE_PYTHON: python } : {}),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  };
  const all = ['test', ...args, '--reporter=line,json'];
  addReport(what, file, await runSaying(text, shown, 'playwright', all, { env }), readBrowser);
}

const site = buildSite();
/** What makes them wait for one another leaves half of the cores idle, to whoever is patient. */
async function journeys(shown) {
  if (!(await site) || (await browsers) === null) return;
  const text = 'Running the journeys in Firefox and WebKit';
  const args = ['--config=playwright.engines.config.ts'];
  await browserTests(text, shown, 'The journeys', 'engines', args);
}

await together(['unit', unitTests], ['checks', checks], ['engines', journeys]);
// By themselves: they keep both cores of a small machine busy, and browsers that wait for a core show
// waits that no person would meet.
if (wants('browser') && (await site) && (await browsers) !== null) {
  const text = 'Running the browser tests in Chromium';
  await browserTests(text, true, 'The browser tests', 'browser', shard);
}
await site;

finish();
