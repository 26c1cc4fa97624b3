/** The page that many tests share: whatever one leaves on it, the next finds nothing of it. */
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { beginAnew, expect, test } from './support/warm';

test('steps, settings, windows and notices of a test are gone for the next one', async ({
  page,
  site,
  watch,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200, 'left.jpg'));
  await editor.chooseFormat('TIFF');
  await editor.add('Invert');
  await editor.comparePosition.press('Home');
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Histogram', exact: true }).click();
  await editor.compare('Result');
  const images = page.getByRole('tab', { name: 'Images' });
  await page.getByRole('tab', { name: 'Report' }).click();
  await expect(images).toHaveAttribute('aria-selected', 'false');
  await editor.drop({ name: 'no.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no') });
  // Others, such as of working offline, may come beside it.
  const notice = page.getByRole('alert').filter({ hasText: 'no.jpg' });
  await expect(notice).toBeVisible();
  await editor.addButton.click();
  await expect(page.getByRole('dialog')).toBeVisible();

  await beginAnew(page);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(notice).toBeHidden();
  await expect(editor.steps).toHaveCount(0);
  await expect(page.getByTitle('before.png', { exact: true })).toBeVisible();
  await expect(images).toHaveAttribute('aria-selected', 'true');
  const chosen = (group: string, name: string) =>
    page.getByRole('radiogroup', { name: group }).getByRole('radio', { name });
  await expect(chosen('Compare', 'Split')).toBeChecked();
  await expect(editor.comparePosition).toHaveAttribute('aria-valuenow', '50');
  await expect(page.getByRole('img', { name: 'Histogram' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fit', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(chosen('Format', 'TIFF')).not.toBeChecked();
  expect(watch.problems).toEqual([]);
});
