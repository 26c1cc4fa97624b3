import type { Page } from '@playwright/test';

/** Presses Tab as often as it takes to a control of this name; one that cannot be reached fails. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    const found = await page.evaluate(() => {
      const active = document.activeElement;
      const labels = active?.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const labelled = labels.map((id) => document.getElementById(id)?.textContent).join(' ');
      return (active?.getAttribute('aria-label') ?? labelled) || active?.textContent;
    });
    if (found && name.test(found.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by Tab.`);
}
