/** Kills the page at random moments of runs: what was done stays, and nothing is done twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../app.mjs';
import { choose, copies, dialogOf, drawPhoto } from './batch.mjs';
import { entriesOf } from './archive.mjs';

/** Files of one run. */
const files = 8;

async function kill(context, page) {
  const client = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It is never answered: there is nobody left to do so.
  void client.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** A run from its beginning to its archive, killed up to `most` times. Returns how often it was. */
async function oneRun({ chromium, paths, most, folder, problems }) {
  const context = await chromium.newContext({ serviceWorkers: 'block' });
  let killed = 0;
  try {
    let page = await context.newPage();
    let app = new App(page);
    await app.goto(chromium.site.url);
    await app.add('Sharpen');
    await choose(page, paths);
    await page
      .getByText('Saved on this device')
      .or(page.getByText(/^Saved/))
      .first()
      .waitFor();
    await dialogOf(page)
      .getByRole('button', { name: `Export ${files} files` })
      .click();
    for (;;) {
      const download = page.waitForEvent('download', { timeout: 120_000 });
      download.catch(() => undefined);
      if (killed < most) {
        const outcome = await Promise.race([
          download,
          new Promise((resolve) => setTimeout(() => resolve(null), 200 + Math.random() * 2500)),
        ]);
        if (outcome === null) {
          await kill(context, page);
          killed += 1;
          page = await context.newPage();
          app = new App(page);
          await app.goto(chromium.site.url);
          const offer = page.getByRole('button', {
            name: new RegExp(`^Resume: \\d of ${files} done$`),
          });
          await offer.waitFor({ timeout: 30_000 });
          await offer.click();
          continue;
        }
      }
      const path = join(folder, 'result.zip');
      const came = await download.catch(() => null);
      if (came === null) {
        const words = (await dialogOf(page).innerText()).replace(/\s+/g, ' ');
        problems.push(`after ${killed} kills no archive came; the screen said: ${words}`);
        return killed;
      }
      await came.saveAs(path);
      const { names } = await entriesOf(path);
      const wanted = [...paths.map((one) => one.split('/').at(-1)), 'manifest.csv'].sort();
      if (JSON.stringify([...names].sort()) !== JSON.stringify(wanted)) {
        problems.push(`after ${killed} kills the archive held ${names.join(', ')}`);
      }
      return killed;
    }
  } finally {
    await context.close();
  }
}

/** Returns what came of `kills` kills, as lines of Markdown. */
export async function soakKills({ chromium, kills }) {
  const folder = mkdtempSync(join(tmpdir(), 'pipette-soak-'));
  const problems = [];
  let done = 0;
  let runs = 0;
  try {
    const paths = copies(await drawPhoto(1600, 1200), files, folder);
    while (done < kills) {
      const most = Math.min(4, kills - done);
      const killed = await oneRun({ chromium, paths, most, folder, problems });
      done += killed;
      runs += 1;
      // Runs that end before they can be killed must not go on for ever.
      if (runs > kills * 2 + 10) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    ok: problems.length === 0 && done >= kills,
    lines: [
      `${done} kills at random moments of ${runs} runs of ${files} files: ${problems.length === 0 ? 'every archive held every file once' : problems.join('; ')}.`,
    ],
  };
}
