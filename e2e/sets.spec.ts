import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessibleInBoth } from './support/axe';
import { expect, test } from './support/warm';

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

test('the icons of a site come in one zip, squares of their sides, and say so to a page', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(640, 426, 'beach walk.jpg'));
  await editor.add('Flip');
  await page.getByRole('button', { name: 'Export site icons' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export site icons' });
  await expect(dialog.getByText('Icons of more than 426 px are enlarged.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name of the site' }).fill('Beach & sea');
  await dialog.getByRole('radio', { name: 'Whole, with clear edges' }).check();
  await dialog.getByRole('textbox', { name: 'Ground code' }).fill('#204060');
  await page.keyboard.press('Enter');
  await expectAccessibleInBoth(page, 'icons');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Make icons' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('beach walk-icons.zip');
  await expect(dialog.getByText(/^Saved 15 files in one zip/)).toBeVisible();
  const files = unzipSync(await readFile(await saved.path()));
  const text = (name: string): string => new TextDecoder().decode(files[name]);

  // What the manifest says of each file is so.
  const manifest = JSON.parse(text('site.webmanifest')) as {
    name: string;
    icons: { src: string; sizes: string; purpose: string }[];
  };
  expect(manifest.name).toBe('Beach & sea');
  expect(manifest.icons.length).toBe(11);
  for (const { src, sizes } of [
    ...manifest.icons,
    { src: 'apple-touch-icon.png', sizes: '180x180' },
  ]) {
    const { width, height, exif } = await sharp(Buffer.from(files[src] ?? [])).metadata();
    expect([`${width}x${height}`, exif]).toEqual([sizes, undefined]);
  }
  const corner = async (name: string): Promise<number[]> => {
    const { data } = await sharp(Buffer.from(files[name] ?? []))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return [...data.subarray(0, 4)];
  };
  expect((await corner('icon-512.png'))[3]).toBe(0);
  for (const name of ['apple-touch-icon.png', 'icon-maskable-192.png', 'icon-maskable-512.png']) {
    expect(await corner(name)).toEqual([0x20, 0x40, 0x60, 255]);
  }
  // The browser itself reads the ICO file.
  const ico = Buffer.from(files['favicon.ico'] ?? []).toString('base64');
  const sides = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/x-icon;base64,${data}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, ico);
  expect(sides).toEqual([48, 48]);
  await expect(dialog.getByRole('textbox', { name: 'HTML for the page' })).toHaveValue(
    text('icons.html'),
  );
});
