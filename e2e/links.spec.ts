import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from '@playwright/test';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/warm';
import type { Page } from './support/warm';

const card = (page: Page) => page.getByRole('dialog');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Makes a pipeline of three steps and returns its link. */
async function makeLink(editor: Editor): Promise<string> {
  const { page } = editor;
  await editor.addExample('Exposure');
  await editor.add('Sepia');
  await editor.add('Sharpen');
  await page.getByRole('tab', { name: 'Share', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Link to this pipeline' });
  await expect(field).toHaveValue(/#1\.[pdz].*/);
  await expect(page.getByRole('region', { name: 'This link contains' })).toContainText('3 steps');
  return field.inputValue();
}

/** Pastes text into the page. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

/** Opens an address in a tab of its own. */
async function visit(context: BrowserContext, url: string): Promise<Editor> {
  const editor = new Editor(await context.newPage());
  await editor.goto(url);
  return editor;
}

test('a link opened by somebody else makes the same pixels', async ({
  page,
  browser,
  watch,
  site,
}) => {
  const picture = await photo(320, 240);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(picture);
  const link = await makeLink(editor);
  await page.getByRole('tab', { name: 'Images', exact: true }).click();
  await editor.chooseFormat('PNG');
  const original = await editor.export();

  const context = await browser.newContext({ acceptDownloads: true });
  await watch.observe(context);
  const other = await visit(context, link);
  await expect(card(other.page)).toContainText('from a link');
  await expect(other.steps).toHaveCount(0);
  await card(other.page).getByRole('button', { name: 'Replace' }).click();
  await expect(other.steps).toHaveCount(3);
  await expect(other.page).toHaveURL(site.url);
  await other.open(picture);
  await other.chooseFormat('PNG');
  const copy = await other.export();
  expect(sha256(copy.pixels)).toBe(sha256(original.pixels));
  await context.close();
});

test('a link never replaces work without a yes, also in an open tab, and leaves no history', async ({
  page,
  browser,
  watch,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const link = await makeLink(editor);
  const context = await browser.newContext();
  await watch.observe(context);
  const other = await visit(context, site.url);
  await other.add('Invert');
  await other.saved();

  await other.page.goto(link);
  await expect(card(other.page)).toContainText('from a link');
  const entries = await other.page.evaluate(() => history.length);
  await other.page.reload();
  await expect(card(other.page), 'a reload asks again').toContainText('from a link');
  await card(other.page).getByRole('button', { name: 'Cancel' }).click();
  await expect(card(other.page)).toBeHidden();
  await expect(other.titles).toHaveText(['Invert']);
  await expect(other.page).toHaveURL(site.url);
  expect(await other.page.evaluate(() => history.length)).toBe(entries);

  await other.page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect(card(other.page)).toContainText('from a link');
  await card(other.page).getByRole('button', { name: 'Append' }).click();
  await expect(other.steps).toHaveCount(4);
  await expect(other.page).toHaveURL(site.url);
  await other.undoButton.click();
  await expect(other.titles).toHaveText(['Invert']);
  await context.close();
});

test('a damaged or foreign link says precisely that and opens nothing', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  // What stands behind the last dot only names the version: without it the link opens all the same.
  const hash = new URL(await makeLink(editor)).hash.replace(/\.[0-9a-z]+$/, '');
  const open = (text: string) => page.evaluate((next) => (location.hash = next), text);
  await open(hash.slice(0, -5));
  await expect(
    page.getByText('This link is incomplete: 5 characters or more are missing.'),
  ).toBeVisible();
  await open(`${hash.slice(0, -8)}${hash.at(-8) === 'a' ? 'b' : 'a'}${hash.slice(-7)}`);
  await expect(page.getByText('This link was changed on its way')).toBeVisible();
  await open('#something-else');
  await expect(page.getByText('This is not a Pipette link.')).toBeVisible();
  await expect(card(page)).toBeHidden();
  await expect(editor.steps).toHaveCount(3);
  await expect(page).toHaveURL(site.url);
});

test('a pasted message with a link in it is read, and so is the older form ?config=', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const link = await makeLink(editor);
  await paste(page, `Have a look: <${link}>, it is good`);
  await expect(card(page)).toContainText('from a link');
  await card(page).getByRole('button', { name: 'Append' }).click();
  await expect(editor.steps).toHaveCount(6);

  const older = {
    pipeline_info: { name: 'From before' },
    operations: [{ step: 1, operation: 'gaussian_blur', parameters: { radius: 3 }, enabled: true }],
  };
  const config = gzipSync(JSON.stringify(older)).toString('base64url');
  await editor.saved();
  await page.goto(`${site.url}?config=${config}`);
  await expect(card(page)).toContainText('From before');
  await card(page).getByRole('button', { name: 'Replace' }).click();
  await expect(editor.steps).toHaveCount(1);
  await expect(page).toHaveURL(site.url);
});

test('the link survives the reload that isolates a first visit', async ({
  page,
  browser,
  watch,
  site,
  serve,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const { hash } = new URL(await makeLink(editor));
  const bare = await serve({ headers: false });
  const context = await browser.newContext();
  await watch.observe(context);
  const other = await visit(context, `${bare.url}${hash}`);
  await expect(card(other.page)).toContainText('from a link', { timeout: 30_000 });
  await context.close();
});
