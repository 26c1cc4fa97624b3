import { Editor } from './pages/editor';
import { avifPicture, exactPicture, photo } from './pages/pictures';
import { appStarted, expect, isIsolated, test, workerInControl } from './support/test';
import type { Page, Site } from './support/test';
import { expectVersion, makeVersion } from './support/versions';

test.use({ serviceWorkers: 'allow' });

const saved = (page: Page) => expect(page.getByText(/^Saved on this device/)).toBeVisible();

/** Takes the network away as thoroughly as a test can: the server ends, and the browser is told. */
async function goOffline(page: Page, site: Site): Promise<void> {
  await site.close();
  await page.context().setOffline(true);
}

/** Asks for a newer version in the About window, as a person does. */
async function checkForUpdate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'About' }).click();
  const about = page.getByRole('dialog', { name: /about/i });
  await about.getByRole('button', { name: /update|newer version/i }).click();
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
}

test('after one visit a picture is opened, edited and exported without a network', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await expect(page.getByText('Ready to work offline')).toBeVisible();
  await workerInControl(page);
  // Letters beyond the Latin ones are there once somebody has written some.
  await editor.open(await exactPicture(24, 16));
  const written = await editor.add('Text watermark');
  await written.getByRole('textbox', { name: 'Text', exact: true }).fill('Привет');
  await editor.settled();
  await editor.saved();
  // What the browser keeps by itself may go at any time.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await goOffline(page, site);
  await page.reload();
  await appStarted(page);
  expect(await isIsolated(page)).toBe(true);

  const picture = await exactPicture(240, 160);
  await editor.open(picture);
  await editor.settled();
  for (const letters of ['Latin', 'Привет']) {
    await editor
      .step('Text watermark')
      .getByRole('textbox', { name: 'Text', exact: true })
      .fill(letters);
    await editor.settled();
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  }
  const field = editor.step('Text watermark').getByRole('textbox', { name: 'Text', exact: true });
  await field.fill('שלום');
  await expect(page.getByRole('alert').filter({ hasText: /could not be loaded/ })).toBeVisible();
  await field.fill('Latin');
  await editor.settled();
  await editor.step('Text watermark').press('Delete');
  await editor.add('Flip');
  await editor.add('Grayscale');
  await editor.chooseFormat('PNG');
  const file = await editor.export();
  expect(file.metadata).toMatchObject({ width: 240, height: 160, format: 'png' });

  // Flipped: light falls from the right to the left now, as green and blue do in the scene.
  const bands = file.pixels.length / (240 * 160);
  for (const [x, y] of [
    [10, 20],
    [120, 80],
    [230, 150],
  ] as const) {
    const at = (y * 240 + (239 - x)) * 3;
    const [r = 0, g = 0, b = 0] = picture.pixels.subarray(at, at + 3);
    const grey = file.pixels[(y * 240 + x) * bands] ?? -1;
    expect(grey).toBeGreaterThanOrEqual(Math.min(r, g, b) - 1);
    expect(grey).toBeLessThanOrEqual(Math.max(r, g, b) + 1);
  }
});

test('that the site works offline is said once: not after reloads, in other tabs or on later visits', async ({
  page,
  context,
  site,
}) => {
  const ready = 'Ready to work offline';
  // How often any page of this browser says it, however shortly.
  let said = 0;
  context.on('console', (message) => {
    if (message.text() === ready) said += 1;
  });
  await context.addInitScript((words) => {
    new MutationObserver((changes) => {
      const nodes = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      if (nodes.some(({ textContent }) => textContent?.includes(words))) console.info(words);
    }).observe(document, { childList: true, subtree: true });
  }, ready);
  const visit = async (tab: Page): Promise<void> => {
    await appStarted(tab);
    await workerInControl(tab);
    await new Editor(tab).open(await photo(60, 40, 'visit.jpg'));
  };
  const notice = (tab: Page) =>
    tab.getByRole('status', { name: 'Notices' }).getByText(ready, { exact: true });

  await new Editor(page).goto(site.url);
  await expect(notice(page)).toBeVisible();
  await visit(page);
  const first = said;
  expect(first).toBeGreaterThan(0);
  await page.reload();
  await visit(page);
  const other = await context.newPage();
  await other.goto(site.url);
  await visit(other);
  await page.close();
  await other.close();
  const later = await context.newPage();
  await later.goto(site.url);
  await visit(later);
  expect(said).toBe(first);

  // As long as it takes, for where nothing is noted it is said. A page of the app would note it again.
  await later.goto(`${site.url}version.json`);
  await later.evaluate(async () => {
    localStorage.clear();
    for (const { name = '' } of await indexedDB.databases()) {
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = resolve;
        deleting.onerror = reject;
      });
    }
  });
  await later.goto(site.url);
  await expect(notice(later)).toBeVisible();
});

test('an AVIF needs its decoder once: said offline, and kept when asked in the settings', async ({
  page,
  context,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await workerInControl(page);
  await editor.open(await photo(300, 200, 'before.jpg'));
  await editor.addExample('Exposure');
  await context.setOffline(true);

  await editor.choose(await avifPicture());
  await expect(page.getByRole('alert').filter({ hasText: /AVIF.*online/i })).toBeVisible();
  // What was open goes on, in the same engine.
  await expect(page.getByText('before.jpg').first()).toBeVisible();
  await editor.addExample('Contrast');
  await editor.settled();
  expect((await editor.export()).metadata).toMatchObject({ width: 300, height: 200 });

  await context.setOffline(false);
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Keep AVIF/ }).click();
  await expect(page.getByText('AVIF, JPEG XL and SVG decoders are stored.')).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');
  await saved(page);

  await goOffline(page, site);
  await page.reload();
  await editor.settled();
  await editor.choose(await avifPicture());
  await expect(page.getByText('96 × 64').first()).toBeVisible({ timeout: 30_000 });
  await editor.settled();
  for (const name of ['Exposure', 'Contrast']) {
    await editor.step(name).getByRole('switch', { name: 'Enabled' }).click();
  }
  await editor.chooseFormat('PNG');
  const { pixels } = await editor.export();
  // The way through the decoder's YCbCr rounds.
  for (const [band, value] of [0xd0, 0x78, 0x20].entries()) {
    expect(Math.abs((pixels[band] ?? -99) - value)).toBeLessThanOrEqual(3);
  }
});

test('an update is announced, waits with work open, and Reload brings it with the work', async ({
  page,
  serve,
}) => {
  const site = await serve();
  const next = await makeVersion('B');
  const editor = new Editor(page);
  await editor.goto(site.url);
  await workerInControl(page);
  await editor.open(await photo(500, 300, 'trip.jpg'));
  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Exposure', 1.5);
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));

  site.root = next.root;
  await checkForUpdate(page);
  const notice = page.getByRole('status', { name: 'Notices' });
  await expect(notice.getByText('Update available')).toBeVisible({ timeout: 30_000 });

  // The tab goes on as it is while the new version waits.
  await editor.add('Vignette');
  expect((await editor.export()).metadata).toMatchObject({ width: 500, height: 300 });
  await expectVersion(page, null);
  expect(loads).toBe(0);

  await notice.getByRole('button', { name: 'Reload' }).click();
  await expectVersion(page, 'B');
  await editor.settled();
  expect(loads).toBe(1);
  await expect(page.getByText('trip.jpg').first()).toBeVisible();
  await expect(editor.titles).toHaveText(['Exposure', 'Vignette']);
  await expect(editor.step('Exposure')).toContainText('+1.5 EV');
  await next.remove();
});

test('a tab on the older version exports after another tab has moved on', async ({
  page,
  serve,
}) => {
  const first = await makeVersion('A');
  const second = await makeVersion('B');
  const site = await serve({ root: first.root });
  const older = new Editor(page);
  await older.goto(site.url);
  await workerInControl(page);
  await older.open(await photo(500, 300));
  await older.add('Grayscale');
  const other = await page.context().newPage();
  const newer = new Editor(other);
  await newer.goto(site.url);
  await expectVersion(other, 'A');

  site.root = second.root;
  await checkForUpdate(other);
  const notice = other.getByRole('status', { name: 'Notices' });
  await expect(notice.getByText('Update available')).toBeVisible({ timeout: 30_000 });
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expectVersion(other, 'B');
  await expect(newer.openButton).toBeVisible();

  await expectVersion(page, 'A');
  await older.add('Vignette');
  await older.settled();
  expect((await older.export()).metadata).toMatchObject({ width: 500, height: 300 });
  await expect(older.titles).toHaveText(['Grayscale', 'Vignette']);
  await Promise.all([first.remove(), second.remove()]);
});
