/** Starts any of the three engines for a journey, each with a fresh profile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, findFirefox, findWebkitDriver } from '../browsers.mjs';
import { EnginePage } from './engine-page.mjs';
import { startPuppeteer } from './puppeteer-driver.mjs';
import { startWebkit } from './webkit-driver.mjs';

export { byRole, first } from './engine-page.mjs';

const engines = {
  Chromium: {
    find: findChromium,
    start: (path, folder, { isPrivate }) => startPuppeteer('chrome', path, folder, isPrivate),
  },
  Firefox: {
    find: findFirefox,
    start: (path, folder, { isPrivate }) => startPuppeteer('firefox', path, folder, isPrivate),
  },
  WebKit: { find: findWebkitDriver, start: startWebkit },
};

export const engineNames = Object.keys(engines);

/** Whether what the engine needs is installed. */
export const hasEngine = async (name) => (await engines[name].find()) !== null;

/**
 * Starts an engine and returns its page, 1440 x 900 CSS pixels large. `close` ends the browser and
 * removes its profile. In a private session the browser keeps nothing, as in a private window. WebKit
 * without `optimises` leaves out the last and dearest stage of compiling wasm, which takes half of
 * its processor time where it works for seconds only.
 */
export async function openEngine(name, { isPrivate = false, optimises = true } = {}) {
  const { find, start } = engines[name];
  const path = await find();
  if (path === null) throw new Error(`${name} is not installed.`);
  const folder = mkdtempSync(join(tmpdir(), 'pipette-engine-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const driver = await start(path, folder, { isPrivate, optimises });
    return new EnginePage(name, {
      ...driver,
      close: async () => {
        await driver.close();
        remove();
      },
    });
  } catch (error) {
    remove();
    throw error;
  }
}
