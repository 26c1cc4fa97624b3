import type { Locator, Page } from '@playwright/test';
import { picture } from './pages/batch';
import { Editor } from './pages/editor';
import { expect, test } from './support/warm';

const notices = (page: Page): Locator => page.getByRole('status', { name: 'Notices' });

/** Fails three times to open something, in three ways. */
async function fail(editor: Editor): Promise<void> {
  for (const name of ['one.jpg', 'two.jpg', 'three.jpg', 'four.jpg', 'four.jpg']) {
    await editor.choose({ name, mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    await expect(notices(editor.page).getByText(new RegExp(name))).toBeVisible();
  }
}

/** Names of buttons and other controls of the page that lie under a notice. */
const covered = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const own = document.querySelector('.toasts');
    const boxes = [...document.querySelectorAll('.toast')].map((one) =>
      one.getBoundingClientRect(),
    );
    return [...document.querySelectorAll('button, input, select, canvas, summary, [role=tab]')]
      .filter((control) => !own?.contains(control) && control.checkVisibility())
      .filter((control) => {
        const box = control.getBoundingClientRect();
        return boxes.some(
          (notice) =>
            box.width > 1 &&
            box.left < notice.right &&
            notice.left < box.right &&
            box.top < notice.bottom &&
            notice.top < box.bottom,
        );
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent ?? '');
  });

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`notices cover nothing at ${width} x ${height}`, async ({ page, site }) => {
    await page.setViewportSize({ width, height });
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await picture('good.jpg'));
    await fail(editor);
    await expect(notices(page).getByRole('alert')).toHaveCount(3);
    await expect(notices(page).getByText(/four\.jpg/)).toHaveCount(1);
    await expect.poll(() => covered(page)).toEqual([]);
    const { y = 0 } = (await notices(page).boundingBox()) ?? {};
    expect(y < height / 2, 'on a phone they are at the top').toBe(width === 390);
    if (width === 390) await editor.column('Export').click();
    await page.getByRole('button', { name: 'Export many images' }).click();
    await expect(page.getByRole('dialog', { name: 'Export many images' })).toBeVisible();
    const inWindow = page.getByRole('dialog').getByRole('button', { disabled: false });
    for (const button of await inWindow.all()) await button.click({ trial: true });
  });
}

test('what is no error goes by itself, and errors stay', async ({ page, site }) => {
  test.setTimeout(60_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await picture('good.jpg'));
  await editor.choose({ name: 'bad.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('nothing') });
  await editor.open(await picture('next.jpg'));
  const news = notices(page).getByText(/next\.jpg is open/);
  await expect(news).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(news).toBeHidden({ timeout: 30_000 });
  await expect(notices(page).getByText(/bad\.jpg/)).toBeVisible();
});
