import { Editor } from './pages/editor';
import { commentBomb, chainedDrawing, photo, slowDrawing } from './pages/pictures';
import { expect, test } from './support/warm';

test('a file that breaks the engine is named, and the next picture opens', async ({
  page,
  site,
}) => {
  test.slow();
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(600, 400, 'first.jpg'));
  for (const [index, bad] of [chainedDrawing(), await commentBomb()].entries()) {
    await editor.choose(bad);
    const refusal = page.getByRole('alert').filter({ hasText: bad.name });
    await expect(refusal.first()).toBeVisible({ timeout: 60_000 });
    const good = `good-${index}.jpg`;
    await editor.open(await photo(640, 480, good));
    await expect(page.getByRole('banner').getByText(good)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/damaged/i).filter({ hasText: good })).toHaveCount(0);
  }
  const { metadata } = await editor.export();
  expect(metadata).toMatchObject({ width: 640, height: 480 });
});

test('a drawing that takes minutes is given up at once, and what was open stays', async ({
  page,
  site,
}) => {
  test.slow();
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(600, 400, 'first.jpg'));
  await editor.choose(slowDrawing());
  await expect(page.getByText('slow.svg takes long to open.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(
    page.getByText('slow.svg was not opened. What you had open is unchanged.'),
  ).toBeVisible();
  await expect(page.getByText('Opening the picture…')).toBeHidden();
  await expect(page.getByRole('banner').getByText('first.jpg')).toBeVisible();
  await editor.add('Invert');
  const { metadata } = await editor.export();
  expect(metadata).toMatchObject({ width: 600, height: 400 });

  // Another picture may come at any time, too.
  await editor.choose(slowDrawing('slower.svg'));
  await expect(page.getByText('slower.svg takes long to open.')).toBeVisible();
  await editor.open(await photo(640, 480, 'second.jpg'));
  await expect(page.getByRole('banner').getByText('second.jpg')).toBeVisible();
  await expect(page.getByText('slower.svg takes long to open.')).toBeHidden();
});

test('an encoder that reports no progress is said to be at work, beside Stop', async ({
  page,
  site,
}) => {
  test.slow();
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(1600, 1200));
  await editor.chooseFormat('AVIF');
  await page.getByText('More options of AVIF').click();
  await page.getByRole('spinbutton', { name: 'Effort' }).fill('9');
  await page.getByRole('spinbutton', { name: 'Effort' }).press('Enter');
  const card = page.getByRole('region', { name: 'Size of the file' });
  await expect(card).toContainText(/about \d+ min/);
  await editor.exportButton.click();
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  const progress = page.getByRole('progressbar', { name: 'Exporting' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^No progress is known, \d+ s so far$/, {
    timeout: 60_000,
  });
  await stop.click();
  await expect(editor.exportButton).toBeVisible();
});
