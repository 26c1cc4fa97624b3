import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/warm';

test('a file name pattern names the file, and marks what is no token', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(600, 400, 'Red Panda.jpg'));
  const field = page.getByLabel('File name', { exact: true });
  await field.fill('{name|slug}-{width}x{height}-q{quality}');
  await expect(page.getByText('red-panda-600x400-q82.jpg')).toBeVisible();
  expect((await editor.export()).name).toBe('red-panda-600x400-q82.jpg');

  await field.fill('{name}-{exif.camera|no camera}-{nmae}');
  await expect(page.getByText('“{nmae}”: There is no token {nmae}.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect((await editor.export()).name).toBe('Red Panda-Pipette Test camera-.jpg');

  await field.fill('');
  await page.getByRole('button', { name: 'Insert a token' }).click();
  await page.getByRole('menuitem', { name: 'Quality' }).click();
  await expect(field).toHaveValue('{name}-{quality}');
  await expect(field).toBeFocused();
  await page.getByRole('button', { name: 'Insert a token' }).click();
  await page.getByRole('menuitem', { name: 'Format' }).click();
  await expect(field).toHaveValue('{name}-{quality}{format}');
  expect((await editor.export()).name).toBe('Red Panda-82jpg.jpg');
});

test('the result is copied as a picture', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(320, 200));
  await editor.export();
  await page.getByRole('button', { name: 'Copy picture' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const png = await item?.getType('image/png');
    const bitmap = png && (await createImageBitmap(png));
    return bitmap && [bitmap.width, bitmap.height];
  });
  expect(size).toEqual([320, 200]);
});

test('an animation keeps its frames and times where the format can, and says so where not', async ({
  page,
  site,
}) => {
  const [width, height] = [120, 80];
  const colours = [
    [200, 40, 40],
    [40, 200, 40],
    [40, 40, 200],
  ];
  const strip = Buffer.concat(
    colours.map((colour) => Buffer.concat(Array(width * height).fill(Buffer.from(colour)))),
  );
  const delay = [100, 200, 300];
  const buffer = await sharp(strip, {
    raw: { width, height: 3 * height, channels: 3, pageHeight: height },
  })
    .gif({ delay, loop: 0 })
    .toBuffer();
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open({ name: 'turn.gif', mimeType: 'image/gif', buffer });
  await expect(page.getByText('This file has 3 frames; the first is shown.')).toBeVisible();
  await editor.add('Invert');
  await expect(page.getByText(/JPEG holds no animation here\. GIF and WebP can/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Keep animation' })).toBeHidden();

  const middles = async (bytes: Buffer) => {
    const moving = sharp(bytes, { animated: true });
    const { data, info } = await moving.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const pages = info.height / height;
    return Array.from({ length: pages }, (_, index) => {
      const at = 3 * (Math.round((index + 0.5) * height) * width + width / 2);
      return [...data.subarray(at, at + 3)];
    });
  };
  const inverted = colours.map((colour) => colour.map((value) => 255 - value));
  for (const format of ['GIF', 'WebP'] as const) {
    await editor.chooseFormat(format);
    await expect(page.getByRole('switch', { name: 'Keep animation' })).toBeChecked();
    if (format === 'WebP') await page.getByRole('switch', { name: 'Lossless' }).check();
    const { bytes, metadata } = await editor.export();
    expect(metadata).toMatchObject({ pages: 3, delay });
    expect(await middles(bytes), format).toEqual(inverted);
  }
  await page.getByRole('switch', { name: 'Keep animation' }).uncheck();
  await expect(page.getByText('The first frame is written.')).toBeVisible();
  expect(await middles((await editor.export()).bytes)).toEqual(inverted.slice(0, 1));
});
