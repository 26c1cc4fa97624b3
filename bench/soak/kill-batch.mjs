/** Kills pages at random moments of runs of many files: what was done stays, nothing is done twice. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { App } from '../app.mjs';
import { choose, copies, dialogOf, drawPhoto } from './batch.mjs';
import { entriesOf } from './archive.mjs';

/** Files of one run. */
const files = 8;

/** Kills that one run goes through at most. */
const perRun = 4;

const after = (milliseconds) =>
  new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));

/** A moment in the middle of a run. */
const someTime = () => after(200 + Math.random() * 2500);

const picturesIn = async (folder) => copies(await drawPhoto(1600, 1200), files, folder);

async function kill(context, page) {
  const client = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It is never answered: there is nobody left to do so.
  void client.send('Page.crash').catch(() => undefined);
  await crashed;
}

async function openIn(chromium, context) {
  const app = new App(await context.newPage());
  await app.goto(chromium.site.url);
  return app;
}

/** Opens the site in a context and begins a run. */
async function begin(chromium, context, paths) {
  const app = await openIn(chromium, context);
  await app.add('Sharpen');
  await choose(app.page, paths);
  await app.page
    .getByText(/^Saved/)
    .first()
    .waitFor();
  const button = dialogOf(app.page).getByRole('button', { name: `Export ${files} files` });
  return { app, press: () => button.click() };
}

/** The button that goes on with the run whose page was killed. */
async function offerIn(page) {
  const name = new RegExp(`^Resume: \\d of ${files} done$`);
  const offer = page.getByRole('button', { name });
  await offer.waitFor({ timeout: 60_000 });
  return offer;
}

/** A page's next download; it is no fault that there is none, since pages are killed. */
function downloadOf(page) {
  const download = page.waitForEvent('download', { timeout: 120_000 });
  download.catch(() => undefined);
  return download;
}

/** Returns what is wrong with the archive that came, or null. */
async function faultOf(download, page, { paths, folder }) {
  const came = await download.catch(() => null);
  if (came === null) {
    const words = (await dialogOf(page).innerText()).replace(/\s+/g, ' ');
    return `no archive came; the screen said: ${words}`;
  }
  const path = join(folder, 'result.zip');
  await came.saveAs(path);
  const { names } = await entriesOf(path);
  const wanted = [...paths.map((one) => one.split('/').at(-1)), 'manifest.csv'].sort();
  const isWhole = JSON.stringify([...names].sort()) === JSON.stringify(wanted);
  if (isWhole) return null;
  // A file that had not been stored when its page was killed is missing by no fault, and it says so.
  const { 'manifest.csv': manifest } = unzipSync(await readFile(path), {
    filter: ({ name }) => name === 'manifest.csv',
  });
  return `the archive held ${names.join(', ')}; its manifest says: ${strFromU8(manifest ?? new Uint8Array())}`;
}

/** A run from its beginning to its archive, killed up to `max` times. Returns how often it was. */
async function oneRun({ chromium, paths, max, folder, problems }) {
  const context = await chromium.newContext({ serviceWorkers: 'block' });
  let killed = 0;
  try {
    const { app, press } = await begin(chromium, context, paths);
    let { page } = app;
    let download = downloadOf(page);
    await press();
    while (killed < max && (await Promise.race([download, someTime()])) === null) {
      await kill(context, page);
      killed += 1;
      ({ page } = await openIn(chromium, context));
      const offer = await offerIn(page);
      download = downloadOf(page);
      await offer.click();
    }
    const fault = await faultOf(download, page, { paths, folder });
    if (fault !== null) problems.push(`after ${killed} kills ${fault}`);
    return killed;
  } finally {
    await context.close();
  }
}

const found = (problems, well) => (problems.length === 0 ? well : problems.join('; '));

/** Kills runs `kills` times in all. */
export async function killBatches({ chromium, kills, folder }) {
  const problems = [];
  let done = 0;
  let runs = 0;
  const paths = await picturesIn(folder);
  // Runs that end before they can be killed must not go on for ever.
  while (done < kills && runs <= kills * 2 + 10) {
    const max = Math.min(perRun, kills - done);
    done += await oneRun({ chromium, paths, max, folder, problems });
    runs += 1;
  }
  return {
    ok: problems.length === 0 && done >= kills,
    line: `${done} kills of the page at random moments of ${runs} runs of ${files} files: ${found(problems, 'every archive held every file once')}.`,
  };
}

/** Two tabs press Resume at once; the one that goes on may be killed too. Returns what is wrong. */
async function oneShare({ chromium, paths, folder, isKilled }) {
  const context = await chromium.newContext({ serviceWorkers: 'block' });
  try {
    const { app, press } = await begin(chromium, context, paths);
    await press();
    await someTime();
    await kill(context, app.page);
    const tabs = [await openIn(chromium, context), await openIn(chromium, context)];
    const offers = await Promise.all(tabs.map(({ page }) => offerIn(page)));
    const downloads = tabs.map(({ page }) => downloadOf(page));
    await Promise.all(offers.map((offer) => offer.click()));
    const told = tabs.map(({ page }) =>
      page
        .getByText(/^Another tab is finishing this export/)
        .waitFor({ timeout: 60_000 })
        .then(() => true),
    );
    const loser = await Promise.any(told.map(async (one, index) => (await one, index)));
    for (const one of told) one.catch(() => undefined);
    const winner = tabs[1 - loser].page;
    if (!(await dialogOf(winner).isVisible())) return 'both tabs were told that the other goes on';
    if (!isKilled || (await Promise.race([downloads[1 - loser], someTime()])) !== null) {
      return await faultOf(downloads[1 - loser], winner, { paths, folder });
    }
    await kill(context, winner);
    const { page } = tabs[loser];
    await page.reload();
    const offer = await offerIn(page);
    const download = downloadOf(page);
    await offer.click();
    return await faultOf(download, page, { paths, folder });
  } finally {
    await context.close();
  }
}

/** Lets two tabs take the same interrupted run, `tabs` times. */
export async function shareBatches({ chromium, tabs, folder }) {
  const problems = [];
  const paths = await picturesIn(folder);
  for (let round = 0; round < tabs; round += 1) {
    const fault = await oneShare({ chromium, paths, folder, isKilled: round % 2 === 1 });
    if (fault !== null) problems.push(fault);
  }
  return {
    ok: problems.length === 0,
    line: `${tabs} times two tabs went on with the same interrupted run of ${files} files at once, and half of the times the one that did was killed: ${found(problems, 'one tab was told, and every archive held every file once')}.`,
  };
}
