import { readFile } from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, type Page, test } from './support/test';

async function openStorage(page: Page) {
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Storage' }).click();
  const window = page.getByRole('dialog', { name: 'Storage' });
  await expect(window.getByRole('row', { name: /^Work in progress/ })).toBeVisible();
  return window;
}

test('everything is backed up, deleted, and comes back from the one file', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await photo(300, 200, 'holiday.jpg');
  await editor.open(picture);
  await editor.chooseFormat('PNG');
  await editor.add('Invert');
  await editor.add('Flip');
  const before = await editor.export();
  await editor.savePreset('Negative');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await editor.saved();

  const storage = await openStorage(page);
  await expect(storage.getByRole('row', { name: /^Your presets/ })).toContainText('1');
  await expect(storage.getByText('There is no backup yet.')).toBeVisible();
  const download = page.waitForEvent('download');
  await storage.getByRole('button', { name: 'Back up everything' }).click();
  const backup = await download;
  expect(backup.suggestedFilename()).toMatch(/^pipette-backup-\d{4}-\d\d-\d\d\.zip$/);
  await expect(storage.getByText(/Last backup:/)).toBeVisible();
  const bytes = await readFile(await backup.path());
  const inside = Object.entries(unzipSync(new Uint8Array(bytes)));
  const pictures = inside.filter(([name]) => name.startsWith('pictures/'));
  expect(pictures.map(([, content]) => Buffer.from(content))).toEqual([picture.buffer]);

  await storage.getByRole('button', { name: 'Delete everything stored here' }).click();
  const emptied = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await emptied;
  await expect(editor.openButton).toBeVisible();
  await expect(editor.steps).toHaveCount(0);

  const file = (buffer: Buffer) => ({ name: 'backup.zip', mimeType: 'application/zip', buffer });
  const changed = Buffer.from(bytes);
  changed.fill(0, 60, 90);
  await editor.drop(file(changed));
  await expect(page.getByText(/This backup is not whole\./)).toBeVisible();
  await expect(page.getByText(/Nothing that is stored here was changed\./)).toBeVisible();
  await editor.drop(file(bytes.subarray(0, bytes.length - 40)));
  await expect(page.getByText(/its list of files is missing/)).toBeVisible();

  await editor.drop(file(bytes));
  const offer = page.getByRole('dialog', { name: 'Restore a backup' });
  await expect(offer.getByRole('row', { name: 'Your presets' })).toHaveText(/1\s*0$/);
  const restored = page.waitForEvent('load');
  await offer.getByRole('button', { name: 'Replace everything' }).click();
  await restored;
  await expect(editor.steps).toHaveCount(2);
  await editor.settled();
  expect((await editor.export()).bytes.equals(before.bytes)).toBe(true);
  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Invert']);
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Negative', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  // Of a second restore only what is missing is taken.
  await (await openStorage(page)).getByRole('button', { name: 'Delete: Your presets' }).click();
  await page.getByRole('button', { name: 'Delete presets' }).click();
  await expect(storage.getByRole('row', { name: /^Your presets/ })).toContainText('0');
  const chooser = page.waitForEvent('filechooser');
  await storage.getByRole('button', { name: 'Restore…' }).click();
  await (await chooser).setFiles(file(bytes));
  await offer.getByRole('button', { name: 'Add what is missing' }).click();
  await expect(storage.getByText('Added 1.')).toBeVisible();
  await expect(storage.getByRole('row', { name: /^Your presets/ })).toContainText('1');
  await expect(editor.titles).toHaveText(['Invert']);
});

/** Returns a backup with one open picture of `bytes` bytes. */
function backupOf(bytes: number): Buffer {
  const name = 'pictures/1';
  const list = {
    'pipette-backup': 1,
    madeAt: '2026-01-01T00:00:00.000Z',
    records: [{ key: 'source:1', file: { name, type: 'image/png' } }],
    texts: {},
  };
  const files = { 'backup.json': strToU8(JSON.stringify(list)), [name]: new Uint8Array(bytes) };
  return Buffer.from(zipSync(files, { level: 0 }));
}

test.describe('without space', () => {
  test('it is said what to do, and nothing is lost', async ({ page, site }) => {
    const devtools = await page.context().newCDPSession(page);
    const { origin } = new URL(site.url);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(2000, 1500));
    await editor.add('Invert');
    const unsaved = page
      .getByText(/this browser (has no room for the picture|is out of space)\./)
      .first();
    await expect(unsaved).toBeVisible();
    expect((await editor.export()).metadata.width).toBe(2000);

    const storage = await openStorage(page);
    const chooser = page.waitForEvent('filechooser');
    await storage.getByRole('button', { name: 'Restore…' }).click();
    const buffer = backupOf(2_000_000);
    await (await chooser).setFiles({ name: 'b.zip', mimeType: 'application/zip', buffer });
    const offer = page.getByRole('dialog', { name: 'Restore a backup' });
    await offer.getByRole('button', { name: 'Replace everything' }).click();
    await expect(offer.getByRole('alert')).toContainText(
      /out of space.*still open here.*free space in the settings of the browser/,
    );
    await offer.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Escape');
    await expect(editor.titles).toHaveText(['Invert']);

    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await editor.add('Flip');
    await editor.saved();
    await page.reload();
    await expect(editor.titles).toHaveText(['Invert', 'Flip']);
    await editor.settled();
  });
});
