import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/warm';

const size = 'Size of the file';

test('the size that is shown is that of the file', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  await editor.add('Sepia');
  const card = page.getByRole('region', { name: size });
  for (const format of ['JPEG', 'PNG', 'WebP', 'TIFF', 'AVIF', 'JXL'] as const) {
    await editor.chooseFormat(format);
    await expect(card).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
    await expect(card).toContainText('900 × 600');
    const download = page.waitForEvent('download');
    await editor.exportButton.click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^photo\.(jpg|png|webp|tif|avif|jxl)$/);
    // The one before may still be told.
    const told = page.getByText(`Saved ${saved.suggestedFilename()}`);
    const words = /Saved .* · ([\d.]+ [KM]B)/.exec((await told.textContent()) ?? '');
    await expect(card).toContainText(words?.[1] ?? 'a size');
  }
});

test('a file fits under what it may take, and says what was tried', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  await page.getByRole('switch', { name: 'Fit under' }).click();
  const max = page.getByRole('spinbutton', { name: 'Largest file' });
  await max.fill('20');
  await max.press('Enter');
  const card = page.getByRole('region', { name: size });
  await expect(card).toContainText(/Tried q 82: .*, q 35: /, { timeout: 20_000 });
  await expect(page.getByText('Size of the result: at most 900 × 600 px.')).toBeVisible();
  const file = await editor.export();
  expect(file.bytes.length).toBeLessThanOrEqual(20_000);
  expect(file.bytes.length).toBeGreaterThan(10_000);
  await expect(card).toContainText(/Made to fit: quality \d+\./);
  const used = /Made to fit: quality (\d+)\./.exec((await card.textContent()) ?? '')?.[1];
  const most = page.getByRole('spinbutton', { name: 'Quality at most' });
  await expect(most).toHaveValue('82');
  await expect(page.getByText(`This file has ${used ?? 'no quality'}.`)).toBeVisible();

  // In another unit, with decimals.
  await max.fill('0.005 MB');
  await max.press('Enter');
  await expect(max).toHaveValue('5');
  await expect(card).toContainText(/Made smaller to fit: \d+ × \d+, quality 60\./, {
    timeout: 20_000,
  });
  const small = await editor.export();
  expect(small.bytes.length).toBeLessThanOrEqual(5_000);
  expect(small.bytes.length).toBeGreaterThan(4_000);

  await page.getByRole('radio', { name: 'Keep the size' }).check();
  await expect(page.getByText('Size of the result: 900 × 600 px.')).toBeVisible();
  await max.fill('1.5');
  await max.press('Enter');
  await expect(max).toHaveValue('1.5');
  await expect(card).toContainText('does not fit under 1.5 KB at its size: the smallest try took', {
    timeout: 20_000,
  });
  await expect(card).toContainText('choose “May shrink”');
});

test('the preview shows what the encoder made of the picture', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  const quality = page.getByRole('tabpanel').getByRole('spinbutton', { name: 'Quality' });
  await quality.fill('5');
  await quality.press('Enter');
  await page.getByRole('switch', { name: 'Preview compression' }).click();
  await expect(page.getByText(/^File: JPG 5, /)).toBeVisible({ timeout: 20_000 });
  const card = page.getByRole('region', { name: size });
  const low = /similarity (\d\.\d+), worst block (-?\d\.\d+)/;
  await expect(card).toContainText(low);
  const [, mean = '1', worst = '1'] = low.exec((await card.textContent()) ?? '') ?? [];
  expect(Number(mean)).toBeLessThan(0.97);
  expect(Number(worst)).toBeLessThan(Number(mean));
  await quality.fill('100');
  await quality.press('Enter');
  await expect(page.getByText(/^File: JPG 100, /)).toBeVisible({ timeout: 20_000 });
  await expect
    .poll(async () => Number(low.exec((await card.textContent()) ?? '')?.[1]))
    .toBeGreaterThan(Number(mean));
  await page.getByRole('switch', { name: 'Preview compression' }).click();
  await expect(page.getByText(/^File: /)).toHaveCount(0);
});

test('formats are compared at equal quality, and one is chosen', async ({ page, site }) => {
  test.setTimeout(120_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(500, 333));
  await page.getByText('Compare formats').click();
  await page.getByRole('button', { name: 'Measure all formats' }).click();
  const table = page.getByRole('table', { name: /Equal look/ });
  await expect(table.getByRole('row')).toHaveCount(7, { timeout: 90_000 });
  await expect(page.getByRole('button', { name: 'Measure all formats' })).toBeVisible();
  const cells = await table.getByRole('cell').allTextContents();
  const columns = 4;
  const sizes = cells
    .filter((_, index) => index % columns === 0)
    .map((cell) => {
      const [, value = '0', unit] = /([\d.]+) (B|KB|MB)/.exec(cell) ?? [];
      return Number(value) * (unit === 'MB' ? 1e6 : unit === 'KB' ? 1e3 : 1);
    });
  expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
  await table.getByRole('button', { name: 'Choose WebP' }).click();
  await expect(page.getByRole('radio', { name: 'WebP' })).toBeChecked();
});
