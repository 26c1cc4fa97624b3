import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

async function openHistory(page: Page) {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'History' });
  const rows = dialog.getByRole('list', { name: 'Versions' }).locator('> li');
  return { dialog, rows };
}

test('what was exported, undone or replaced can be had again, after a reload too', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Contrast');
  await editor.add('Sepia');
  await editor.export();

  // Another way after an undo: the branch that is left is kept.
  await editor.add('Vignette');
  await editor.undoButton.click();
  await editor.undoButton.click();
  await editor.add('Invert');
  await expect(editor.titles).toHaveText(['Contrast', 'Invert']);
  await editor.saved();
  await page.reload();
  await editor.settled();

  const { dialog, rows } = await openHistory(page);
  const left = rows.filter({ hasText: 'undone, then something else was done' });
  await expect(left).toHaveCount(1);
  await expect(left).toContainText('3 steps');
  const exported = rows.filter({ hasText: '· exported' });
  await expect(exported).toHaveCount(1);
  await expect(exported).toContainText('Invert removed');
  await expect(exported).toContainText('Sepia added as step 2');

  await left.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.titles).toHaveText(['Contrast', 'Sepia', 'Vignette']);
  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Contrast', 'Invert']);

  // That it was restored is a version, too, and what was here before is one still.
  await openHistory(page);
  const restored = rows.filter({ hasText: '· restored' });
  await expect(restored).toHaveCount(1);
  await expect(rows.filter({ hasText: 'The same as now.' })).toHaveCount(1);
  await restored.getByRole('button', { name: 'Remove' }).click();
  await expect(restored).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo removing' }).click();
  await expect(restored).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Keep this version' }).click();
  await expect(dialog.getByText('This version is kept.')).toBeVisible();
});

/** Puts records into the database of the work, as an earlier Pipette left them. */
const leave = (page: Page, records: Readonly<Record<string, unknown>>): Promise<void> =>
  page.evaluate(async (records) => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((one) =>
      one.name?.endsWith('work'),
    );
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(new Error('not opened'));
      opening.onsuccess = () => {
        const writing = opening.result.transaction('values', 'readwrite');
        const store = writing.objectStore('values');
        for (const [key, value] of Object.entries(records)) store.put(value, `version:${key}`);
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }, records);

test('what an earlier Pipette kept is a part of the history, and is there once', async ({
  page,
  site,
}) => {
  const saved = new URL('../src/core/pipeline/saved/versions-1.json', import.meta.url);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Contrast');
  await editor.saved();
  await leave(page, JSON.parse(readFileSync(saved, 'utf8')) as Record<string, unknown>);
  for (let time = 0; time < 2; time += 1) {
    await page.reload();
    await expect(editor.titles).toHaveText(['Contrast']);
    const { rows } = await openHistory(page);
    // They are of one day a year ago, of which one automatic version is enough: one that went out.
    for (const words of ['kept by you', '· exported', 'before it was replaced']) {
      await expect(rows.filter({ hasText: words })).toHaveCount(1);
    }
    await expect(rows.filter({ hasText: 'Portrait' })).toHaveCount(2);
  }
});

test('two tabs that keep versions at once lose none, and each sees all', async ({
  page,
  context,
  site,
}) => {
  const other = await context.newPage();
  const tabs = [page, other];
  for (const [index, tab] of tabs.entries()) {
    const editor = new Editor(tab);
    await editor.goto(site.url);
    await editor.add('Contrast');
    for (let more = 0; more < index; more += 1) await editor.add('Sepia');
    await openHistory(tab);
  }
  const keep = (tab: Page) => tab.getByRole('button', { name: 'Keep this version' }).click();
  await Promise.all(tabs.map(keep));
  for (const tab of tabs) {
    const rows = tab.getByRole('list', { name: 'Versions' }).locator('> li');
    await expect(rows.filter({ hasText: '1 step · ' })).toHaveCount(1);
    await expect(rows.filter({ hasText: '2 steps · ' })).toHaveCount(1);
  }
});
