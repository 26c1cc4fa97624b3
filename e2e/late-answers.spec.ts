import type { Locator } from '@playwright/test';
import { decode, Editor } from './pages/editor';
import { photo, tellingPhoto } from './pages/pictures';
import { ReportTab } from './pages/report';
import { expect, test } from './support/warm';

/** Presses an option and returns what an element shows with the next frame; null when it is not there. */
const shownAfter = (option: Locator, selector: string): Promise<string | null> =>
  option.evaluate(async (element, wanted) => {
    if (element instanceof HTMLElement) element.click();
    await new Promise(requestAnimationFrame);
    return document.querySelector(wanted)?.textContent ?? null;
  }, selector);

test('a file that takes long is called after its own picture, not after the one opened meanwhile', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(1600, 1200, 'first.jpg'));
  await editor.chooseFormat('AVIF');
  await page.getByLabel('File name', { exact: true }).fill('{name}-{width}');
  const download = page.waitForEvent('download', { timeout: 90_000 });
  await editor.exportButton.click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await editor.choose(await photo(300, 200, 'second.jpg'));
  await expect(page).toHaveTitle(/^second\.jpg/);
  const file = await decode(await download);
  expect([file.name, file.metadata.width]).toEqual(['first-1600.avif', 1600]);
  await expect(page.getByText('The work changed since.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy picture' })).toHaveCount(0);
});

test('the table of metadata tells of the picture that is open', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await tellingPhoto('First owner', 'first.jpg'));
  await page.getByText('What this picture tells').click();
  const table = page.getByRole('region', { name: 'Metadata of this picture' });
  await expect(table.getByRole('row', { name: /First owner/ })).toBeVisible();
  await editor.open(await tellingPhoto('Second owner', 'second.jpg'));
  await expect(table.getByRole('row', { name: /Second owner/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /First owner/ })).toHaveCount(0);
  await editor.undoButton.click();
  await expect(table.getByRole('row', { name: /First owner/ })).toBeVisible();
});

test('a receipt is shown only for what would be exported now', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  await editor.add('Sepia');
  await editor.export();
  const receipt = page.getByText(/^Checked in the saved file/);
  await expect(receipt).toBeVisible();
  await editor.undoButton.click();
  await expect(receipt).toHaveCount(0);
  await expect(page.getByText('The work changed since.')).toBeVisible();
  await editor.redoButton.click();
  await expect(receipt).toBeVisible();
});

test('the card tells no size of another format or picture', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  const card = page.getByRole('region', { name: 'Size of the file' });
  await expect(card).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(card).toContainText('900 × 600');
  const png = page.getByRole('radiogroup', { name: 'Format' }).getByRole('radio', { name: 'PNG' });
  const shown = await shownAfter(png, 'section[aria-label="Size of the file"]');
  expect(shown).toContain('Making the file to see its size…');
  await expect(card).toContainText('900 × 600', { timeout: 30_000 });
});

test('a report is never shown under the name of another kind', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  const report = new ReportTab(page);
  await report.open();
  await report.choose('Technical');
  const guide = page
    .getByRole('radiogroup', { name: 'Kind of report' })
    .getByRole('radio', { name: 'Guide' });
  expect(await shownAfter(guide, 'iframe[title="Preview of the report"]')).toBeNull();
  await report.whole();
  await expect(report.preview).toBeVisible();
  expect((await report.take('Markdown')).name).toBe('untitled-guide-report.md');
});
