import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

test('a pipeline is kept as a preset, found in the gallery of another tab, and applied', async ({
  page,
  context,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  await editor.add('Invert');
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('button', { name: 'Save as preset…' }).click();
  const window = page.getByRole('dialog');
  await window.getByRole('textbox', { name: 'Name' }).fill('Negative');
  await window.getByRole('button', { name: 'Save preset' }).click();
  await expect(window.getByRole('heading', { name: 'Yours' })).toBeVisible();

  const other = await context.newPage();
  await new Editor(other).goto(site.url);
  await other.getByRole('button', { name: 'Gallery' }).click();
  await other.getByRole('button', { name: 'Negative', exact: true }).click();
  await expect(other.getByRole('list', { name: 'Resulting steps' })).toContainText('Invert');
  await other.getByRole('button', { name: 'Apply preset' }).click();
  await expect(new Editor(other).steps).toHaveCount(1);
  await expect(other.getByText('from preset Negative', { exact: true })).toBeVisible();
  await new Editor(other).undoButton.click();
  await expect(new Editor(other).steps).toHaveCount(0);
});
