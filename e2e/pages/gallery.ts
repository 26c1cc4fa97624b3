import type { Locator, Page } from '@playwright/test';

/** The window of the gallery, as a person sees it. */
export function galleryOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Gallery' });
  const list = dialog.getByRole('listbox', { name: 'Pictures' });
  const panel = dialog.getByRole('region', { name: 'Picture' });
  return {
    dialog,
    list,
    panel,
    picture: (name: string | RegExp) => list.getByRole('option', { name }),
    open: async () => {
      await page.getByRole('button', { name: 'Gallery', exact: true }).click();
      await dialog.getByRole('tab', { name: /Pictures/ }).click();
    },
    /** Puts what was just exported into the gallery. */
    add: async (title: string, tags = '') => {
      await page.getByRole('button', { name: 'Add to gallery', exact: true }).click();
      const form = page.getByRole('dialog', { name: 'Add to the gallery' });
      await form.getByRole('textbox', { name: 'Title' }).fill(title);
      await form.getByLabel('Tags', { exact: true }).fill(tags);
      await form.getByRole('button', { name: 'Add to gallery' }).click();
    },
  };
}

/** Puts all pictures into a collection, which is shown in its own order then. */
export async function collectAll(page: Page): Promise<void> {
  const { dialog } = galleryOf(page);
  await dialog.getByRole('button', { name: 'Pick several' }).click();
  await dialog.getByRole('button', { name: 'Pick all' }).click();
  await dialog.getByRole('button', { name: /collection/i }).click();
  await page.getByRole('menuitem', { name: 'New collection…' }).click();
  const naming = page.getByRole('dialog', { name: 'New collection' });
  await naming.getByRole('textbox', { name: 'Title' }).fill('Wall');
  await naming.getByRole('button', { name: 'Save' }).click();
}

/** The titles of the pictures, in the order in which they are told. */
export const titlesIn = (list: Locator) =>
  list
    .getByRole('option')
    .evaluateAll((all) =>
      all
        .toSorted((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
        .map((one) => one.querySelector('b')?.textContent),
    );
