/** Part (m): a gallery of a thousand pictures, opened and scrolled through. */
import { publishedZip } from '../../scripts/published-zip.mjs';
import { megabytes, milliseconds, table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

/** As many as one gallery holds, in zips of which each holds fewer. */
const pictures = 1000;
const perZip = 250;
const visits = 5;
const target = 1000;
/** The list is scrolled from end to end so often, a window's height at a time. */
const rounds = 4;
/** What may be added to the page's memory by a round, once all have been seen, in bytes. */
const flat = 1e6;

/** Takes a published gallery; returns how long that took, in milliseconds. */
async function take(page, buffer) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open image' }).first().click();
  await (await chooser).setFiles({ name: 'brought.zip', mimeType: 'application/zip', buffer });
  const card = page.getByRole('dialog', { name: 'Published gallery' });
  const button = card.getByRole('button', { name: /^Take/ });
  await button.waitFor();
  const begun = performance.now();
  await button.click();
  await card.waitFor({ state: 'detached', timeout: 300_000 });
  return performance.now() - begun;
}

/** Returns how long it takes from the press of Gallery until pictures of it are drawn. */
async function open(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === 'Gallery',
    );
    const begun = performance.now();
    button.click();
    for (;;) {
      await frame();
      const list = document.querySelector('[role=listbox][aria-label=Pictures]');
      const shown = [...(list?.querySelectorAll('img') ?? [])];
      if (shown.length > 8 && shown.every((image) => image.complete && image.naturalWidth > 0)) {
        return performance.now() - begun;
      }
    }
  });
}

/** Scrolls through all rows once; returns the most pictures that were in the page. */
const scroll = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const list = document.querySelector('[role=listbox][aria-label=Pictures]');
    let most = 0;
    for (let top = 0; top < list.scrollHeight; top += list.clientHeight) {
      list.scrollTop = top;
      await frame();
      await frame();
      most = Math.max(most, list.querySelectorAll('img').length);
    }
    list.scrollTop = 0;
    await frame();
    return most;
  });

export async function measureGallery({ chromium }) {
  const app = await chromium.newApp();
  const { page } = app;
  const session = await page.context().newCDPSession(page);
  const taking = [];
  for (let from = 0; from < pictures; from += perZip) {
    const titles = Array.from({ length: perZip }, (_, index) => `Picture ${from + index + 1}`);
    taking.push(await take(page, await publishedZip(titles, from)));
  }
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByRole('tab', { name: /Pictures/ }).click();
  const opened = [];
  const seen = [];
  for (let visit = 0; visit < visits; visit += 1) {
    await app.goto(chromium.site.url);
    opened.push(await open(page));
  }
  let most = 0;
  for (let round = 0; round < rounds; round += 1) {
    most = Math.max(most, await scroll(page));
    await session.send('HeapProfiler.collectGarbage');
    seen.push((await session.send('Runtime.getHeapUsage')).usedSize);
  }
  await app.close();
  const growth = (seen.at(-1) - seen[1]) / (rounds - 2);
  table(
    [`${pictures} pictures`, 'figure', 'target', ''],
    [
      [
        `opened, median of ${visits} fresh visits`,
        milliseconds(median(opened)),
        `≤ ${target} ms`,
        verdict('gallery opened', median(opened), target),
      ],
      [
        'JavaScript of the page, a round of scrolling adds',
        megabytes(growth),
        `≤ ${megabytes(flat)}`,
        verdict('gallery scrolled', growth, flat, `grows ${megabytes(growth)} a round`),
      ],
      ['JavaScript of the page, in the end', megabytes(seen.at(-1)), '', ''],
      ['pictures in the page at most', most, '', ''],
      [`taken, first ${perZip}`, milliseconds(taking[0]), '', ''],
      [`taken, last ${perZip}`, milliseconds(taking.at(-1)), '', ''],
    ],
  );
}
