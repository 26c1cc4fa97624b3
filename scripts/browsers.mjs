/** Finds the browsers the tests run in, and installs them where that is possible. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, captureTool, say } from './tasks.mjs';

/** Flags for a quiet Chromium that also starts as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-gpu',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** Returns the path of the first of these programs that is installed, or null. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

/**
 * Returns the path of a Chromium: CHROMIUM_PATH, an installed one, or Playwright's own; or null. The
 * one without windows is the same engine and takes half the time to open a page.
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  const installed = findProgram([
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
  ]);
  if (installed !== null) return installed;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** Returns the path of a Firefox: FIREFOX_PATH or an installed one; or null. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`FIREFOX_PATH names ${named}, which does not exist.`);
    return named;
  }
  return findProgram(['firefox-esr', 'firefox']);
}

/**
 * Returns the path of WebKitGTK's WebDriver, or null unless all is there that it takes to use it: a
 * screen, and what our own browser around WebKit is written in.
 */
export function findWebkitDriver() {
  const driver = findProgram(['WebKitWebDriver']);
  const bindings = "import gi; gi.require_version('WebKit2', '4.1')";
  if (driver === null || findProgram(['Xvfb']) === null) return null;
  return spawnSync('/usr/bin/python3', ['-c', bindings]).status === 0 ? driver : null;
}

const isRoot = () => process.getuid?.() === 0;

const mayInstall = () => isRoot() && findProgram(['apt-get']) !== null;

/** Waits for an installer, which is silent unless it fails; returns whether it worked. */
async function installed(working) {
  const { code, output } = await working;
  if (code !== 0) process.stdout.write(output);
  return code === 0;
}

/** Installs packages of Debian where that is possible; returns whether it worked. */
export async function installFromDebian(...names) {
  if (!mayInstall()) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await installed(capture('apt-get', ['update', '-qq'], { env }));
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  return installed(capture('apt-get', args, { env }));
}

/** Returns the path of a Chromium, installing one if need be; throws when that fails. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found !== null) return found;
  say('Installing Chromium (playwright install chromium)');
  // As root it may also bring the libraries that Chromium needs.
  const args = isRoot() ? ['install', '--with-deps', 'chromium'] : ['install', 'chromium'];
  if (!(await installed(captureTool('playwright', args)))) {
    say('That failed; installing Chromium with apt-get');
    await installFromDebian('chromium-headless-shell');
  }
  const now = await findChromium();
  if (now !== null) return now;
  throw new Error('No Chromium was found or could be installed. Set CHROMIUM_PATH to one.');
}

/** Returns the path of a Firefox, installing one on Debian as root; null where there is none. */
export async function ensureFirefox() {
  const found = findFirefox();
  if (found !== null || !mayInstall()) return found;
  say('Installing Firefox with apt-get');
  await installFromDebian('firefox-esr');
  return findFirefox();
}

/** Returns the path of WebKit's driver, installing it on Debian as root; null where there is none. */
export async function ensureWebkit() {
  const found = findWebkitDriver();
  if (found !== null || !mayInstall()) return found;
  say('Installing WebKit with apt-get');
  await installFromDebian('webkit2gtk-driver', 'xvfb', 'xauth', 'python3-gi', 'gir1.2-webkit2-4.1');
  return findWebkitDriver();
}
