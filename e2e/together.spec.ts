import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { dialog, picture } from './pages/batch';
import { Editor, type MadeFile } from './pages/editor';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';

const json = (name: string, content: unknown): MadeFile => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(content)),
});
const pipeline = (name: string, ...operations: string[]): MadeFile =>
  json(`${name}.json`, {
    pipette: 2,
    name,
    operations: operations.map((operation) => ({ operation })),
  });
const collection = (name: string): MadeFile =>
  json(`${name}.json`, {
    'pipette-collection': 1,
    presets: [
      { id: 'one', name, pipeline: { pipette: 2, name, operations: [{ operation: 'sepia' }] } },
    ],
  });

/** Drops files on the page, all at once, or an address as from another tab. */
async function drop(page: Page, files: readonly MadeFile[], address = ''): Promise<void> {
  const made = files.map(({ buffer, ...file }) => ({ ...file, bytes: [...buffer] }));
  const dataTransfer = await page.evaluateHandle(
    ({ made, address }) => {
      const data = new DataTransfer();
      for (const { bytes, name, mimeType } of made) {
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      }
      if (address !== '') data.setData('text/uri-list', address);
      return data;
    },
    { made, address },
  );
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', event, { dataTransfer });
  }
}

test('of several pictures it is asked what to do with them', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const files = await Promise.all(
    ['IMG_10.jpg', 'IMG_2.jpg', '._IMG_2.jpg'].map((name) => picture(name)),
  );
  await drop(page, files);
  const question = page.getByRole('dialog', { name: '2 pictures came' });
  await expect(question).toContainText('the first is IMG_2.jpg');
  await expect(page.getByText('1 file of the system was left out.')).toBeVisible();
  await question.getByRole('button', { name: 'Open the first' }).click();
  await editor.settled();
  await expect(page).toHaveTitle('IMG_2.jpg · Pipette');
  await drop(page, files);
  await question.getByRole('button', { name: 'Export all 2' }).click();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
  await expect(dialog(page).getByRole('listitem').first()).toContainText('IMG_2.jpg');
});

warm(
  'a photo and its pipelines come in one card, with all of their steps',
  async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await drop(page, [
      pipeline('b', 'sepia', 'invert'),
      await picture('photo.jpg'),
      pipeline('a', 'grayscale'),
    ]);
    const card = page.getByRole('dialog', { name: 'a', exact: true });
    await expect(card).toContainText('from 2 files');
    await expect(page).toHaveTitle('photo.jpg · Pipette');
    await expect(card.getByRole('checkbox', { name: 'a.json: 1 step' })).toBeChecked();
    await card.getByRole('button', { name: 'Replace' }).click();
    await expect(editor.titles).toHaveText(['Grayscale', 'Sepia', 'Invert']);
    await editor.undoButton.click();
    await expect(editor.steps).toHaveCount(0);
  },
);

test('two collections come on one page', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await drop(page, [collection('Morning'), collection('Evening')]);
  const rows = page.getByRole('list', { name: 'Presets of the file' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Import 2 presets' }).click();
  await expect(page.getByText('2 presets imported.')).toBeVisible();
});

test('an address from another page is explained, by the page and by the window', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await drop(page, [], 'https://example.org/cat.jpg');
  const notice = page.getByText(/Only the address of the picture came from the other page/);
  await expect(notice).toBeVisible();
  expect(page.url(), 'the page is not left').toContain(site.url);
  await page.getByRole('button', { name: 'Export many images' }).click();
  const dataTransfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.setData('text/uri-list', 'https://example.org/cat.jpg');
    return data;
  });
  const chooser = dialog(page).getByRole('group', { name: 'Files to export' });
  await chooser.dispatchEvent('drop', { dataTransfer });
  await expect(dialog(page).getByRole('alert')).toContainText('Only the address');
});

test('a folder that is dropped is taken with the pictures and pipelines in it', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const folder = test.info().outputPath('trip');
  const { buffer } = await picture('any.jpg');
  const files: readonly (readonly [string, Buffer])[] = [
    ...['IMG_10.jpg', 'day 2/IMG_2.jpg', 'day 2/.hidden.jpg'].map(
      (path) => [path, buffer] as const,
    ),
    ['notes.txt', Buffer.from('Bread, milk, and film for the camera.')],
    ['IMG_10.jpg.json', Buffer.from('{"title":"IMG_10.jpg","people":[]}')],
    ['looks/grey.json', pipeline('Grey', 'grayscale').buffer],
    ['looks/warm.json', pipeline('Warm', 'sepia').buffer],
  ];
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(
    page.getByText(
      '1 file of the system was left out. 2 files in the folders are neither pictures nor pipelines.',
    ),
  ).toBeVisible();
  const card = page.getByRole('dialog', { name: 'Grey', exact: true });
  await expect(card).toContainText('from 2 files');
  await card.getByRole('button', { name: 'Replace' }).click();
  await expect(editor.titles).toHaveText(['Grayscale', 'Sepia']);
  const question = page.getByRole('dialog', { name: '2 pictures came' });
  await expect(question).toContainText('the first is IMG_2.jpg');
  await question.getByRole('button', { name: 'Export all 2' }).click();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
});
