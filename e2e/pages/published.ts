import type { Page } from '@playwright/test';
import { publishedZip } from '../../scripts/published-zip.mjs';
import { Editor } from './editor';

/** Brings pictures into the gallery, the first one being the newest there. */
export async function bring(page: Page, titles: readonly string[]): Promise<void> {
  const buffer = await publishedZip(titles);
  await new Editor(page).drop({ name: 'brought.zip', mimeType: 'application/zip', buffer });
  const card = page.getByRole('dialog', { name: 'Published gallery' });
  await card.getByRole('button', { name: /^Take/ }).click();
  await card.waitFor({ state: 'detached' });
}
