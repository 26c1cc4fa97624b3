import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

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

test('the result is copied as a picture', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
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
