/** How long the page takes to answer a person, and its long tasks, in the main journeys. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addEight } from '../long-pipeline.mjs';
import { drawnPhoto } from '../picture.mjs';
import { milliseconds, table, verdict } from '../print.mjs';
import { choose, dialogOf } from '../soak/batch.mjs';
import { responsesOf, watchResponses } from '../responses.mjs';

/** Milliseconds. */
const targets = { answer: 100, task: 50 };
const patience = 120_000;

const button = (page, name) => page.getByRole('button', { name, exact: true }).first();

async function dragged(page, locator, [x, y], moves = 20) {
  const box = await locator.boundingBox();
  const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (let move = 1; move <= moves; move += 1) {
    await page.mouse.move(left + (x * move) / moves, top + (y * move) / moves);
  }
  await page.mouse.up();
}

async function inWindow(page, name, within) {
  await button(page, name).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.waitFor();
  await within(dialog);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** The journeys of one photo, in the order in which a person goes. */
const ofPhoto = (app, page, picture) => ({
  'open 10 MP': () => app.open(picture),
  'add eight steps': () => addEight(app),
  'drag a slider': async () => {
    await dragged(page, app.steps.first().getByRole('slider').first(), [60, 0]);
    await app.settled();
  },
  'compare, and 100 %': async () => {
    for (const name of ['Side by side', 'Difference', 'Split', 'Result']) {
      await page.getByRole('radio', { name }).first().click();
      await app.settled();
    }
    await page.locator('[data-viewer]').first().focus();
    await page.keyboard.press('1');
    await dragged(page, page.locator('[data-viewer] .pane').last(), [-200, -120]);
    await page.waitForTimeout(500);
    await app.settled();
    await page.keyboard.press('0');
  },
  crop: async () => {
    await app.addButton.click();
    await page.getByRole('combobox', { name: 'Search operations' }).fill('Crop');
    await page.getByRole('option', { name: 'Crop', exact: true }).click();
    await page.getByRole('button', { name: 'Crop: whole area' }).waitFor();
    await app.settled();
    await dragged(page, page.locator('[data-viewer] .pane').last(), [80, 50]);
    await page.keyboard.press('Enter');
    await app.settled();
  },
  text: async () => {
    const step = await app.add('Text watermark');
    await app.unfold(step);
    await step.getByRole('textbox').first().pressSequentially('Pipette');
    await app.settled();
  },
  presets: async () => {
    await button(page, 'Presets').click();
    await page.waitForTimeout(1500);
    await page.keyboard.press('Escape');
  },
  gallery: () => inWindow(page, 'Gallery', () => page.waitForTimeout(800)),
  history: () => inWindow(page, 'History', () => page.waitForTimeout(800)),
  'undo and redo': async () => {
    for (const key of ['Control+z', 'Control+z', 'Control+Shift+z', 'Control+Shift+z']) {
      await page.keyboard.press(key);
      await app.settled();
    }
  },
  export: async () => {
    const press = app.exportButton.click();
    await Promise.all([page.waitForEvent('download', { timeout: patience }), press]);
  },
  report: async () => {
    await page.getByRole('tab', { name: 'Report', exact: true }).click();
    await page.locator('iframe[title="Preview of the report"]').waitFor({ timeout: patience });
    await page.getByText(/^The file takes/).waitFor({ timeout: patience });
  },
});

const ofMany = (app, page, paths) => ({
  'batch of 10': async () => {
    await app.add('Sharpen');
    await choose(page, paths.slice(0, 10));
    const run = dialogOf(page).getByRole('button', { name: 'Export 10 files' });
    await Promise.all([page.waitForEvent('download', { timeout: patience }), run.click()]);
    await page.keyboard.press('Escape');
  },
  'set of 20': async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), app.openButton.click()]);
    await chooser.setFiles(paths);
    await page.getByRole('button', { name: `Open all ${paths.length} as a set` }).click();
    const pictures = page.getByRole('list', { name: 'Pictures' });
    await pictures.waitFor({ timeout: patience });
    await page.waitForTimeout(4000);
    await pictures.locator('[aria-current=true]').first().focus();
    for (let turn = 0; turn < 3; turn += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(600);
    }
  },
});

async function measured(chromium, journeysOf) {
  const context = await chromium.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(watchResponses);
  const app = await chromium.appIn(context);
  const { page } = app;
  const session = await context.newCDPSession(page);
  await session.send('Profiler.enable');
  const rows = [];
  for (const [name, journey] of Object.entries(journeysOf(app, page))) {
    let failure = '';
    const seen = await responsesOf(page, session, async () => {
      try {
        await journey();
      } catch (error) {
        failure = error instanceof Error ? error.message.split('\n')[0] : String(error);
      }
    });
    rows.push({ name, failure, ...seen });
  }
  await app.close();
  return rows;
}

export async function measureInp({ chromium, picture }) {
  const folder = await mkdtemp(join(tmpdir(), 'pipette-inp-'));
  try {
    const bytes = await drawnPhoto(3000, 2000);
    // From a folder: bytes that are handed over are unpacked by the page, which nobody else does.
    const photo = { path: join(folder, picture.name) };
    await writeFile(photo.path, picture.bytes);
    const paths = Array.from({ length: 20 }, (_, index) => join(folder, `IMG_${index + 1}.jpg`));
    for (const path of paths) await writeFile(path, bytes);
    const rows = [
      ...(await measured(chromium, (app, page) => ofPhoto(app, page, photo))),
      ...(await measured(chromium, (app, page) => ofMany(app, page, paths))),
    ];
    print(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print(rows) {
  table(
    ['', 'worst answer', '', 'long tasks', 'longest', '', 'worst answer to'],
    rows.map(({ name, failure, answer, tasks, on }) => {
      const longest = Math.max(0, ...tasks);
      return [
        name,
        milliseconds(answer),
        verdict(`${name}: answer`, answer, targets.answer, milliseconds(answer)),
        tasks.length,
        milliseconds(longest),
        verdict(`${name}: long task`, longest, targets.task, milliseconds(longest)),
        failure ? `FAILED: ${failure.slice(0, 90)}` : on,
      ];
    }),
  );
  for (const { name, took } of rows) {
    if (took.length > 0) console.log(`  ${name}: ${took.join('; ')}`);
  }
}
