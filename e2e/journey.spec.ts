import { readFileSync } from 'node:fs';
import { Editor } from './pages/editor';
import { exactPicture, photo, transparentPicture } from './pages/pictures';
import { boxAtRest } from './support/box';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';

const at = (pixels: Buffer, width: number, x: number, y: number, bands = 3): number[] => [
  ...pixels.subarray((y * width + x) * bands, (y * width + x + 1) * bands),
];

test('a first visitor is told what to do and can try the sample', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await expect(
    page.getByRole('listitem').filter({ hasText: /^Many photos at once, in one zip$/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await editor.settled();
  await expect(page.getByText('2400 × 1600').first()).toBeVisible();
  // What the app is for: steps that are seen, which can be compared with the original.
  await expect(editor.titles).toHaveText(['Curves', 'Vibrance', 'Vignette']);
  await editor.undoButton.click();
  await expect(editor.steps).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
});

warm('open, edit, compare, undo and redo', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  const dark = await editor.screenColour(0.8, 0.5);

  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Exposure', 2);
  await expect(async () => {
    const bright = await editor.screenColour(0.8, 0.5);
    expect(bright[0] + bright[1] + bright[2]).toBeGreaterThan(dark[0] + dark[1] + dark[2] + 60);
  }).toPass();

  // With the divider at the far right, all of the picture is the original again.
  await editor.comparePosition.focus();
  await page.keyboard.press('End');
  await expect(editor.comparePosition).toHaveAttribute('aria-valuenow', '100');
  await expect(async () => {
    const original = await editor.screenColour(0.8, 0.5);
    for (const [band, value] of original.entries()) {
      expect(Math.abs(value - (dark[band] ?? 0))).toBeLessThan(12);
    }
  }).toPass();

  await editor.add('Saturation');
  await editor.add('Flip');
  await expect(editor.titles).toHaveText(['Exposure', 'Saturation', 'Flip']);
  await editor.undoButton.click();
  await expect(editor.steps).toHaveCount(2);
  await expect(page.getByText('Undid: Add Flip')).toBeAttached();
  await editor.redoButton.click();
  await expect(editor.steps).toHaveCount(3);
});

warm('one drag of a slider is one undo', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  const exposure = await editor.add('Exposure');
  const slider = exposure.getByRole('slider', { name: 'Exposure' });
  const before = await slider.inputValue();
  const box = await boxAtRest(slider);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 0; step <= 20; step += 1) {
    await page.mouse.move(box.x + box.width * (0.5 + step / 60), box.y + box.height / 2);
  }
  await page.mouse.up();
  await expect(slider).not.toHaveValue(before);
  await editor.undoButton.click();
  await expect(slider).toHaveValue(before);
});

warm(
  'steps move, switch off, are renamed, duplicated, reset and removed',
  async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo());
    await editor.add('Exposure');
    await editor.add('Contrast');
    await editor.step('Contrast').getByRole('button', { name: 'Move up' }).click();
    await expect(editor.titles).toHaveText(['Contrast', 'Exposure']);
    const enabled = editor.step('Contrast').getByRole('switch', { name: 'Enabled' });
    await enabled.click();
    await expect(enabled).not.toBeChecked();
    await editor.step('Contrast').getByRole('button', { name: 'Remove' }).click();
    await expect(editor.titles).toHaveText(['Exposure']);
  },
);

for (const format of ['JPEG', 'PNG', 'WebP', 'TIFF'] as const) {
  warm(`${format} holds exactly what the pipeline makes`, async ({ page, site }) => {
    const editor = new Editor(page);
    const picture = await exactPicture(320, 200);
    await editor.goto(site.url);
    await editor.open(picture);
    await editor.add('Flip');
    await editor.chooseFormat(format);
    if (format === 'WebP') await page.getByRole('switch', { name: 'Lossless' }).click();
    if (format === 'JPEG') {
      await page.getByRole('tabpanel').getByRole('spinbutton', { name: 'Quality' }).fill('100');
      await page.keyboard.press('Enter');
    }
    const file = await editor.export();
    expect(file.metadata).toMatchObject({ width: 320, height: 200 });
    expect(file.name).toMatch(/^exact\.(jpg|png|webp|tif)$/);
    expect(file.metadata.icc, 'the sRGB profile is embedded').toBeDefined();
    let worst = 0;
    for (let y = 0; y < 200; y += 1) {
      for (let x = 0; x < 320; x += 1) {
        const expected = at(picture.pixels, 320, 319 - x, y);
        const found = at(file.pixels, 320, x, y);
        expected.forEach((value, band) => {
          worst = Math.max(worst, Math.abs(value - (found[band] ?? -999)));
        });
      }
    }
    // Chroma is subsampled below quality 90 only, so what is left at 100 is rounding.
    expect(worst).toBeLessThanOrEqual(format === 'JPEG' ? 6 : 0);
  });
}

warm('transparency survives into PNG and is filled for JPEG', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await transparentPicture());
  await editor.chooseFormat('PNG');
  const png = await editor.export();
  expect(at(png.pixels, 240, 0, 0, 4)[3]).toBe(0);
  expect(at(png.pixels, 240, 239, 0, 4)).toEqual([200, 40, 90, 255]);
  await editor.chooseFormat('JPEG');
  const jpeg = await editor.export();
  for (const value of at(jpeg.pixels, 240, 0, 0)) expect(value).toBeGreaterThan(245);
});

warm('the exported size is the one that was chosen, and never larger', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(2400, 1600));
  await page.getByLabel('Size', { exact: true }).selectOption({ label: 'Web · 1920 px' });
  expect((await editor.export()).metadata).toMatchObject({ width: 1920, height: 1280 });
  await editor.open(await photo(600, 400, 'small.jpg'));
  expect((await editor.export()).metadata).toMatchObject({ width: 600, height: 400 });
});

warm("a picture is exported at a size of one's own", async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(1200, 800));
  await page.getByLabel('Size', { exact: true }).selectOption({ label: 'Custom' });
  const panel = page.getByRole('tabpanel', { name: 'Images' });
  const fill = async (label: string, value: number) => {
    const box = panel.getByRole('spinbutton', { name: `${label} value` });
    await box.fill(String(value));
    await box.press('Enter');
  };
  await panel.getByLabel('Mode').selectOption({ label: 'Percent' });
  await fill('Scale', 25);
  await expect(panel.getByText('Size of the result: 300 × 200 px.')).toBeVisible();
  await expect(panel.getByText('Smaller pictures stay as they are.')).toBeHidden();
  expect((await editor.export()).metadata).toMatchObject({ width: 300, height: 200 });

  await panel.getByLabel('Mode').selectOption({ label: 'Fill and crop' });
  await fill('Width', 240);
  await fill('Height', 180);
  await expect(
    panel.getByText('Size of the result: 240 × 180 px. Smaller pictures stay as they are.'),
  ).toBeVisible();
  expect((await editor.export()).metadata).toMatchObject({ width: 240, height: 180 });
});

warm('metadata stay by group, and the receipt says what is in the file', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  const usual = await editor.export();
  expect(usual.bytes.includes('Test camera')).toBe(true);
  expect(usual.bytes.includes('GPS')).toBe(false);
  await expect(page.getByText(/^Checked in the saved file: camera.* No location/)).toBeVisible();
  const choice = page.getByLabel('Metadata', { exact: true });
  await choice.selectOption({ label: 'Nothing' });
  const bare = await editor.export();
  expect(bare.metadata.exif).toBeUndefined();
  expect(bare.bytes.includes('Test camera')).toBe(false);
  await expect(page.getByText('Checked in the saved file: no metadata.')).toBeVisible();
  await choice.selectOption({ label: 'Own choice' });
  await page.getByRole('switch', { name: 'Camera and exposure' }).click();
  const own = await editor.export();
  expect(own.bytes.includes('Test camera')).toBe(false);
  await choice.selectOption({ label: 'Everything' });
  const kept = await editor.export();
  expect(kept.bytes.includes('Test camera')).toBe(true);
  expect(kept.metadata.orientation ?? 1).toBe(1);
  await page.getByText('What this picture tells').click();
  const table = page.getByRole('region', { name: 'Metadata of this picture' });
  await expect(table.getByRole('row', { name: /Model.*Test camera.*yes/ })).toBeVisible();
});

warm('what the screen shows is what the file holds', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(640, 420));
  await editor.add('Exposure');
  await editor.add('Saturation');
  await page.getByRole('radio', { name: 'Result' }).click();
  await editor.chooseFormat('PNG');
  const file = await editor.export();
  await page.keyboard.press('1');
  await expect.poll(() => editor.zoomPercent()).toBe(100);
  await editor.settled();
  // At 100 % the middle of the viewer is the middle of the picture, pixel for pixel.
  const [r, g, b] = await editor.screenColour(0.5, 0.5);
  const near: number[][] = [];
  for (let y = 200; y < 224; y += 1) {
    for (let x = 310; x < 334; x += 1) near.push(at(file.pixels, 640, x, y));
  }
  const closest = Math.min(
    ...near.map(([x = 0, y = 0, z = 0]) => Math.abs(x - r) + Math.abs(y - g) + Math.abs(z - b)),
  );
  expect(closest).toBeLessThanOrEqual(3);
});

warm('a real photo goes all the way', async ({ page, site }) => {
  const corpus = process.env['PIPETTE_CORPUS'];
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(
    corpus
      ? {
          name: 'red-panda-10mp.jpg',
          mimeType: 'image/jpeg',
          buffer: readFileSync(`${corpus}/photos/red-panda-10mp.jpg`),
        }
      : await photo(3872, 2592),
  );
  await editor.addExample('Exposure');
  await editor.add('Sharpen');
  const file = await editor.export();
  expect(file.metadata).toMatchObject({ width: 3872, height: 2592, format: 'jpeg' });
});
