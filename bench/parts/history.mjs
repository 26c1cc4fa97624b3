/** A history of 5,000 versions opened and scrolled, and a merge of 20 steps with 20. */
import { milliseconds, table, verdict } from '../print.mjs';
import { withSources } from '../../scripts/sources.mjs';
import { median, quantile } from '../statistics.mjs';

const versionCount = 5000;
const stepCount = 20;
/** Steps that both sides change differently. */
const conflictCount = 5;
const rounds = 5;
const targets = { opened: 500, frame: 1000 / 60, conflicts: 500, sketch: 300 };
/** A frame is late when it takes longer than this share of the time it has. */
const late = 1.5;

const exposures = (count, stops) => Array.from({ length: count }, (_, index) => stops(index));

/** A history with every version named, so that none is folded, and both sides of a merge. */
function made() {
  return withSources(async (load) => {
    const { makeVersion, newLineage } = await load('/src/core/pipeline/versions/make-version.ts');
    const { writeHistoryText } = await load('/src/core/documents/project/history-text.ts');
    const { writeDocument } = await load('/src/core/documents/document.ts');
    const { numbered, step } = await load('/src/core/testing/looks.ts');
    const lineage = newLineage();
    const versions = [];
    const add = async (name, stops, parents) => {
      const steps = stops.map((value) => step('exposure', { stops: value }));
      const at = Date.UTC(2026, 0, 1) + versions.length * 3_600_000;
      const facts = { lineage, parents, at, reason: 'asked', label: { name, at } };
      const contents = { pipeline: numbered('Long', steps), settings: null };
      const version = await makeVersion(contents, facts);
      versions.push(version);
      return version;
    };
    let last = [];
    while (versions.length < versionCount - 2) {
      const { length } = versions;
      const { id } = await add(`Version ${length}`, [length / 2000], last);
      // Every tenth goes back to one before, so that there are branches.
      last = [length % 10 === 9 ? versions[length - 5].id : id];
    }
    const base = await add(
      'Base',
      exposures(stepCount, () => 0.1),
      last,
    );
    const side = (name, near, far) =>
      add(
        name,
        exposures(stepCount, (index) =>
          index < conflictCount ? near : index === far ? near : 0.1,
        ),
        [base.id],
      );
    const mine = await side('Mine', 0.2, 10);
    const theirs = await side('Theirs', -0.1, 15);
    const history = { versions: versions.filter((one) => one !== theirs), traces: [] };
    const { text } = writeHistoryText({ ...history, pictures: new Map() });
    const { id, parents, pipeline } = theirs;
    const document = JSON.stringify(writeDocument(pipeline, { version: { id, parents } }));
    return { text, document, mine };
  });
}

async function bring(page, name, text) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open image' }).first().click();
  const buffer = Buffer.from(text);
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer });
}

/** Presses a button; returns the milliseconds until something is on screen, a frame after. */
const until = (page, button, shown) =>
  page.evaluate(
    async ([name, selector]) => {
      const named = [...document.querySelectorAll('button')].find(
        (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
      );
      const began = performance.now();
      named.click();
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      while (document.querySelector(selector) === null) await frame();
      await frame();
      return performance.now() - began;
    },
    [button, shown],
  );

/** Scrolls for two seconds, as fast as a wheel does; returns what each frame took. */
const scrolled = (page, selector) =>
  page.evaluate(async (wanted) => {
    const list = document.querySelector(wanted);
    const times = [];
    let before = await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const end = before + 2000; before < end;) {
      list.scrollTop += 60;
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      times.push(now - before);
      before = now;
    }
    list.scrollTop = 0;
    return times;
  }, selector);

/** The peer: a list of as many rows with nothing but two words, all in the page. */
const plainList = (page) =>
  page.evaluate(async (count) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const began = performance.now();
    const list = document.createElement('div');
    list.id = 'plain-list';
    for (const [name, value] of Object.entries({
      position: 'fixed',
      inset: '0 auto 0 0',
      width: '380px',
      overflow: 'auto',
      'z-index': '1000',
    })) {
      list.style.setProperty(name, value);
    }
    for (let index = 0; index < count; index += 1) {
      const row = document.createElement('p');
      row.style.setProperty('height', '62px');
      row.append(`Version ${index}`, document.createElement('br'), 'Named by you');
      list.append(row);
    }
    document.body.append(list);
    await frame();
    await frame();
    return performance.now() - began;
  }, versionCount);

const rows = '[role=listbox][aria-label=Versions] [role=option]:nth-of-type(5)';
const conflicts = '[role=dialog] [role=radiogroup]';

/** Milliseconds of each drawing of a result, from the one before it. */
const sketches = (page) =>
  page.evaluate(async (selector) => {
    const times = [];
    const all = document.querySelectorAll(`${selector} [aria-busy]`).length;
    const drawn = () => document.querySelectorAll(`${selector} [aria-busy=false]`).length;
    let before = performance.now();
    for (let seen = 0; seen < all;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = drawn();
      for (let left = now - seen; left > 0; left -= 1) {
        times.push((performance.now() - before) / (now - seen));
      }
      if (now > seen) before = performance.now();
      seen = now;
    }
    return times;
  }, conflicts);

async function historyFigures(chromium, picture, { text }) {
  const app = await chromium.newApp();
  const { page } = app;
  await app.open(picture);
  await bring(page, 'history.json', text);
  await page
    .getByText(/5,000|4,999/)
    .first()
    .waitFor({ timeout: 60_000 });
  const dialog = page.getByRole('dialog', { name: 'History' });
  await until(page, 'History', '[role=listbox][aria-label=Versions]');
  await dialog.getByRole('switch', { name: 'All pipelines' }).click();
  const named = dialog.getByRole('option', { name: /^\s*Mine/ });
  await named.first().click();
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await app.settled();
  const opened = [];
  for (let round = 0; round < rounds; round += 1) {
    opened.push(await until(page, 'History', rows));
    if (round === rounds - 1) break;
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
  const frames = await scrolled(page, '[role=listbox][aria-label=Versions]');
  const plain = await plainList(page);
  const plainFrames = await scrolled(page, '#plain-list');
  await page.evaluate(() => document.getElementById('plain-list').remove());
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  return { app, opened, frames, plain, plainFrames };
}

async function mergeFigures(app, { document }) {
  const { page } = app;
  const [shown, drawn] = [[], []];
  const offered = page.getByRole('dialog').getByRole('button', { name: 'Merge…' });
  for (let round = 0; round < rounds; round += 1) {
    await bring(page, 'theirs.json', document);
    await offered.waitFor();
    shown.push(await until(page, 'Merge…', conflicts));
    drawn.push(...(await sketches(page)));
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    // What to do with the file is asked again.
    await offered.waitFor();
    await page.keyboard.press('Escape');
    await offered.waitFor({ state: 'hidden' });
  }
  return { shown, drawn };
}

const lateShare = (times) =>
  times.filter((time) => time > late * targets.frame).length / times.length;
const share = (value) => `${Math.round(100 * value)} %`;

export async function measureHistory({ chromium, picture }) {
  const files = await made();
  const { app, opened, frames, plain, plainFrames } = await historyFigures(
    chromium,
    picture,
    files,
  );
  const { shown, drawn } = await mergeFigures(app, files);
  await app.close();
  const row = (what, values, target) => [
    what,
    milliseconds(median(values)),
    milliseconds(quantile(values, 0.95)),
    `≤ ${milliseconds(target)}`,
    verdict(`history: ${what}`, Math.round(median(values)), Math.round(target)),
  ];
  table(
    ['versions and merges', 'p50', 'p95', 'target', ''],
    [
      row('5,000 versions on screen', opened, targets.opened),
      ['  a plain list of as many rows', milliseconds(plain), '', '', ''],
      row('a frame while they are scrolled', frames, targets.frame),
      ['  late ones', share(lateShare(frames)), '', '', ''],
      [
        '  of the plain list',
        milliseconds(median(plainFrames)),
        milliseconds(quantile(plainFrames, 0.95)),
        `late: ${share(lateShare(plainFrames))}`,
        '',
      ],
      row('conflicts of 20 steps on screen', shown, targets.conflicts),
      row('each sketch of a 10 MP picture', drawn, targets.sketch),
    ],
  );
}
