import {
  bottom,
  expectInSight,
  expectUncovered,
  onItsSide,
  openPhoto,
  overlap,
  right,
  upright,
} from './pages/phone';
import { expectAccessible } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { test as fresh } from './support/test';
import { expect, test } from './support/warm';
import { touchDrag } from './support/touch';

for (const [name, viewport] of Object.entries({ upright, 'on its side': onItsSide })) {
  test.describe(`a phone ${name}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test('shows the picture while a finger moves a slider, and exports', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      const step = await editor.add('Exposure');
      await editor.settled();
      const slider = step.getByRole('slider', { name: 'Exposure', exact: true });
      await expectAccessible(page, 'a step is open');
      const before = await expectInSight(page, editor.viewer);
      if (name === 'upright') {
        expect(before.width).toBeCloseTo(viewport.width, 0);
        expect(before.height / viewport.height).toBeGreaterThan(0.4);
        expect(before.height / viewport.height).toBeLessThan(0.5);
      } else {
        expect(before.height / viewport.height).toBeGreaterThan(0.7);
      }
      const track = await expectInSight(page, slider);
      expect(overlap(before, track)).toBe(false);
      const [dark] = await editor.screenColour(0.7, 0.5);

      const y = track.y + track.height / 2;
      const from = { x: track.x + track.width * 0.56, y };
      await touchDrag(page, from, { x: track.x + track.width * 0.7, y }, async () => {
        expect(await boxAtRest(editor.viewer)).toEqual(before);
        await expectUncovered(editor);
        await expect.poll(async () => (await editor.screenColour(0.7, 0.5))[0]).not.toBe(dark);
      });
      await editor.settled();
      expect(Number(await slider.inputValue())).toBeGreaterThan(0.8);
      expect(await boxAtRest(editor.viewer)).toEqual(before);

      await editor.column('Export').tap();
      const sheet = await expectInSight(page, page.getByRole('tabpanel', { name: 'Export' }));
      await expectAccessible(page, 'the sheet of exports');
      const picture = await boxAtRest(editor.viewer);
      expect(name === 'upright' ? picture.y < sheet.y : right(picture) <= sheet.x).toBe(true);
      const file = await editor.export();
      expect(file.name).toBe('photo.jpg');
      expect(file.metadata.width).toBe(1200);
    });

    test('has the steps in a row, each in reach of a finger', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      for (const operation of ['Exposure', 'Contrast']) await editor.add(operation);
      await test.step('a step is moved by its handle', async () => {
        const handle = (title: string) =>
          middleOf(editor.step(title).getByRole('button', { name: 'Drag to move' }));
        // On its side the row has no room for both and what adds steps.
        await editor.step('Exposure').scrollIntoViewIfNeeded();
        const from = await handle('Contrast');
        const to = await handle('Exposure');
        await touchDrag(page, from, { x: to.x - 6, y: to.y });
        await expect(editor.titles).toHaveText(['Contrast', 'Exposure']);
        await editor.undoButton.click();
        await expect(editor.titles).toHaveText(['Exposure', 'Contrast']);
      });
      for (const operation of ['Saturation', 'Sharpen']) await editor.add(operation);
      await editor.settled();
      const tops = new Set<number>();
      for (const operation of ['Exposure', 'Sharpen', 'Contrast', 'Saturation']) {
        const chip = editor.step(operation).getByRole('button', { name: operation, exact: true });
        await chip.tap();
        const box = await expectInSight(page, chip);
        tops.add(box.y);
        await expect(chip).toHaveAttribute('aria-expanded', 'true');
        const first = editor.step(operation).getByRole('slider').first();
        expect(overlap(await expectInSight(page, first), box)).toBe(false);
        const enabled = editor.step(operation).getByRole('switch', { name: 'Enabled' });
        await expectInSight(page, enabled);
        expect(overlap(await boxAtRest(first), await boxAtRest(editor.viewer))).toBe(false);
      }
      expect(tops.size, 'one row').toBe(1);
      await editor.step('Saturation').getByRole('switch', { name: 'Enabled' }).tap();
      await expect(editor.step('Saturation').getByRole('switch')).toHaveAttribute(
        'aria-checked',
        'false',
      );
      await expectInSight(page, editor.addButton);
      // The whole room is the picture's while no step is open.
      const small = await boxAtRest(editor.viewer);
      await editor
        .step('Saturation')
        .getByRole('button', { name: 'Saturation', exact: true })
        .tap();
      await expect(page.getByRole('button', { name: 'Presets' })).toBeVisible();
      await expectInSight(page, editor.viewer);
      if (name === 'upright') {
        expect((await boxAtRest(editor.viewer)).height).toBeGreaterThan(small.height + 100);
      }
    });
  });
}

test.describe('a sheet of exports', () => {
  test.use({ viewport: upright, hasTouch: true, isMobile: true });

  test('goes when what lies behind it is touched', async ({ page, site }) => {
    const editor = await openPhoto(page, site.url);
    await editor.column('Export').tap();
    await expect(page.getByRole('button', { name: 'Export image' })).toBeVisible();
    await page.touchscreen.tap(upright.width / 2, 80);
    await expect(page.getByRole('button', { name: 'Export image' })).toBeHidden();
    await expect(editor.column('Edit')).toHaveAttribute('aria-selected', 'true');
    await expectUncovered(editor);
  });
});

fresh.describe('the exports', () => {
  for (const [width, height, hasTouch] of [
    [1024, 768, false],
    // 1440 x 900 and 1024 x 768, enlarged to 200 %.
    [720, 450, false],
    [512, 384, false],
    [844, 390, true],
  ] as const) {
    // On a page of its own: what an earlier export says stands there, too.
    fresh.describe(`at ${width} x ${height}`, () => {
      fresh.use({ viewport: { width, height }, hasTouch, isMobile: hasTouch });

      fresh('show their fields: what exports takes a fifth', async ({ page, site }) => {
        const editor = await openPhoto(page, site.url);
        if (await editor.column('Export').isVisible()) await editor.column('Export').click();
        const format = page.getByRole('radiogroup', { name: 'Format' });
        const { y } = await expectInSight(page, editor.exportButton);
        const panel = await boxAtRest(page.getByRole('tabpanel', { name: 'Images' }));
        expect(bottom(panel) - y).toBeLessThan(height / 5);
        for (const name of [
          'Export all steps',
          'Export many images',
          'Export responsive set',
          'Export site icons',
          'Comparison picture…',
        ]) {
          const box = await expectInSight(page, page.getByRole('button', { name }));
          expect(box.y).toBeGreaterThanOrEqual(y);
          expect(right(box), 'within its panel').toBeLessThanOrEqual(right(panel));
          expect(box.height).toBeGreaterThanOrEqual(hasTouch ? 44 : 24);
        }
        expect(bottom(await expectInSight(page, format))).toBeLessThan(y);
        await editor.export();
        await expect(page.getByText(/^Saved photo/)).toBeVisible();
        // What came of it is in sight, and takes nothing from the fields.
        await expectInSight(page, page.getByText(/^Saved photo/));
        const after = await expectInSight(page, editor.exportButton);
        expect(bottom(panel) - after.y).toBeLessThan(height / 5);
        expect(bottom(await expectInSight(page, format))).toBeLessThan(after.y);
        // It scrolls, also by keys, when nothing can be done with the file any more.
        await editor.chooseFormat('PNG');
        await expect(page.getByText('The work changed since.')).toBeVisible();
        await expectAccessible(page, 'an export of before');
      });
    });
  }
});
