import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

test('sizes and formats come from one run, with the HTML that shows them', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(640, 426, 'beach walk.jpg'));
  await editor.add('Flip');
  await page.getByRole('button', { name: 'Export responsive set' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export responsive set' });
  const widths = dialog.getByRole('textbox', { name: 'Widths' });
  await widths.fill('0, wide');
  await expect(dialog.getByText('Write 1 to 20 widths')).toBeVisible();
  await widths.fill('160, 320, 2000');
  await expect(dialog.getByText('The picture is 640 px wide and is not enlarged.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'AVIF' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'PNG' }).check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Make 9 files' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('beach walk-set.zip');
  await expect(dialog.getByText('Saved 9 files in one zip.')).toBeVisible();

  const files = unzipSync(await readFile(await saved.path()));
  const names = [160, 320, 640].flatMap((width) =>
    ['jpg', 'png', 'webp'].map((extension) => `beach walk-${width}.${extension}`),
  );
  expect(Object.keys(files)).toEqual([...names, 'picture.html']);
  for (const name of names) {
    const { width, height } = await sharp(Buffer.from(files[name] ?? [])).metadata();
    const wanted = Number(/-(\d+)\./.exec(name)?.[1]);
    expect({ width, height }).toEqual({ width: wanted, height: Math.round((wanted * 426) / 640) });
  }
  // The set begins at the kept result, and is what a file on its own would be, to the last bit.
  const html = new TextDecoder().decode(files['picture.html']);
  expect(html).toContain('<source type="image/webp" srcset="beach%20walk-160.webp 160w,');
  await expect(dialog.getByRole('textbox', { name: 'HTML for the page' })).toHaveValue(html);

  await page.keyboard.press('Escape');
  await editor.chooseFormat('PNG');
  const alone = await editor.export();
  const whole = await sharp(Buffer.from(files['beach walk-640.png'] ?? []))
    .raw()
    .toBuffer();
  expect(whole.equals(alone.pixels)).toBe(true);
});
