import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

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

  const open = () => page.getByRole('button', { name: 'History', exact: true }).click();
  await open();
  const dialog = page.getByRole('dialog', { name: 'History' });
  const rows = dialog.getByRole('list', { name: 'Versions' }).locator('> li');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('3 steps');
  await expect(rows.nth(0)).toContainText('undone, then something else was done');
  await expect(rows.nth(1)).toContainText('exported');
  await expect(rows.nth(1)).toContainText('Invert removed');
  await expect(rows.nth(1)).toContainText('Sepia added as step 2');

  await rows.nth(0).getByRole('button', { name: 'Restore' }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.titles).toHaveText(['Contrast', 'Sepia', 'Vignette']);
  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Contrast', 'Invert']);

  // What was replaced by the restoring was kept as well.
  await open();
  await expect(rows).toHaveCount(3);
  await rows.nth(0).getByRole('button', { name: 'Remove' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo removing' }).click();
  await expect(rows).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Keep this version' }).click();
  await expect(dialog.getByText('This version is kept.')).toBeVisible();
  await expect(rows.nth(0)).toContainText('The same as now.');
});
