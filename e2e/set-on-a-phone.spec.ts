import { Editor } from './pages/editor';
import { expectInSight, onItsSide, overlap, upright } from './pages/phone';
import { SetStrip, walk } from './pages/set';
import { expectAccessible } from './support/axe';
import { boxAtRest } from './support/box';
import { expect, test } from './support/test';
import { touchDrag } from './support/touch';

for (const [name, viewport] of Object.entries({ upright, 'on its side': onItsSide })) {
  test.describe(`a set on a phone ${name}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test('is swiped through, and leaves room for the picture and what is done to it', async ({
      page,
      site,
    }) => {
      const editor = new Editor(page);
      const strip = new SetStrip(page);
      await editor.goto(site.url);
      await strip.open(await walk(12));
      await editor.settled();
      await page.getByRole('button', { name: 'Dismiss' }).tap();
      await expectAccessible(page, 'a set on a phone');
      const list = await expectInSight(page, strip.list);
      const picture = await expectInSight(page, editor.viewer);
      expect(overlap(list, picture)).toBe(false);
      expect(picture.height / viewport.height).toBeGreaterThan(name === 'upright' ? 0.4 : 0.25);
      const cell = await boxAtRest(strip.pictures.first());
      expect(Math.min(cell.width, cell.height)).toBeGreaterThanOrEqual(44);

      const y = picture.y + picture.height * 0.25;
      const swipe = (from: number, to: number) =>
        touchDrag(
          page,
          { x: picture.x + picture.width * from, y },
          { x: picture.x + picture.width * to, y },
        );
      await swipe(0.9, 0.6);
      await expect(page).toHaveTitle('IMG_2.png · Pipette');
      await editor.settled();
      await swipe(0.2, 0.45);
      await expect(page).toHaveTitle('IMG_1.png · Pipette');
      await editor.settled();

      await page.getByRole('button', { name: 'Set', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Compare with another…' }).click();
      const window = page.getByRole('dialog', { name: 'Compare', exact: true });
      const [a, b] = ['A', 'B'].map((letter) =>
        window.getByRole('group', { name: `Picture ${letter}`, exact: true }),
      );
      if (!a || !b) throw new Error('there are two');
      await expect(b.locator('canvas')).toBeVisible();
      await expectAccessible(page, 'two pictures of a set on a phone');
      const [one, other] = [await expectInSight(page, a), await expectInSight(page, b)];
      expect(overlap(one, other)).toBe(false);
      expect(name === 'upright' ? other.y > one.y : other.x > one.x).toBe(true);
      expect(other.width * other.height).toBeGreaterThan(0.3 * viewport.width * viewport.height);
      const next = window.getByRole('button', { name: 'Next picture' });
      const { width, height } = await boxAtRest(next);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      await next.tap();
      await expect(window.getByRole('group', { name: 'B: IMG_3.png' })).toBeVisible();
      // What lies under the window is not swiped.
      const middle = one.y + one.height / 2;
      await touchDrag(
        page,
        { x: one.x + one.width * 0.9, y: middle },
        { x: one.x + one.width * 0.3, y: middle },
      );
      await window.getByRole('button', { name: 'Close' }).click();
      await expect(window).toBeHidden();
      await expect(page).toHaveTitle('IMG_1.png · Pipette');

      const step = await editor.add('Exposure');
      const only = step.getByRole('switch', { name: 'Only this picture' });
      await editor.settled();
      // After a swipe that is made up, Chromium now and then makes no click of the next tap.
      await only.click();
      await expect(only).toBeChecked();
      await expect(strip.list).toBeHidden();
      const shown = await expectInSight(page, editor.viewer);
      const share = shown.height / viewport.height;
      expect(share).toBeGreaterThan(name === 'upright' ? 0.4 : 0.7);
      await expectAccessible(page, 'a step for one picture only');

      await editor.column('Export').tap();
      await expectInSight(page, page.getByRole('button', { name: 'Export 12 images' }));
      if (name === 'upright') return;
      await editor.export();
      // The buttons of the set and the picture, and what came of it, fit into a fifth.
      const parts = [
        page.getByRole('button', { name: 'Export 12 images' }),
        editor.exportButton,
        page.getByText(/^Saved IMG_1/),
      ];
      const [many, single, saved] = await Promise.all(parts.map((one) => expectInSight(page, one)));
      if (!many || !single || !saved) throw new Error('there are three');
      expect(Math.min(many.y, single.y)).toBeGreaterThan(viewport.height * 0.8);
      expect([overlap(many, single), overlap(single, saved)]).toEqual([false, false]);
    });
  });
}
