import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Editor } from './pages/editor';
import { exactPicture, photo } from './pages/pictures';
import { expect, test } from './support/test';

/** The window of the history, as a person sees it. */
function historyOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'History' });
  const list = dialog.getByRole('listbox', { name: 'Versions' });
  return {
    dialog,
    list,
    row: (name: string | RegExp) => list.getByRole('option', { name }),
    changes: dialog.getByRole('region', { name: 'What changed' }).getByRole('listitem'),
    open: async () => {
      await page.getByRole('button', { name: 'History', exact: true }).click();
      await expect(list).toBeVisible();
    },
  };
}

test('what was exported, undone or replaced can be had again, after a reload too', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const history = historyOf(page);
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

  await history.open();
  await expect(history.row(/Left behind/)).toBeVisible();
  await expect(history.row(/Exported/)).toBeVisible();
  await history.row(/^Now/).click({ modifiers: ['Shift'] });
  await history.row(/Left behind/).click();
  await expect(history.changes).toContainText([/Invert removed/, /Sepia added/, /Vignette added/]);

  await history.dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(history.dialog).toBeHidden();
  await expect(page.getByText('Version restored.')).toBeVisible();
  await expect(editor.titles).toHaveText(['Contrast', 'Sepia', 'Vignette']);
  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Contrast', 'Invert']);

  // An automatic version can be let go of, and had again.
  await history.open();
  await history
    .row(/Left behind/)
    .first()
    .click();
  await history.dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Undo removing' }).click();
  await expect(history.row(/Left behind/).first()).toBeVisible();
});

test('a version is looked at, with the pipeline of now out of reach', async ({ page, site }) => {
  const editor = new Editor(page);
  const history = historyOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Sepia');
  await editor.export();
  await editor.add('Vignette');

  await history.open();
  await history.row(/Exported/).click();
  await history.dialog.getByRole('button', { name: 'View', exact: true }).click();
  await expect(page.getByText(/Viewing a version of \d\d:\d\d/)).toBeVisible();
  await expect(editor.titles).toHaveText(['Sepia']);
  await expect(editor.addButton).toBeDisabled();
  await expect(editor.undoButton).toBeDisabled();
  await expect(page.getByRole('switch', { name: 'Enabled' })).toBeDisabled();

  // Edits by key find nothing to edit either.
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(editor.titles).toHaveText(['Sepia', 'Vignette']);
  await expect(page.getByText(/Viewing a version/)).toBeHidden();

  // What stands before in the editor can be a version, or the picture after a step.
  await page.getByRole('button', { name: 'Compare with: Original' }).click();
  await page.getByRole('menuitem', { name: 'After step 1 Sepia' }).click();
  await expect(
    page.getByRole('button', { name: 'Compare with: After step 1 Sepia' }),
  ).toBeVisible();
  await page.getByRole('button', { name: /Compare with/ }).click();
  await page.getByRole('menuitem', { name: /Exported/ }).click();
  await expect(page.getByRole('button', { name: 'Compare with: Exported' })).toBeVisible();
});

test('a version goes out by itself: its link, and an export with it', async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const editor = new Editor(page);
  const history = historyOf(page);
  await editor.goto(site.url);
  await editor.open(await exactPicture(48, 32));
  await editor.chooseFormat('PNG');
  await editor.add('Invert');
  const inverted = await editor.export();
  await editor.add('Grayscale');

  await history.open();
  await history.row(/Exported/).click();
  await history.dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(/^Link to “.*” copied\.$/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await history.dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(history.dialog).toBeHidden();
  await expect(page.getByText(/Viewing a version of/)).toBeVisible();
  await editor.settled();
  const again = await editor.export();
  expect(again.pixels.equals(inverted.pixels)).toBe(true);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(editor.titles).toHaveText(['Invert', 'Grayscale']);

  const other = await context.newPage();
  await other.goto(link);
  await other.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  await expect(new Editor(other).titles).toHaveText(['Invert']);
});

test('a report of changes is saved in every form', async ({ page, site }) => {
  const editor = new Editor(page);
  const history = historyOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Sepia');
  await editor.export();
  await editor.add('Vignette');
  await history.open();
  await expect(history.dialog.getByText('average difference')).toBeVisible();
  for (const [item, extension, words] of [
    ['Web page (HTML)', 'html', 'Vignette, added'],
    ['Markdown', 'md', '### Vignette, added'],
    ['JSON', 'json', '"kind": "added"'],
  ] as const) {
    await history.dialog.getByRole('button', { name: 'Report of changes' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`untitled-changes.${extension}`);
    expect(await readFile(await download.path(), 'utf8')).toContain(words);
  }
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
  const saved = new URL('../src/core/pipeline/versions/saved/versions-1.json', import.meta.url);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Contrast');
  await editor.saved();
  await leave(page, JSON.parse(await readFile(saved, 'utf8')) as Record<string, unknown>);
  for (let time = 0; time < 2; time += 1) {
    await page.reload();
    await expect(editor.titles).toHaveText(['Contrast']);
    const history = historyOf(page);
    await history.open();
    await history.dialog.getByText('All pipelines').click();
    // They are of one day a year ago, of which one automatic version is enough: one that went out.
    await expect(history.row(/Portrait/)).toHaveCount(2);
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
    await historyOf(tab).open();
  }
  await Promise.all(
    tabs.map(async (tab, index) => {
      await tab.getByRole('button', { name: 'Keep this version…' }).first().click();
      const naming = tab.getByRole('dialog', { name: 'Keep this version' });
      await naming.getByLabel('Name').fill(`Of tab ${index + 1}`);
      await naming.getByRole('button', { name: 'Keep' }).click();
      await expect(naming).toBeHidden();
      await tab.getByText('All pipelines').click();
    }),
  );
  for (const tab of tabs) {
    for (const name of [/Of tab 1/, /Of tab 2/]) {
      await expect(historyOf(tab).row(name)).toBeVisible();
    }
  }
});
