import { Editor } from './pages/editor';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';

test.describe('menus', () => {
  for (const key of ['Enter', 'Space', 'ArrowDown']) {
    test(`${key} opens one at the very first press, although its code comes late`, async ({
      page,
      site,
    }) => {
      let arrive = (): void => undefined;
      const asked = new Promise<void>((resolve) => (arrive = resolve));
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route(/columns-[^/]*\.js/, async (route) => {
        arrive();
        await held;
        await route.continue();
      });
      await new Editor(page).goto(site.url);
      const more = page.getByRole('button', { name: 'More', exact: true });
      await asked;
      await more.focus();
      await page.keyboard.press(key);
      await expect(more).toHaveAttribute('aria-expanded', 'false');
      release();
      await expect(page.getByRole('menu', { name: 'More' })).toBeVisible();
      await expect(more).toHaveAttribute('aria-expanded', 'true');
      await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible();
      await expect(page.locator('[role=menuitem]:not([data-disabled])').first()).toBeFocused();
    });
  }

  warm('keys move in one, and the focus goes back where it was', async ({ page, site }) => {
    await new Editor(page).goto(site.url);
    const more = page.getByRole('button', { name: 'More', exact: true });
    const menu = page.getByRole('menu', { name: 'More' });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(menu.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('End');
    await expect(page.getByRole('menuitem', { name: 'About' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(more).toBeFocused();

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    await expect(page.getByRole('menuitem', { name: 'Keyboard shortcuts' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(menu).toBeHidden();
    await expect(page.getByRole('button', { name: 'Open image' }).first()).toBeFocused();

    await more.focus();
    await page.keyboard.press('Enter');
    await expect(menu.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: /About/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(more).toBeFocused();
  });

  warm(
    'a click on the button closes one, and so does a click elsewhere',
    async ({ page, site }) => {
      await new Editor(page).goto(site.url);
      const more = page.getByRole('button', { name: 'More', exact: true });
      const menu = page.getByRole('menu', { name: 'More' });
      await more.click();
      await expect(menu).toBeVisible();
      await more.click();
      await expect(menu).toBeHidden();
      await more.click();
      await expect(menu).toBeVisible();
      await page.getByRole('heading', { name: 'Pipeline' }).click();
      await expect(menu).toBeHidden();
    },
  );
});
