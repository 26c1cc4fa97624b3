import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { ReportTab } from './pages/report';
import { expectAccessibleInBoth } from './support/axe';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`axe finds nothing in dark and in light: ${width} px wide`, async ({ page, site }) => {
    await page.setViewportSize({ width, height });
    const phone = width < 720;
    const editor = new Editor(page);
    const column = async (name: 'Edit' | 'Export') => {
      if (phone) await editor.column(name).click();
    };
    await editor.goto(site.url);
    await expectAccessibleInBoth(page, 'empty');
    await editor.open(await photo());
    for (const mode of ['Split', 'Side by side', 'Result', 'Difference']) {
      await page.getByRole('radio', { name: mode }).click();
      await expectAccessibleInBoth(page, mode);
    }
    await column('Edit');
    await editor.addButton.click();
    await expectAccessibleInBoth(page, 'add-step dialog');
    await page.keyboard.press('Escape');
    for (const operation of ['Crop', 'White balance', 'Resize', 'Rotate', 'Image watermark']) {
      await editor.add(operation);
      await column('Edit');
      await expectAccessibleInBoth(page, operation);
    }
    await column('Export');
    for (const tab of ['Images', 'Pipeline', 'Report', 'Share']) {
      await page
        .getByRole('tablist', { name: 'Export & Share' })
        .getByRole('tab', { name: tab, exact: true })
        .click();
      // While a report is written, its frame is replaced under the eyes of axe.
      if (tab === 'Report') await new ReportTab(page).whole();
      await expectAccessibleInBoth(page, tab);
    }
    await page
      .getByRole('tablist', { name: 'Export & Share' })
      .getByRole('tab', { name: 'Images', exact: true })
      .click();
    for (const window of [
      'Export all steps',
      'Export many images',
      'Export responsive set',
      'Comparison picture…',
    ]) {
      await page.getByRole('button', { name: window }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBoth(page, window);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    for (const item of [
      'Gallery',
      'History',
      'Storage',
      'Settings',
      'Keyboard shortcuts',
      'About',
    ]) {
      await page.getByRole('button', { name: 'More', exact: true }).first().click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBoth(page, item);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

test('the sample opens under the focus, and says so', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await page.getByRole('button', { name: 'Try the sample' }).focus();
  await page.keyboard.press('Enter');
  await editor.settled();
  await expect(editor.viewer).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: /^sample\.png is open\.$/ })).toHaveCount(
    1,
  );
});

warm('the main job is done by keyboard alone', async ({ page, site }) => {
  const editor = new Editor(page);
  // Asked for before the page is there: watching for file dialogs takes a moment to begin.
  const chooser = page.waitForEvent('filechooser');
  await editor.goto(site.url);
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles(await photo());
  await editor.settled();

  await page.keyboard.press('/');
  await page.keyboard.type('expos');
  await page.keyboard.press('Enter');
  await expect(editor.steps).toHaveCount(1);
  await page.keyboard.press('/');
  await page.keyboard.type('satur');
  await page.keyboard.press('Enter');
  await expect(editor.steps).toHaveCount(2);

  const slider = editor.step('Saturation').getByRole('slider').first();
  await slider.focus();
  const before = await slider.inputValue();
  await page.keyboard.press('ArrowRight');
  await expect(slider).not.toHaveValue(before);
  await page.keyboard.press('Control+z');
  await expect(slider).toHaveValue(before);

  await editor
    .step('Saturation')
    .getByRole('button', { name: /Saturation/ })
    .first()
    .focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(editor.titles).toHaveText(['Saturation', 'Exposure']);

  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+e');
  expect((await download).suggestedFilename()).toBe('photo.jpg');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Add step');
});
