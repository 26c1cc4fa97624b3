import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/warm';
import type { Page } from './support/warm';

const linkField = (page: Page) => page.getByRole('textbox', { name: 'Link to this pipeline' });

async function showShare(page: Page) {
  await page.getByRole('tab', { name: 'Share', exact: true }).click();
  await expect(linkField(page)).toHaveValue(/#1\.[pdz]/);
}

/** Puts a document in place of the pipeline, as somebody who types it would. */
async function typePipeline(page: Page, document: object): Promise<void> {
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  await page.getByRole('radio', { name: 'JSON' }).check();
  const field = page.getByRole('textbox', { name: 'Pipeline as JSON' });
  await expect(field).toHaveValue(/pipette/);
  await field.fill(JSON.stringify(document));
}

const portrait = {
  pipette: 2,
  name: 'Warm portrait',
  description: 'For the newsletter',
  operations: [
    { operation: 'exposure', parameters: { stops: 0.35 }, note: 'Faces were too dark' },
    { operation: 'resize', parameters: { longEdge: 2048 }, enabled: false },
  ],
};

test('the link is copied, says in words what it tells, and never tells of the picture', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await typePipeline(page, portrait);
  await expect(editor.steps).toHaveCount(2);
  await showShare(page);
  const contains = page.getByRole('region', { name: 'This link contains' });
  await expect(contains.getByRole('listitem')).toHaveText([
    '2 steps with 2 settings',
    'the name “Warm portrait”',
    'the description “For the newsletter”',
    '1 note: “Faces were too dark”',
    'not your picture, its name or its place',
  ]);
  await contains.getByText('Every step in words').click();
  await expect(contains).toContainText('Resize: long edge 2048 px (off)');

  const before = await linkField(page).inputValue();
  await editor.open(await photo(64, 48, 'Very secret name.jpg'));
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(before);
  expect(copied).toBe(await linkField(page).inputValue());
  await expect(page.getByText('A link shows no preview picture in chats')).toBeVisible();
  await expectAccessible(page, 'the Share tab');
  await expect(page.getByText('Link copied.'), 'the same link is there still').toBeVisible();

  const meter = page.getByRole('meter', { name: 'Length of the link' });
  await expect(meter).toHaveAttribute('aria-valuenow', String(copied.length));
  await page.getByRole('checkbox', { name: 'With name and notes' }).uncheck();
  await expect(contains).not.toContainText(/portrait|newsletter|dark/);
  await expect(linkField(page)).not.toHaveValue(copied);
  await expect(linkField(page)).toHaveValue(/#1\.[pdz]/);
  expect((await linkField(page).inputValue()).length).toBeLessThan(copied.length);
  await page.getByRole('checkbox', { name: 'With export settings' }).check();
  await expect(contains).toContainText('export settings: JPEG');
  await page.getByRole('checkbox', { name: 'With export settings' }).uncheck();
  await expect(contains).not.toContainText('export settings');
  await page.getByRole('checkbox', { name: 'With name and notes' }).check();
  await expect(linkField(page)).toHaveValue(copied);
});

test('the link follows the pipeline, and goes by mail and as a QR code', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await showShare(page);
  const empty = await linkField(page).inputValue();
  await editor.add('Sepia');
  await expect(linkField(page)).not.toHaveValue(empty);
  const link = await linkField(page).inputValue();

  const href = await page.getByRole('link', { name: 'E-mail…' }).getAttribute('href');
  const mail = new URL(href ?? '');
  expect(mail.protocol).toBe('mailto:');
  expect(mail.searchParams.get('subject')).toBe('A pipeline for Pipette');
  expect(mail.searchParams.get('body')).toBe(`${link}\r\n`);

  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  for (const [kind, format] of [
    ['PNG', 'png'],
    ['SVG', 'svg'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `QR as ${kind}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`untitled-qr.${format}`);
    const { width, height, format: found } = await sharp(await file.path()).metadata();
    expect(found).toBe(format);
    expect(width).toBe(height);
  }
});

test('a pipeline that is too long for a link is offered as a file', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  // Words that no two notes share, so that they cannot be packed.
  let state = 1;
  const word = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36);
  };
  const note = () => Array.from({ length: 100 }, word).join(' ').slice(0, 700);
  const operations = Array.from({ length: 30 }, () => ({ operation: 'flip', note: note() }));
  await typePipeline(page, { pipette: 2, name: 'Long', operations: operations.slice(0, 4) });
  await showShare(page);
  await expect(page.getByText('Teams cuts links above about 2,000 characters.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'E-mail…' })).toBeHidden();
  await page.getByText('What makes it long').click();
  await expect(
    page.getByText(/^Name and notes: about [\d,]+ characters\. Leave them out/),
  ).toBeVisible();

  await typePipeline(page, { pipette: 2, name: 'Long', operations });
  await page.getByRole('tab', { name: 'Share', exact: true }).click();
  await expect(page.getByText(/takes [\d,]+ characters as a link/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('long.json');
  const document = JSON.parse(await readFile(await file.path(), 'utf8')) as typeof portrait;
  expect(document.operations).toHaveLength(30);

  const withNames = page.getByRole('checkbox', { name: 'With name and notes' });
  await withNames.uncheck();
  await expect(linkField(page)).toHaveValue(/#1\./);
  await withNames.check();
});
