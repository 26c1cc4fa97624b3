import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choose, dialog, picture } from './pages/batch';
import { Editor } from './pages/editor';
import { pythonPath, run } from './support/programs';
import { expect, test } from './support/test';

/** Names and dates of an archive's entries, as another program reads them. */
async function dated(path: string, folder: string): Promise<string[]> {
  const program = `import sys, zipfile
for one in zipfile.ZipFile(sys.argv[1]).infolist():
    print(one.filename, "%d-%02d-%02d %02d:%02d" % one.date_time[:5])`;
  const script = join(folder, 'dates.py');
  await writeFile(script, program);
  const { code, out } = await run(pythonPath(), [script, path], folder);
  expect(code, out).toBe(0);
  return out.trim().split('\n');
}

test('a folder comes in natural order, without what systems keep in it', async ({
  page,
  site,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const folder = info.outputPath('card');
  const jpeg = (await picture('any.jpg')).buffer;
  const names = [
    ...['IMG_10.jpg', 'IMG_2.jpg', 'IMG_1.jpg', '._IMG_1.jpg', 'Thumbs.db', '.DS_Store'],
    ...['__MACOSX/IMG_9.jpg', '@eaDir/IMG_2.jpg/thumb.jpg', 'notes.txt'],
  ];
  for (const name of names) {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, jpeg);
  }
  await page.getByLabel('File name', { exact: true }).fill('{index} {name}');
  await page.getByRole('button', { name: 'Export many images' }).click();
  await dialog(page).getByLabel('Folder').setInputFiles(folder);
  const rows = dialog(page).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('card/IMG_1.jpg');
  await expect(rows.nth(1)).toContainText('card/IMG_2.jpg');
  await expect(rows.nth(2)).toContainText('card/IMG_10.jpg');
  await expect(
    dialog(page).getByText(
      '5 files of the system were left out. 1 file in the folders is no picture.',
    ),
  ).toBeVisible();
});

test('the window says and changes what will be made, and dates entries like their sources', async ({
  page,
  site,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const day = new Date(2024, 4, 17, 10, 20);
  const paths = ['b 10.jpg', 'b 2.jpg'].map((name) => info.outputPath(name));
  for (const path of paths) {
    await writeFile(path, (await picture('any.jpg')).buffer);
    await utimes(path, day, day);
  }
  await page.getByRole('button', { name: 'Export many images' }).click();
  const window = dialog(page);
  await window.getByLabel('Files', { exact: true }).first().setInputFiles(paths);
  await expect(window.getByRole('listitem')).toHaveCount(2);
  await expect(window.getByText(/^JPEG, quality \d+, original size$/)).toBeVisible();
  await expect(window.getByText(/JPEG files hold no PNG texts\./).first()).toBeVisible();
  await window.getByText('Change format, quality and size').click();
  await window.getByRole('radio', { name: 'GIF' }).check();
  await expect(window.getByText('GIF, original size', { exact: true })).toBeVisible();
  await expect(
    window.getByText(/GIF files hold no metadata: all of it goes\./).first(),
  ).toBeVisible();
  await window.getByRole('radio', { name: 'WebP' }).check();
  await window.getByRole('spinbutton', { name: 'Quality' }).fill('40');
  await window.getByRole('spinbutton', { name: 'Quality' }).press('Enter');
  await window.getByRole('combobox', { name: 'Size' }).selectOption({ label: 'Web · 1920 px' });
  await expect(window.getByText('WebP, quality 40, 1920 px', { exact: true })).toBeVisible();
  const download = page.waitForEvent('download');
  await window.getByRole('button', { name: 'Export 2 files' }).click();
  await expect(window.getByText(/^Finished: 2 of 2 done\./)).toContainText(/ → \d+/);
  const path = info.outputPath('result.zip');
  await (await download).saveAs(path);
  expect((await dated(path, info.outputPath())).slice(0, 2)).toEqual([
    'b 2.webp 2024-05-17 10:20',
    'b 10.webp 2024-05-17 10:20',
  ]);
});

test('after Stop the main button goes on, and what failed comes first', async ({ page, site }) => {
  test.setTimeout(90_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  const blur = await editor.add('Gaussian blur');
  const radius = blur.getByRole('spinbutton', { name: 'Radius' });
  await radius.fill('60');
  await radius.press('Enter');
  const files = await Promise.all(
    Array.from({ length: 6 }, (_, index) => picture(`p${index}.jpg`, 1800, 1200)),
  );
  const broken = { name: 'q.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
  await choose(page, [...files, broken]);
  const window = dialog(page);
  await window.getByRole('button', { name: 'Export 7 files' }).click();
  await expect(window.getByText(/ → \d.* × /).first()).toBeVisible({ timeout: 40_000 });
  await expect(window.getByRole('progressbar')).toHaveAccessibleName(/^[1-6] of 7 done/);
  await window.getByRole('button', { name: 'Stop', exact: true }).click();
  await window.getByRole('button', { name: /^Process the remaining [1-6]$/ }).click();
  await expect(window.getByText(/^Finished: 6 of 7 done, 1 failed\./)).toBeVisible({
    timeout: 60_000,
  });
  const rows = window.getByRole('listitem');
  await expect(rows.first()).toContainText('q.jpg');
  await window.getByRole('radio', { name: 'Failed 1' }).check();
  await expect(rows).toHaveCount(1);
  await window.getByRole('radio', { name: 'All 7' }).check();
  await expect(rows).toHaveCount(7);
});
