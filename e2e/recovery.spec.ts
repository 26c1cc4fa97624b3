import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';

warm('everything is there again after a reload', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600, 'holiday.jpg'));
  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Exposure', 1.25);
  await editor.add('Vignette');
  await editor.chooseFormat('WebP');
  await page.getByRole('radio', { name: 'Side by side' }).click();
  await expect(page.getByText(/^Saved on this device/)).toBeVisible();

  await page.reload();
  await editor.settled();
  await expect(page.getByText('holiday.jpg').first()).toBeVisible();
  await expect(editor.titles).toHaveText(['Exposure', 'Vignette']);
  await expect(page.getByRole('radio', { name: 'Side by side' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'WebP' })).toBeChecked();
  await expect(editor.step('Exposure')).toContainText('+1.25 EV');
  await editor.undoButton.click();
  await expect(page.getByRole('radio', { name: 'JPEG' })).toBeChecked();
  await editor.undoButton.click();
  await expect(editor.steps).toHaveCount(1);
  await expect(editor.titles).toHaveText(['Exposure']);
});

test('a closed tab gives its work to the next one', async ({ page, context, site }) => {
  const first = new Editor(page);
  await first.goto(site.url);
  await first.open(await photo());
  await first.add('Grayscale');
  await expect(page.getByText(/^Saved on this device/)).toBeVisible();
  await page.close();

  const second = new Editor(await context.newPage());
  await second.goto(site.url);
  await second.settled();
  await expect(second.titles).toHaveText(['Grayscale']);
});

test('two tabs do not write over each other', async ({ page, context, site }) => {
  const first = new Editor(page);
  await first.goto(site.url);
  await first.open(await photo(600, 400, 'first.jpg'));
  await first.add('Grayscale');
  await expect(page.getByText(/^Saved on this device/)).toBeVisible();

  const other = await context.newPage();
  const second = new Editor(other);
  await second.goto(site.url);
  await expect(second.steps).toHaveCount(0);
  await second.open(await photo(600, 400, 'second.jpg'));
  await second.add('Vignette');
  await expect(other.getByText(/^Saved on this device/)).toBeVisible();

  await page.reload();
  await first.settled();
  await expect(first.titles).toHaveText(['Grayscale']);
  await expect(page.getByText('first.jpg').first()).toBeVisible();
});

test('a worker that dies is replaced and nothing is lost', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  await editor.add('Exposure');
  await editor.settled();
  const engine = page.workers().find((worker) => worker.url().includes('vips.worker'));
  if (!engine) throw new Error('no engine runs');
  await engine.evaluate(() => self.close());
  await editor.add('Gaussian blur');
  await expect(page.getByText(/engine stopped/i)).toBeVisible({ timeout: 40_000 });
  await editor.settled();
  await expect(editor.titles).toHaveText(['Exposure', 'Gaussian blur']);
  const file = await editor.export();
  expect(file.metadata).toMatchObject({ width: 1200, height: 800 });
});

warm('an export can be stopped and started again', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(5000, 4000));
  const blur = await editor.add('Gaussian blur');
  await editor.type(blur, 'Radius', 100);
  await editor.exportButton.click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(editor.exportButton).toBeEnabled();
  await editor.step('Gaussian blur').getByRole('button', { name: 'Remove' }).click();
  expect((await editor.export()).metadata).toMatchObject({ width: 5000, height: 4000 });
});
