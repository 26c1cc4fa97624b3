import type { Locator, Page } from '@playwright/test';
import { collectAll, galleryOf, titlesIn } from './pages/gallery';
import { bring } from './pages/published';
import { boxAtRest, middleOf } from './support/box';
import { expect, test } from './support/test';
import { touchDrag } from './support/touch';

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  /**
   * Returns what moves a finger over the open picture, from one share of its width to another, in
   * seconds of its own.
   */
  async function fingerOn(page: Page, line: Locator) {
    const box = await boxAtRest(line);
    const client = await page.context().newCDPSession(page);
    return async (from: number, to: number, seconds: number, y = box.y + box.height / 3) => {
      const begun = Date.now() / 1000;
      for (const [type, share, after] of [
        ['touchStart', from, 0],
        ['touchMove', (from + to) / 2, seconds / 2],
        ['touchMove', to, seconds],
        ['touchEnd', null, seconds],
      ] as const) {
        const touchPoints = share === null ? [] : [{ x: box.x + share * box.width, y }];
        await client.send('Input.dispatchTouchEvent', {
          type,
          touchPoints,
          timestamp: begun + after,
        });
      }
    };
  }

  async function openGallery(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Gallery' }).click();
    await galleryOf(page)
      .dialog.getByRole('tab', { name: /Pictures/ })
      .click();
  }

  test('a swipe goes on to the next picture, and a slow one moves the line', async ({
    page,
    site,
  }) => {
    const { dialog, list, panel } = galleryOf(page);
    await page.goto(site.url);
    await openGallery(page);
    await dialog.getByRole('button', { name: 'Look at the community’s pictures' }).click();
    await list.getByRole('option').first().click();
    await expect(panel.getByText('1 of 3')).toBeVisible();
    const line = panel.getByRole('slider', { name: 'Compare before and after' });
    const move = await fingerOn(page, line);
    await move(0.8, 0.3, 0.15);
    await expect(panel.getByText('2 of 3')).toBeVisible();
    await expect(line).toHaveValue('50');
    await move(0.3, 0.8, 0.15);
    await expect(panel.getByText('1 of 3')).toBeVisible();
    await move(0.5, 0.8, 2);
    await expect(line).not.toHaveValue('50');
    await expect(panel.getByText('1 of 3')).toBeVisible();
    // Two fingers look closer.
    for (const part of [line, panel.locator('.inside')]) {
      await expect(part).toHaveCSS('touch-action', 'pan-y pinch-zoom');
    }
  });

  test('a swipe takes nothing away of what is being typed', async ({ page, site }) => {
    const { list, panel } = galleryOf(page);
    await page.goto(site.url);
    await bring(page, ['One', 'Two']);
    await openGallery(page);
    await list.getByRole('option').first().click();
    await expect(panel.getByText('1 of 2')).toBeVisible();
    await panel.getByRole('button', { name: 'Edit title, caption and tags' }).click();
    const title = panel.getByRole('textbox', { name: 'Title' });
    await title.fill('Half of a thought');
    const line = panel.getByRole('slider', { name: 'Compare before and after' });
    const move = await fingerOn(page, line);
    const { y } = await middleOf(title);
    await move(0.8, 0.3, 0.15, y);
    await move(0.8, 0.3, 0.15);
    await expect(title).toHaveValue('Half of a thought');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await move(0.8, 0.3, 0.15);
    await expect(panel.getByText('2 of 2')).toBeVisible();
  });

  test('a picture is dragged once the finger has rested on it, and scrolled else', async ({
    page,
    site,
  }) => {
    const { list, picture } = galleryOf(page);
    await page.goto(site.url);
    await bring(
      page,
      Array.from({ length: 12 }, (_, index) => `Picture ${index + 1}`),
    );
    await openGallery(page);
    await collectAll(page);
    const order = await titlesIn(list);
    const [from, to] = [
      await middleOf(picture(/^Picture 1 1/)),
      await boxAtRest(picture(/^Picture 3 1/)),
    ];
    await touchDrag(page, { x: from.x, y: from.y + 200 }, { x: from.x, y: from.y + 20 });
    await expect.poll(() => list.evaluate((part) => part.scrollTop)).toBeGreaterThan(50);
    expect((await titlesIn(list)).slice(0, order.length)).toEqual(order);
    await list.evaluate((part) => (part.scrollTop = 0));
    const client = await page.context().newCDPSession(page);
    const send = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
    const start = await middleOf(picture(/^Picture 1 1/));
    await send('touchStart', start);
    await expect(list.locator('.held')).toHaveCount(1);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await send('touchMove', {
        x: start.x + share * (to.x + 0.9 * to.width - start.x),
        y: start.y + share * (to.y + 20 - start.y),
      });
    }
    await send('touchEnd');
    await expect
      .poll(async () => (await titlesIn(list)).slice(0, 4))
      .toEqual(['Picture 2', 'Picture 3', 'Picture 1', 'Picture 4']);
  });
});
