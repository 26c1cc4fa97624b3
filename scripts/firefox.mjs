/**
 * Runs every journey in e2e/firefox/*.mjs in a real Firefox over WebDriver BiDi, against dist/, or the
 * folder that PIPETTE_DIST names.
 * A journey exports `name` and `async run({ page, browser, site })`, and throws when it fails.
 * Prints one line per journey; `--json=<file>` also writes { passed, failed, skipped, failures }.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { ensureFirefox } from './browsers.mjs';
import { serveSite } from './site-server.mjs';
import { root } from './tasks.mjs';
import { tell } from './test-reports.mjs';

/** Milliseconds one journey may take. */
const journeyTime = 120_000;

const dist = process.env.PIPETTE_DIST ?? join(root, 'dist');
const folder = join(root, 'e2e', 'firefox');
const journeys = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const numbers = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** Rejects when `promise` takes longer than a journey may. */
async function withinTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${journeyTime} ms`)), journeyTime);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function runJourney(file, executablePath) {
  const { name, run } = await import(pathToFileURL(join(folder, file)).href);
  const site = await serveSite({ root: dist });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // First visits to our own page only: no start page, no studies, no updates.
    extraPrefsFirefox: { 'app.update.enabled': false, 'browser.startup.page': 0 },
  });
  try {
    await withinTime(run({ page: await browser.newPage(), browser, site }));
    numbers.passed += 1;
    console.log(`  passed  Firefox: ${name}`);
  } catch (error) {
    numbers.failed += 1;
    numbers.failures.push(tell(`Firefox: ${name}`, error.stack ?? String(error)));
    console.error(`  failed  Firefox: ${name}\n${error.stack ?? error}`);
  } finally {
    await browser.close();
    await site.close();
  }
}

const executablePath = await ensureFirefox();
if (executablePath === null) {
  numbers.skipped = journeys.length;
  console.log(`  skipped ${journeys.length} Firefox journeys: no Firefox is installed.`);
} else {
  for (const file of journeys) await runJourney(file, executablePath);
}

const output = process.argv.find((argument) => argument.startsWith('--json='));
if (output !== undefined) writeFileSync(output.slice('--json='.length), JSON.stringify(numbers));
process.exit(numbers.failed > 0 ? 1 : 0);
