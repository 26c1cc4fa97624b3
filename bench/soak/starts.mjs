/** Starts the engine again and again in all three browser engines, quiet and with every core busy. */
import { spawn } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { byRole, engineNames, hasEngine, openEngine } from '../../scripts/engines/engines.mjs';
import { quantile } from '../statistics.mjs';

/** A start that takes longer than this, in milliseconds, is slow. */
const slowFrom = 10_000;

/** A link to one step. */
const link = '#1.pDBCE7YbKDA';

/** Keeps every core busy until the returned function is called. */
function keepBusy() {
  const spinning = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  return () => {
    for (const one of spinning) one.kill();
  };
}

/** How many engines the page has given up and tried anew. */
const givenUp = (page) =>
  page.evaluate(() => performance.getEntriesByName('pipette: engine given up').length);

/** Visits the site and waits for the engine. Returns milliseconds from the visit's beginning. */
async function start(page, url) {
  await page.goto(url);
  return page.until(() => performance.getEntriesByName('pipette: engine ready')[0]?.startTime);
}

/** Waits until a picture is drawn as the pipeline has it. */
const drawn = (page) =>
  page.until(
    () =>
      document.querySelector('[role=group][aria-label="Picture"][aria-busy="false"] canvas') !==
      null,
  );

/**
 * Follows a link, opens the sample, sees its picture, and sees it again after a reload as soon as it
 * is saved, when the service worker may just be starting. Returns the milliseconds of all of it.
 */
async function journey(page, url) {
  const begun = performance.now();
  await page.goto(`${url}${link}`);
  await page.press(byRole('button', 'Replace'));
  await page.press(byRole('button', 'Try the sample'));
  await drawn(page);
  await page.text(byRole('banner'), /Saved/);
  await page.reload();
  await drawn(page);
  return performance.now() - begun;
}

/** Does one thing `count` times, each in a browser with a fresh profile. */
async function repeat(name, count, once, url) {
  const times = [];
  const found = { hung: 0, slow: 0, again: 0 };
  for (let round = 0; round < count; round += 1) {
    const page = await openEngine(name);
    try {
      const time = await once(page, url);
      times.push(time);
      if (time > slowFrom) found.slow += 1;
      if ((await givenUp(page)) > 0) found.again += 1;
    } catch (error) {
      found.hung += 1;
      console.log(`  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await page.close();
    }
  }
  return { times, ...found };
}

const said = (what, { times, hung, slow, again }) => {
  const at = (share) => Math.round(quantile(times, share));
  const figures = times.length === 0 ? '' : `; ${at(0)}/${at(0.5)}/${at(1)} ms`;
  return `${times.length + hung} ${what}: ${hung} hung, ${slow} slow, ${again} tried again${figures}`;
};

/** Returns what came of starts and journeys in each engine, as lines of Markdown. */
export async function soakStarts({ chromium, starts, journeys }) {
  const lines = [
    `Every start and every journey (a link, then the sample, until its picture is there, and there again after a reload) in a fresh profile; slow is over ${slowFrom / 1000} s; the last figures are the shortest, the median and the longest.`,
  ];
  let ok = true;
  for (const name of engineNames) {
    if (!(await hasEngine(name))) {
      lines.push(`${name} is not installed.`);
      ok = false;
      continue;
    }
    for (const load of ['quiet', 'all cores busy']) {
      const rest = load === 'quiet' ? () => undefined : keepBusy();
      try {
        const begun = await repeat(name, starts, start, chromium.site.url);
        const went = await repeat(name, journeys, journey, chromium.site.url);
        const work = loadavg()[0].toFixed(0);
        const line = `${name}, ${load} (load ${work}): ${said('starts', begun)}. ${said('journeys', went)}.`;
        console.log(`  ${line}`);
        lines.push(line);
        if ([begun, went].some(({ hung, again }) => hung + again > 0)) ok = false;
      } finally {
        rest();
      }
    }
  }
  return { ok, lines };
}
