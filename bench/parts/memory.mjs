/** Part (e): memory over many edits, and after closing the picture, round after round. */
import sharp from 'sharp';
import { megabytes, table, verdict } from '../print.mjs';
import { residentBytes } from '../processes.mjs';
import { slope } from '../statistics.mjs';

const rounds = 5;
const edits = 50;
/** The first round compiles code and fills caches: it is shown, and not part of the trend. */
const settling = 1;
/** Growth per round that counts as flat, in bytes. */
const flat = { heap: 0.5e6, engine: 4e6, resident: 8e6 };
/** What may be left of a closed picture, beyond what a small one leaves, in bytes. */
const leftMost = 64e6;
/** A little longer than the engine waits before it ends a worker that nobody wants, in ms. */
const idle = 12_000;
/** The system takes some seconds to take back what an ended worker had: looked at this often... */
const lookEvery = 1000;
/** ...until this often in a row no less was held than before... */
const calmLooks = 6;
/** ...by more than this, in bytes; at most this long, in milliseconds. */
const still = 2e6;
const maxSettle = 30_000;

async function look(app, session, browserSession) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return {
    heap: usedSize,
    engine: await app.page.evaluate(() => globalThis.pipetteBench.engineBytes),
    resident: await residentBytes(browserSession),
  };
}

/** Looks again and again until memory is given back no more, and returns the last look. */
async function rested(app, session, browserSession) {
  let last = await look(app, session, browserSession);
  let calm = 0;
  for (let waited = 0; calm < calmLooks && waited < maxSettle; waited += lookEvery) {
    await app.page.waitForTimeout(lookEvery);
    const now = await look(app, session, browserSession);
    calm = last.resident - now.resident > still ? 0 : calm + 1;
    last = now;
  }
  return last;
}

/** Opens the picture, changes a slider `edits` times, looks, closes the picture, looks again. */
async function round(app, picture, session, browserSession) {
  await app.open(picture);
  const step = (await app.steps.count()) > 0 ? app.steps.first() : await app.add('Exposure');
  await app.unfold(step);
  for (let edit = 0; edit < edits; edit += 1) {
    await app.change(step, edit);
  }
  await app.settled();
  await app.page.waitForTimeout(idle);
  const edited = await rested(app, session, browserSession);
  await app.closePicture();
  const closed = await rested(app, session, browserSession);
  return { edited, closed };
}

/** A picture that takes next to nothing: what is left of it is the editor's own code. */
async function smallPicture() {
  const picture = sharp({
    create: { width: 64, height: 48, channels: 3, background: '#8090a0' },
  });
  return { name: 'small.jpg', bytes: await picture.jpeg().toBuffer() };
}

export async function measureMemory({ chromium, picture }) {
  const browserSession = await chromium.browser.newBrowserCDPSession();
  const app = await chromium.newApp();
  const session = await app.page.context().newCDPSession(app.page);
  const fresh = await rested(app, session, browserSession);
  const { closed: before } = await round(app, await smallPicture(), session, browserSession);
  const all = [];
  for (let index = 0; index < rounds; index += 1) {
    all.push(await round(app, picture, session, browserSession));
  }
  await app.close();

  const counted = all.slice(settling);
  const rows = [];
  for (const [when, words] of [
    ['edited', `after ${edits} edits`],
    ['closed', 'after closing'],
  ]) {
    for (const [what, name] of [
      ['heap', 'JavaScript of the page'],
      ['engine', 'engine'],
      ['resident', 'whole process (RSS)'],
    ]) {
      const growth = slope(counted.map((entry) => entry[when][what]));
      const title = `${name}, ${words}`;
      const known = Number.isFinite(growth);
      rows.push([
        title,
        ...all.map((entry) => (known ? megabytes(entry[when][what]) : '?')),
        known ? megabytes(growth) : 'unknown',
        `≤ ${megabytes(flat[what])}`,
        known
          ? verdict(title, growth, flat[what], `grows ${megabytes(growth)} a round`)
          : 'not known here',
      ]);
    }
  }
  table(['', ...all.map((_, index) => `round ${index + 1}`), 'a round', 'flat', ''], rows);
  console.log(`  "a round" is the slope of rounds ${settling + 1} to ${rounds}.`);
  const left = Math.max(...all.map(({ closed }) => closed.resident)) - before.resident;
  if (!Number.isFinite(left)) return;
  const words = 'whole process, left by a closed picture';
  console.log(
    `  Whole process when fresh ${megabytes(fresh.resident)}, after a picture of 64 × 48 ` +
      `${megabytes(before.resident)}; most that a closed one of 10 MP left beyond that ` +
      `${megabytes(left)} (≤ ${megabytes(leftMost)}): ` +
      verdict(words, left, leftMost, `${megabytes(left)} stay`),
  );
}
