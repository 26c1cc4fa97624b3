/** Part (c): how long a visitor waits for the page, and then for the first picture. */
import { App } from '../app.mjs';
import { milliseconds, table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

const visits = 5;
const targets = { first: 350, later: 250, preview: 1000 };

/** Visits the site and returns when it was painted and ready, from the start of the visit. */
async function visit(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => globalThis.pipetteBench.ready > 0);
  return page.evaluate(() => ({
    ready: globalThis.pipetteBench.ready,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  }));
}

/** Waits until the service worker has kept everything and is in control of the page. */
const inControl = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  });

/** First visits: nothing is kept. Returns the times of each. */
async function coldVisits(chromium) {
  const times = [];
  for (let count = 0; count < visits; count += 1) {
    const context = await chromium.newContext();
    times.push(await visit(await context.newPage(), chromium.site.url));
    await context.close();
  }
  return times;
}

/** Later visits, the service worker in control; each opens the picture in a fresh workspace. */
async function warmVisits(chromium, picture) {
  const context = await chromium.newContext();
  const first = await context.newPage();
  await visit(first, chromium.site.url);
  await inControl(first);
  await first.close();
  const times = [];
  for (let count = 0; count < visits; count += 1) {
    const page = await context.newPage();
    const time = await visit(page, chromium.site.url);
    const worked = await page.evaluate(() => navigator.serviceWorker.controller !== null);
    if (!worked) throw new Error('the service worker was not in control of a later visit');
    times.push(time);
    await page.close();
  }
  await context.close();
  return { times, previews: await firstPreviews(chromium, picture) };
}

/** Opens the picture as the first one of a visit: at once, and when the engine has long started. */
async function firstPreviews(chromium, picture) {
  const atOnce = [];
  const later = [];
  for (let count = 0; count < visits; count += 1) {
    for (const { list, calm } of [
      { list: atOnce, calm: false },
      { list: later, calm: true },
    ]) {
      const context = await chromium.newContext({ serviceWorkers: 'block' });
      const app = new App(await context.newPage());
      await app.goto(chromium.site.url);
      if (calm) {
        await app.page.waitForFunction(() => globalThis.pipetteBench.started, null, {
          timeout: 10_000,
        });
      }
      list.push(await app.open(picture));
      await context.close();
    }
  }
  return { atOnce, later };
}

export async function measureStart({ chromium, picture }) {
  const cold = await coldVisits(chromium);
  const { times: warm, previews } = await warmVisits(chromium, picture);
  const row = (what, values, aim) => {
    const value = median(values);
    const result = aim ? verdict(what, value, aim, `${milliseconds(value)} > ${aim} ms`) : '';
    return [what, milliseconds(value), aim ? `≤ ${aim} ms` : '', result];
  };
  table(
    [`medians of ${visits}`, 'time', 'target', ''],
    [
      row(
        'first visit: first paint',
        cold.map(({ painted }) => painted),
      ),
      row(
        'first visit: page ready',
        cold.map(({ ready: time }) => time),
        targets.first,
      ),
      row(
        'later visit: first paint',
        warm.map(({ painted }) => painted),
      ),
      row(
        'later visit: page ready',
        warm.map(({ ready: time }) => time),
        targets.later,
      ),
      row('first preview, engine started', previews.later, targets.preview),
      row('first preview, opened the moment the page is ready', previews.atOnce),
    ],
  );
}
