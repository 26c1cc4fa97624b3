import { Editor } from './pages/editor';
import { photo, plainPicture } from './pages/pictures';
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

test('the gallery shows every preset on the picture that is open, and on the next one', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  const open = () => page.getByRole('button', { name: 'Gallery', exact: true }).click();
  const card = (name: string) =>
    page
      .getByRole('dialog', { name: 'Gallery' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name, exact: true }) });
  /** How far red, green and blue of the card's picture are apart on the average; −1 for no picture. */
  const colourIn = (name: string) =>
    card(name)
      .locator('canvas')
      .evaluateAll((canvases) => {
        const [canvas] = canvases;
        if (!(canvas instanceof HTMLCanvasElement) || canvas.width < 100) return -1;
        const { width, height } = canvas;
        const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        let apart = 0;
        for (let at = 0; at < data.length; at += 4) {
          const bands = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
          apart += Math.max(...bands) - Math.min(...bands);
        }
        return apart / (data.length / 4);
      });
  await open();
  await expect.poll(() => colourIn('Portrait'), { timeout: 30_000 }).toBeGreaterThan(8);
  await expect.poll(() => colourIn('Noir'), { timeout: 30_000 }).toBeGreaterThan(-1);
  expect(await colourIn('Noir')).toBeLessThan(2);

  await page.keyboard.press('Escape');
  await editor.open(await plainPicture([90, 90, 90]));
  await open();
  await expect.poll(() => colourIn('Landscape'), { timeout: 30_000 }).toBeGreaterThan(-1);
  expect(await colourIn('Landscape'), 'a grey picture stays grey').toBeLessThan(8);
});
