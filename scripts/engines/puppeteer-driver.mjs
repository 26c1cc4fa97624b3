/** Chromium and Firefox, driven by puppeteer: the one over its own protocol, the other over BiDi. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { chromiumArgs } from '../browsers.mjs';
import { firstScript } from './first-script.mjs';

const size = { width: 1440, height: 900 };

/** Milliseconds that a page may take to load on a busy machine. */
const patience = 120_000;

/**
 * Has the page leave its document, and waits until another one has loaded. The page is asked, for
 * puppeteer's own wait also wants to hear of the network, of which Firefox by chance says nothing
 * where a service worker answers.
 */
async function leave(page, go, ...args) {
  await page.evaluate(() => {
    globalThis.isLeft = true;
  });
  // The page may be gone before it answers.
  await page.evaluate(go, ...args).catch(() => undefined);
  let last;
  for (const end = performance.now() + patience; performance.now() < end; await wait(40)) {
    try {
      last = await page.evaluate(() => !globalThis.isLeft && document.readyState);
      if (last === 'complete') return;
    } catch (error) {
      // Between two documents there is nothing to ask.
      last = error;
    }
  }
  throw new Error(`No page within ${patience} ms: ${last}`);
}

/** Starts a browser that keeps everything in `folder`, and returns what EnginePage needs of it. */
export async function startPuppeteer(browserName, executablePath, folder, isPrivate) {
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  const browser = await puppeteer.launch({
    browser: browserName,
    executablePath,
    headless: true,
    defaultViewport: size,
    ...(browserName === 'chrome'
      ? { args: [...chromiumArgs, '--force-dark-mode'] }
      : {
          extraPrefsFirefox: {
            // First visits to our own page only: no start page, no studies, no updates.
            'app.update.enabled': false,
            'browser.startup.page': 0,
            'browser.download.folderList': 2,
            'browser.download.dir': downloads,
            'browser.download.useDownloadDir': true,
            'browser.privatebrowsing.autostart': isPrivate,
          },
        }),
  });
  const context =
    isPrivate && browserName === 'chrome'
      ? await browser.createBrowserContext()
      : browser.defaultBrowserContext();
  const page = await context.newPage();
  if (browserName === 'chrome') {
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: downloads,
      ...(context.id === undefined ? {} : { browserContextId: context.id }),
    });
  }
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.evaluateOnNewDocument(firstScript);
  return {
    downloads,
    problems,
    goto: async (url) => {
      const [address, hash] = url.split('#');
      const isHere = page.url().split('#')[0] === address && hash !== undefined;
      // Another hash alone brings no other document.
      if (isHere) await page.evaluate((to) => location.assign(to), url);
      // No page may lead to the disk; no service worker answers there, either.
      else if (url.startsWith('file:')) await page.goto(url, { timeout: patience });
      else await leave(page, (to) => location.assign(to), url);
    },
    reload: () => leave(page, () => location.reload()),
    execute: (source, args) => page.evaluate(`(${source})(...${JSON.stringify(args)})`),
    mouse: async (moves) => {
      for (const move of moves) {
        if (move === 'down') await page.mouse.down();
        else if (move === 'up') await page.mouse.up();
        else await page.mouse.move(move.to.x, move.to.y);
      }
    },
    keys: (characters) => page.keyboard.type(characters.join('')),
    chord: async (names) => {
      for (const name of names) await page.keyboard.down(name);
      for (const name of names.toReversed()) await page.keyboard.up(name);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async () => Buffer.from(await page.screenshot()),
    setFiles: async (selector, paths) => {
      const found = await page.$(selector);
      const input = await found.toElement('input');
      await input.uploadFile(...paths);
    },
    close: () => browser.close(),
  };
}
