import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { decode, type Downloaded, Editor } from './pages/editor';
import { exactPicture, photo } from './pages/pictures';
import { expectAccessibleInBoth } from './support/axe';
import { expect, test } from './support/warm';

/** The window of the comparison picture, as a person sees it. */
function comparisonOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Comparison picture' });
  const save = dialog.getByRole('button', { name: 'Export comparison picture' });
  return {
    dialog,
    save,
    kind: (name: string) => dialog.getByRole('radio', { name, exact: true }).check(),
    /** Sets a slider by the box beside it. */
    type: async (label: string, value: number) => {
      const box = dialog.getByRole('spinbutton', { name: label });
      await box.fill(String(value));
      await box.press('Enter');
    },
    open: () => page.getByRole('button', { name: 'Comparison picture…' }).click(),
    /** Saves the file once it is the one that is wanted, and returns it. */
    take: async (): Promise<Downloaded> => {
      await expect(save).toBeEnabled({ timeout: 30_000 });
      const download = page.waitForEvent('download');
      await save.click();
      return decode(await download);
    },
  };
}

test('the halves are the exported pictures, and the work stays as it was', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const comparison = comparisonOf(page);
  await editor.goto(site.url);
  await editor.open(await exactPicture(320, 200));
  await editor.chooseFormat('PNG');
  await editor.add('Sepia');
  const result = await editor.export();
  await editor.step('Sepia').getByRole('switch').click();
  await editor.settled();
  const original = await editor.export();
  await editor.step('Sepia').getByRole('switch').click();
  await editor.settled();
  const undo = await editor.undoButton.getAttribute('title');

  await comparison.open();
  await comparison.kind('PNG');
  await comparison.type('Gap', 10);
  const captions = comparison.dialog.getByRole('switch', { name: 'Captions' });
  await captions.uncheck();
  const row = await comparison.take();
  expect(row.name).toBe('exact-comparison.png');
  expect([row.metadata.width, row.metadata.height]).toEqual([670, 220]);
  const card = comparison.dialog.getByRole('region', { name: 'Size of the comparison picture' });
  await expect(card).toContainText('670 × 220');
  const part = (file: Buffer, left: number, top: number, width = 320) =>
    sharp(file).removeAlpha().extract({ left, top, width, height: 200 }).raw().toBuffer();
  expect((await part(row.bytes, 10, 10)).equals(await part(original.bytes, 0, 0))).toBe(true);
  expect((await part(row.bytes, 340, 10)).equals(await part(result.bytes, 0, 0))).toBe(true);

  await comparison.kind('Split');
  await comparison.type('Divider', 25);
  const line = comparison.dialog.getByRole('switch', { name: 'Line between the two' });
  await line.uncheck();
  const split = await comparison.take();
  expect([split.metadata.width, split.metadata.height]).toEqual([340, 220]);
  const [left, right] = [part(split.bytes, 10, 10, 80), part(split.bytes, 90, 10, 240)];
  expect((await left).equals(await part(original.bytes, 0, 0, 80))).toBe(true);
  expect((await right).equals(await part(result.bytes, 80, 0, 240))).toBe(true);

  // Undo does not take these back.
  await line.check();
  await captions.check();
  await page.keyboard.press('Escape');
  await expect(comparison.dialog).toBeHidden();
  await expect(editor.undoButton).toHaveAttribute('title', undo ?? '');
  await expect(page.getByTitle('exact.png', { exact: true })).toBeAttached();
});

test('every kind is made, seen and told without a word about its source', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const comparison = comparisonOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(600, 400, 'owl.jpg'));
  await editor.add('Sepia');
  await editor.add('Vignette');
  await page
    .getByRole('tablist', { name: 'Export & Share' })
    .getByRole('tab', { name: 'Report', exact: true })
    .click();
  await comparison.open();
  const shown = comparison.dialog.getByRole('img');
  for (const [kind, format] of [
    ['Side by side', 'jpeg'],
    ['Split', 'jpeg'],
    ['Stacked', 'jpeg'],
    ['Animated', 'gif'],
    ['All steps', 'jpeg'],
    ['Versions', 'jpeg'],
  ] as const) {
    await comparison.kind(kind);
    const { metadata, bytes } = await comparison.take();
    expect([kind, metadata.format, metadata.exif]).toEqual([kind, format, undefined]);
    expect(bytes.includes('Test camera')).toBe(false);
    await expect(shown).toHaveJSProperty('naturalWidth', metadata.width);
    await expectAccessibleInBoth(page, kind);
  }
  await comparison.kind('All steps');
  // Each stage is chosen by its picture.
  const strip = comparison.dialog.getByRole('group', { name: 'Steps in the picture 3 of 3' });
  const drawn = () =>
    strip
      .locator('canvas')
      .evaluateAll((all) => all.map((one) => one instanceof HTMLCanvasElement && one.width > 1));
  await expect.poll(drawn).toEqual([true, true, true]);
  for (const stage of ['Original', '1 Sepia', '2 Vignette']) {
    await comparison.dialog.getByRole('checkbox', { name: stage }).uncheck();
  }
  await expect(comparison.dialog.getByText('Choose at least one picture to show.')).toBeVisible();
  await expect(comparison.save).toBeDisabled();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Images', exact: true }).click();
  await page.getByRole('button', { name: 'Export all steps' }).click();
  const steps = page.getByRole('dialog', { name: 'Export all steps' });
  const withSheet = steps.getByRole('checkbox', { name: 'Contact sheet' });
  await withSheet.check();
  const download = page.waitForEvent('download');
  await steps.getByRole('button', { name: 'Save zip' }).click();
  const files = unzipSync(await readFile(await (await download).path()));
  await withSheet.uncheck();
  const sheet = sharp(Buffer.from(files['contact-sheet.jpg'] ?? []));
  // Three pictures in a row with gaps between and around them.
  expect((await sheet.metadata()).width).toBe(3 * 600 + 4 * 24);
});
