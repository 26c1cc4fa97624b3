import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { serveSite } from '../scripts/site-server.mjs';
import { Editor, type MadeFile } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessible, expectAccessibleInBoth } from './support/axe';
import { expect, test } from './support/test';

const exiftoolScript = createRequire(import.meta.url).resolve('exiftool-vendored.pl/bin/exiftool');

const hostile = '"><img src=x onerror=window.__pwn=1>';

const windowOf = (page: Page, name: string) => page.getByRole('dialog', { name });

/** Exports the open picture and puts it into the gallery. */
async function keep(page: Page, editor: Editor, title: string, tags: string): Promise<void> {
  await editor.export();
  await page.getByRole('button', { name: 'Add to gallery', exact: true }).click();
  const form = windowOf(page, 'Add to the gallery');
  await form.getByRole('textbox', { name: 'Title' }).fill(title);
  await form.getByLabel('Tags', { exact: true }).fill(tags);
  await form.getByLabel('Keep the file name').check();
  await form.getByLabel('Keep date, camera and lens').check();
  await form.getByRole('button', { name: 'Add to gallery' }).click();
  await expect(page.getByText('The picture is in the gallery.')).toBeVisible();
}

async function openPictures(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await windowOf(page, 'Gallery')
    .getByRole('tab', { name: /Pictures/ })
    .click();
}

/** Fills in the open form and saves what comes of it. */
async function publish(page: Page, as: 'Zip with a page' | 'One HTML file'): Promise<MadeFile> {
  const form = windowOf(page, 'Publish as web page');
  await form.getByRole('textbox', { name: 'Title' }).fill('Owls & <b>others</b>');
  await form.getByRole('textbox', { name: 'Author' }).fill('Ada Example');
  await form.getByLabel('Licence').selectOption('CC BY 4.0');
  await form.getByRole('textbox', { name: 'Address' }).fill('example.org/owls');
  await form.getByRole('radio', { name: as }).check({ force: true });
  const download = page.waitForEvent('download');
  await form.getByRole('button', { name: 'Publish 2 pictures' }).click();
  const saved = await download;
  const buffer = await readFile(await saved.path());
  return { name: saved.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
}

async function unpack(folder: string, zip: Buffer): Promise<readonly string[]> {
  const files = Object.entries(unzipSync(zip));
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return files.map(([name]) => name);
}

/** Opens a page of its own, and collects what it asks for and what breaks its policy. */
async function open(browser: Browser, address: string, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const asked: string[] = [];
  const faults: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('requestfailed', (request) => faults.push(request.url()));
  page.on('console', (message) => faults.push(message.text()));
  await page.goto(address);
  return { context, page, asked, faults };
}

test('finished pictures become a page that needs nobody, and come back from it', async ({
  page,
  site,
  browser,
  watch,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(1600, 1200, 'grandma-at-home.jpg'));
  await editor.add('Sepia');
  await keep(page, editor, 'Two moons', 'wildlife, night');
  await editor.add('Invert');
  await keep(page, editor, hostile, 'wildlife');

  await openPictures(page);
  const gallery = windowOf(page, 'Gallery');
  await gallery.getByRole('button', { name: 'Pick several' }).click();
  await gallery.getByRole('button', { name: 'Pick all' }).click();
  await gallery.getByRole('button', { name: 'Publish as web page…' }).click();
  await expectAccessibleInBoth(page, 'publishing');
  const zip = await publish(page, 'Zip with a page');
  expect(zip.name).toBe('Owls & bothersb.zip');
  await expect(page.getByText(/is saved: .* with pictures of up to 1600 pixels/)).toBeVisible();

  const folder = info.outputPath('site', 'deep', 'owls');
  const names = await unpack(folder, zip.buffer);
  const pictures = names.filter((name) => name.startsWith('pictures/'));
  expect(names).toEqual(
    expect.arrayContaining([
      'index.html',
      'style.css',
      'gallery.json',
      'recipes/002.json',
      'feed.xml',
    ]),
  );
  expect(pictures.toSorted()).toEqual(
    ['001', '002'].flatMap((one) =>
      ['-before', '-middle', '-small', ''].map((part) => `pictures/${one}${part}.jpg`),
    ),
  );
  // What is published tells nothing of the photo.
  for (const name of pictures) {
    const { exif, xmp, iptc } = await sharp(join(folder, name)).metadata();
    expect({ name, exif, xmp, iptc }).toEqual({
      name,
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
    });
  }
  const told = execFileSync('perl', [exiftoolScript, '-a', '-G', '-r', folder], {
    encoding: 'utf8',
  });
  expect(told).not.toMatch(/GPS|\[EXIF\]|Test camera|grandma/);
  for (const name of names.filter((one) => !one.startsWith('pictures/'))) {
    expect(await readFile(join(folder, name), 'utf8'), name).not.toMatch(/grandma|Test camera/);
  }

  // From the disk, without script, by keyboard alone.
  const address = pathToFileURL(join(folder, 'index.html')).href;
  const still = await open(browser, address, false);
  await expect(still.page.getByRole('heading', { level: 1 })).toHaveText('Owls & <b>others</b>');
  await expect(still.page.getByRole('heading', { level: 2 })).toHaveCount(0);
  await still.page.getByRole('link', { name: 'Two moons' }).focus();
  await still.page.keyboard.press('Enter');
  await expect(still.page.getByRole('heading', { level: 2 })).toHaveText('Two moons');
  const stops = still.page.getByRole('radio', { name: /% Before/ });
  await expect(stops).toHaveCount(11);
  await stops.nth(5).focus();
  const before = still.page.locator('.detail:target .before');
  const clipped = await before.evaluate((part) => getComputedStyle(part).clipPath);
  await still.page.keyboard.press('ArrowRight');
  await expect(stops.nth(6)).toBeChecked();
  expect(await before.evaluate((part) => getComputedStyle(part).clipPath)).not.toBe(clipped);
  await expect(still.page.getByRole('listitem').filter({ hasText: 'brown' })).toBeVisible();
  const link = await still.page.getByRole('link', { name: 'Open in Pipette' }).getAttribute('href');
  await still.page.getByRole('link', { name: /picture$/ }).click();
  await expect(still.page.getByRole('heading', { level: 2 })).toHaveText(hostile);
  await still.page.getByRole('link', { name: 'Close' }).click();
  await expect(still.page.getByRole('heading', { level: 2 })).toHaveCount(0);
  await still.page.getByText('night', { exact: true }).first().click();
  await expect(still.page.getByRole('link', { name: hostile })).toBeHidden();
  await expect(still.page.getByRole('link', { name: 'Two moons' })).toBeVisible();
  const root = pathToFileURL(`${folder}/`).href;
  expect(still.asked.filter((url) => !url.startsWith(root))).toEqual([]);
  expect(still.asked.length).toBeGreaterThan(4);
  expect(still.faults).toEqual([]);
  await still.context.close();

  // From a sub-folder of any host, wide and on a phone, in both colours.
  const host = await serveSite({ root: info.outputPath('site'), headers: false });
  const served = await open(browser, `${host.url}deep/owls/`, true);
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await served.page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light'] as const) {
      await served.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await served.page.goto(`${host.url}deep/owls/`);
      await expectAccessible(served.page, `the page, ${colorScheme}, ${size.width}`);
      await served.page.getByRole('link', { name: 'Two moons' }).click();
      await expect(served.page.getByRole('heading', { level: 2 })).toBeVisible();
      await expectAccessible(served.page, `a picture, ${colorScheme}, ${size.width}`);
      const { scrollWidth, clientWidth } = await served.page.evaluate(
        () => document.documentElement,
      );
      expect(scrollWidth).toBe(clientWidth);
    }
  }
  expect(await served.page.evaluate(() => Reflect.get(globalThis, '__pwn') === undefined)).toBe(
    true,
  );
  expect(served.asked.filter((url) => !url.startsWith(`${host.url}deep/owls/`))).toEqual([]);
  // A page that is left gives up what it still waits for; what is missing is told in the console.
  expect(served.faults.filter((fault) => !fault.startsWith(host.url))).toEqual([]);
  await served.context.close();
  await host.close();

  // The link of the page reopens the pipeline; the zip brings its pictures to another person.
  const other = await browser.newContext();
  await watch.observe(other);
  const theirs = await other.newPage();
  const elsewhere = new Editor(theirs);
  await theirs.goto(link ?? '');
  await expect(theirs.getByRole('dialog').filter({ hasText: 'from a link' })).toBeVisible();
  await theirs.keyboard.press('Escape');
  await elsewhere.drop({ ...zip, mimeType: 'application/zip' });
  const card = windowOf(theirs, 'Published gallery');
  await expect(card.getByRole('heading', { level: 3 })).toHaveText('Owls & <b>others</b>');
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await expectAccessibleInBoth(theirs, 'a published gallery');
  await card.getByRole('checkbox', { name: /Two moons/ }).uncheck();
  await card.getByRole('button', { name: 'Take 1 picture into the gallery' }).click();
  await theirs.getByRole('button', { name: 'Show in the gallery' }).click();
  const panel = windowOf(theirs, 'Gallery').getByRole('region', { name: 'Picture' });
  await expect(panel.getByRole('heading', { level: 3 })).toHaveText(hostile);
  await expect(panel.getByRole('img', { name: hostile })).toBeVisible();
  await other.close();
});

test('one HTML file holds its pictures, and what is here already is noticed', async ({
  page,
  site,
  browser,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  await editor.add('Sepia');
  await keep(page, editor, 'Two moons', 'wildlife');
  await editor.add('Invert');
  await keep(page, editor, 'Noir', 'wildlife');
  await openPictures(page);
  const gallery = windowOf(page, 'Gallery');
  await gallery.getByRole('button', { name: 'More about the gallery' }).click();
  await page.getByRole('menuitem', { name: 'Publish as web page…' }).click();
  const made = await publish(page, 'One HTML file');
  expect(made.name).toBe('Owls & bothersb.html');
  const path = info.outputPath('page.html');
  await writeFile(path, made.buffer);
  const still = await open(browser, pathToFileURL(path).href, false);
  await still.page.getByRole('link', { name: 'Noir' }).click();
  const picture = still.page.getByRole('img', { name: 'Noir', exact: true });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((part: HTMLImageElement) => part.naturalWidth))
    .toBe(900);
  expect(still.asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(path).href]);
  expect(still.faults).toEqual([]);
  await still.context.close();

  await page.keyboard.press('Escape');
  await editor.drop({ ...made, mimeType: 'text/html' });
  const card = windowOf(page, 'Published gallery');
  await expect(card.getByText('In the gallery already')).toHaveCount(2);
  await expect(card.getByRole('button', { name: 'Take 0 pictures' })).toBeDisabled();
  await card.getByRole('checkbox', { name: /Noir/ }).check();
  await card.getByRole('button', { name: 'Take 1 picture into the gallery' }).click();
  await expect(page.getByText('The picture is in the gallery.')).toBeVisible();

  // What was changed on its way is refused in words.
  await editor.drop({
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from(
      made.buffer
        .toString()
        .replaceAll('"data:image/jpeg;base64,/9j/', '"data:image/jpeg;base64,/9j0'),
    ),
  });
  await card.getByRole('checkbox', { name: /Noir/ }).check();
  await card.getByRole('button', { name: 'Take 1 picture into the gallery' }).click();
  await expect(card.getByRole('alert')).toContainText('was not taken: its file');
});
