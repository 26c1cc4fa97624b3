import type { Locator, Page } from '@playwright/test';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { type Box, boxAtRest } from './support/box';
import { expect, test } from './support/test';
import { touchDrag } from './support/touch';

const upright = { width: 390, height: 844 };
const onItsSide = { width: 844, height: 390 };

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;

/** Whether two parts of the screen share a pixel. */
const overlap = (a: Box, b: Box): boolean =>
  a.x < right(b) - 1 && b.x < right(a) - 1 && a.y < bottom(b) - 1 && b.y < bottom(a) - 1;

/** Expects that all of a part is in the window. */
async function expectInSight(page: Page, part: Locator): Promise<Box> {
  const box = await boxAtRest(part);
  const { width, height } = page.viewportSize() ?? upright;
  expect(box.x, 'left edge').toBeGreaterThanOrEqual(0);
  expect(box.y, 'upper edge').toBeGreaterThanOrEqual(0);
  expect(right(box), 'right edge').toBeLessThanOrEqual(width + 0.5);
  expect(bottom(box), 'lower edge').toBeLessThanOrEqual(height + 0.5);
  return box;
}

/** Expects that a finger on the middle of the picture meets the picture. */
async function expectUncovered(editor: Editor): Promise<void> {
  const meets = await editor.viewer.evaluate((viewer) => {
    const { left, top, width, height } = viewer.getBoundingClientRect();
    return [0.1, 0.5, 0.9].every((share) =>
      viewer.contains(document.elementFromPoint(left + width * share, top + height / 3)),
    );
  });
  expect(meets, 'the picture lies on top').toBe(true);
}

async function openPhoto(page: Page, url: string): Promise<Editor> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(await photo());
  return editor;
}

for (const [name, viewport] of Object.entries({ upright, 'on its side': onItsSide })) {
  test.describe(`a phone ${name}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test('shows the picture while a finger moves a slider, and exports', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      const step = await editor.add('Exposure');
      await editor.settled();
      const slider = step.getByRole('slider', { name: 'Exposure', exact: true });
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
      const picture = await boxAtRest(editor.viewer);
      expect(name === 'upright' ? picture.y < sheet.y : right(picture) <= sheet.x).toBe(true);
      const file = await editor.export();
      expect(file.name).toBe('photo.jpg');
      expect(file.metadata.width).toBe(1200);
    });

    test('has the steps in a row, each in reach of a finger', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      for (const operation of ['Exposure', 'Contrast', 'Saturation', 'Sharpen']) {
        await editor.add(operation);
      }
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

    test('moves a step by its handle', async ({ page, site }) => {
      const editor = await openPhoto(page, site.url);
      for (const operation of ['Exposure', 'Contrast']) await editor.add(operation);
      const handle = async (title: string) => {
        const grip = editor.step(title).getByRole('button', { name: 'Drag to move' });
        const { x, y, width, height } = await boxAtRest(grip);
        return { x: x + width / 2, y: y + height / 2 };
      };
      const from = await handle('Contrast');
      const to = await handle('Exposure');
      await touchDrag(page, from, { x: to.x - 6, y: to.y });
      await expect(editor.titles).toHaveText(['Contrast', 'Exposure']);
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
