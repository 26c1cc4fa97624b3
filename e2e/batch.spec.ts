import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { choose, crash, dialog, doneRows, listed, picture } from './pages/batch';
import { Editor, type MadeFile } from './pages/editor';
import { expect, test } from './support/test';

/** Forty files: good ones, two that are broken, three of the same name. */
async function forty(): Promise<MadeFile[]> {
  const good = await Promise.all(
    Array.from({ length: 35 }, (_, index) => picture(`photo ${index + 1}.jpg`, 200 + index, 150)),
  );
  const same = await Promise.all(['Same.jpg', 'same.jpg', 'SAME.jpg'].map((name) => picture(name)));
  const text = { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
  const cut = { ...(good[0] ?? text), name: 'cut.jpg' };
  return [...good, ...same, text, { ...cut, buffer: cut.buffer.subarray(0, 900) }];
}

/** Without a picture on screen: the pipeline alone. */
async function blurBy(step: Locator, radius: string): Promise<void> {
  const box = step.getByRole('spinbutton', { name: 'Radius' });
  await box.fill(radius);
  await box.press('Enter');
}

/** Begins a run of ten files and ends its tab when so many are done. Returns the files. */
async function crashAmong(page: Page, url: string, done: number): Promise<MadeFile[]> {
  const editor = new Editor(page);
  await editor.goto(url);
  await blurBy(await editor.add('Gaussian blur'), '40');
  const files = await Promise.all(
    Array.from({ length: 10 }, (_, index) => picture(`p${index}.jpg`, 1500, 1000)),
  );
  await choose(page, files);
  await dialog(page).getByRole('button', { name: 'Export 10 files' }).click();
  await expect(doneRows(page).nth(done - 1)).toBeVisible({ timeout: 60_000 });
  await crash(page);
  return files;
}

/** Expects an archive to hold the results of these files once each, and the manifest. */
async function holdsOnce(archive: Download, folder: string, files: readonly MadeFile[]) {
  const path = join(folder, 'resumed.zip');
  await archive.saveAs(path);
  expect(Object.keys(await listed(path, folder)).sort()).toEqual(
    [...files.map(({ name }) => name), 'manifest.csv'].sort(),
  );
}

test('forty files, good and bad and of one name, come in one archive', async ({
  page,
  site,
}, info) => {
  test.setTimeout(120_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Sepia');
  await page.getByLabel('Size', { exact: true }).selectOption({ label: 'Custom' });
  const edge = page.getByRole('spinbutton', { name: 'Long edge' });
  await edge.fill('100');
  await edge.press('Enter');
  await choose(page, await forty());
  await expect(dialog(page).getByText(/2 names would be taken already/)).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export 40 files' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('pipette-images.zip');
  await expect(dialog(page).getByText(/Finished: 38 of 40 done, 2 failed/)).toBeVisible();
  await expect(
    dialog(page)
      .getByText(/broken\.jpg/)
      .first(),
  ).toBeVisible();

  const folder = info.outputPath();
  const path = join(folder, 'result.zip');
  await saved.saveAs(path);
  const entries = await listed(path, folder);
  const names = Object.keys(entries);
  expect(names).toHaveLength(39);
  expect(names).toEqual(
    expect.arrayContaining([
      'SAME.jpg',
      'Same (2).jpg',
      'same (3).jpg',
      'photo 35.jpg',
      'manifest.csv',
    ]),
  );
  for (const name of names.filter((one) => one.endsWith('.jpg'))) {
    const { width = 0, height = 0 } = await sharp(join(folder, name)).metadata();
    expect(Math.max(width, height), name).toBe(100);
  }
  const manifest = await readFile(join(folder, 'manifest.csv'), 'utf8');
  expect(manifest.startsWith('\ufeff'), 'Excel takes it for UTF-8').toBe(true);
  expect(manifest.split('\r\n')).toHaveLength(42);
  expect(manifest).toMatch(/^photo 1\.jpg,photo 1\.jpg,\d+,100,75,[\d.]+,[0-9a-f]{64},$/m);
  expect(manifest).toMatch(/^broken\.jpg,,,,,,,.*picture/m);
  expect(manifest).toMatch(/^cut\.jpg,,,,,,,.*damaged/m);

  const pictures = dialog(page).locator('canvas');
  const widthOf = (canvas: Locator) =>
    canvas.evaluate((element) => (element instanceof HTMLCanvasElement ? element.width : -1));
  await expect.poll(() => widthOf(pictures.first())).toBeGreaterThan(0);
  expect(await widthOf(pictures.last()), 'what is out of sight is not decoded').toBe(0);
  await pictures.last().evaluate((element) => element.closest('li')?.scrollIntoView());
  await expect.poll(() => widthOf(pictures.last())).toBeGreaterThan(0);

  const again = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Retry failed' }).click();
  await expect(dialog(page).getByText(/Finished: 38 of 40 done, 2 failed/)).toBeVisible();
  await again;

  await page.reload();
  const left = () =>
    page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    });
  await expect.poll(left, 'no archive stays behind').toEqual([]);
});

test('Stop ends a run and keeps what is finished', async ({ page, site }) => {
  test.setTimeout(90_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  const blur = await editor.add('Gaussian blur');
  await blurBy(blur, '60');
  const files = await Promise.all(
    Array.from({ length: 8 }, (_, index) => picture(`p${index}.jpg`, 1800, 1200)),
  );
  await choose(page, files);
  await dialog(page).getByRole('button', { name: 'Export 8 files' }).click();
  await expect(doneRows(page).first()).toBeVisible({ timeout: 40_000 });
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(dialog(page).getByText(/^Stopped: [1-7] of 8 done/)).toBeVisible();
  await download;
});

test('a run goes on after its tab was killed, and does nothing twice', async ({
  page,
  context,
  site,
}, info) => {
  test.setTimeout(120_000);
  const files = await crashAmong(page, site.url, 3);
  const next = await context.newPage();

  const second = new Editor(next);
  await second.goto(site.url);
  const offer = next.getByRole('button', { name: /^Resume: [3-9] of 10 done$/ });
  await expect(offer).toBeVisible({ timeout: 20_000 });
  const finished = Number(/\d+/.exec((await offer.textContent()) ?? '')?.[0]);
  const download = next.waitForEvent('download');
  await offer.click();
  await expect(doneRows(next)).toHaveCount(10, { timeout: 60_000 });
  const saved = await download;
  expect(finished).toBeGreaterThanOrEqual(3);
  await holdsOnce(saved, info.outputPath(), files);
});

test('of tabs that all offer an interrupted run one goes on, and the others are told', async ({
  page,
  context,
  site,
}, info) => {
  test.setTimeout(180_000);
  const files = await crashAmong(page, site.url, 1);

  const offerIn = (tab: Page) => tab.getByRole('button', { name: /^Resume: \d of 10 done$/ });
  const told = (tab: Page) => tab.getByText(/^Another tab is finishing this export/);
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()));
  for (const tab of tabs) {
    await new Editor(tab).goto(site.url);
    await expect(offerIn(tab)).toBeVisible({ timeout: 30_000 });
  }
  const [forgetting, ...both] = tabs;
  if (!forgetting) throw new Error('there is no third tab');
  await Promise.all(both.map((tab) => offerIn(tab).click()));
  let winner = both[0];
  await expect(async () => {
    const said = await Promise.all(both.map((tab) => told(tab).isVisible()));
    expect(said.filter(Boolean)).toHaveLength(1);
    winner = both[said.indexOf(false)];
  }).toPass({ timeout: 30_000 });
  if (!winner) throw new Error('no tab goes on');
  await expect(doneRows(winner).first()).toBeVisible({ timeout: 60_000 });

  // What another tab works on cannot be forgotten under it, so that it survives that tab, too.
  await forgetting.getByRole('button', { name: 'Forget it' }).click();
  await expect(told(forgetting)).toBeVisible();
  await crash(winner);
  const last = await context.newPage();
  await new Editor(last).goto(site.url);
  const download = last.waitForEvent('download', { timeout: 90_000 });
  await offerIn(last).click({ timeout: 30_000 });
  await holdsOnce(await download, info.outputPath(), files);
});

test('files that are dropped on the list are added, and never opened behind the window', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await choose(page, [await picture('first.jpg')]);
  const { buffer, ...second } = await picture('second.jpg');
  const dataTransfer = await page.evaluateHandle(
    ({ bytes, name, mimeType }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      return data;
    },
    { bytes: [...buffer], ...second },
  );
  const list = dialog(page).getByRole('region', { name: 'Files' });
  for (const event of ['dragover', 'drop']) await list.dispatchEvent(event, { dataTransfer });
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
  await expect(page).toHaveTitle('Pipette');
});

test('Delete everything deletes what is kept of runs', async ({ page, site }) => {
  test.setTimeout(90_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  const blur = await editor.add('Gaussian blur');
  await blurBy(blur, '60');
  const files = await Promise.all(
    Array.from({ length: 8 }, (_, index) => picture(`p${index}.jpg`, 1800, 1200)),
  );
  await choose(page, files);
  await dialog(page).getByRole('button', { name: 'Export 8 files' }).click();
  await expect(doneRows(page).first()).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Storage' }).click();
  await page.getByRole('button', { name: /^Delete/ }).click();
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await reloaded;
  await expect(editor.openButton).toBeVisible();
  const kept = () =>
    page.evaluate(async () => {
      const [batches] = (await indexedDB.databases()).filter(({ name }) =>
        name?.endsWith(':batches'),
      );
      const open = indexedDB.open(batches?.name ?? '');
      await new Promise((resolve) => (open.onsuccess = resolve));
      const keys = open.result.transaction('values').objectStore('values').getAllKeys();
      await new Promise((resolve) => (keys.onsuccess = resolve));
      open.result.close();
      return keys.result;
    });
  expect(await kept()).toEqual([]);
  await expect(page.getByRole('button', { name: /^Resume/ })).toHaveCount(0);
});

test('one file of many is given a crop of its own', async ({ page, site }, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Flip');
  await choose(page, [await picture('first.jpg'), await picture('second.jpg')]);
  const row = dialog(page).getByRole('listitem').filter({ hasText: 'second.jpg' });
  await row.getByRole('button', { name: /^Crop…/ }).click();
  const width = row.getByRole('spinbutton', { name: 'Width' });
  await width.fill('50');
  await width.press('Enter');
  await expect(width).toHaveValue('50');
  await expect(row).toContainText('waiting, cropped to 50 % × 100 %');
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export 2 files' }).click();
  await expect(row).toContainText('120 × 160');
  const path = info.outputPath('result.zip');
  await (await download).saveAs(path);
  const folder = info.outputPath();
  expect(Object.keys(await listed(path, folder)).sort()).toEqual([
    'first.jpg',
    'manifest.csv',
    'second.jpg',
  ]);
  for (const [name, wide] of [
    ['first.jpg', 240],
    ['second.jpg', 120],
  ] as const) {
    const { width, height } = await sharp(join(folder, name)).metadata();
    expect([width, height], name).toEqual([wide, 160]);
  }
});
