/** Nothing that was taken in is lost, and "Saved" is only said when it is. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { Editor } from './pages/editor';
import { photo, slowDrawing } from './pages/pictures';
import { expect, type Page, test, workerInControl } from './support/test';
import { test as warm } from './support/warm';

/** Changes the records in the database of the work, as a browser, a fault or another page may. */
const tamper = (page: Page, how: 'damage' | 'clear' | 'delete' | 'picture', svg = '') =>
  page.evaluate(
    async ([what, drawing]) => {
      const [found] = (await indexedDB.databases()).filter(({ name }) => name?.endsWith('work'));
      const name = found?.name ?? '';
      const done = (request: IDBRequest | IDBTransaction) =>
        new Promise<void>((resolve, reject) => {
          Object.assign(request, { onsuccess: resolve, oncomplete: resolve, onerror: reject });
        });
      if (what === 'delete') return done(indexedDB.deleteDatabase(name));
      const opening = indexedDB.open(name);
      await done(opening);
      const store = opening.result.transaction('values', 'readwrite').objectStore('values');
      if (what === 'clear') store.clear();
      else if (what === 'picture') {
        const keys = store.getAllKeys(IDBKeyRange.bound('source:', 'source:~'));
        await done(keys);
        store.put(new Blob([drawing], { type: 'image/svg+xml' }), keys.result[0] ?? '');
      } else {
        const keys = store.getAllKeys();
        await done(keys);
        for (const key of keys.result) {
          if (typeof key === 'string' && key.startsWith('work:'))
            store.put({ savedAt: 1, pipeline: 'damaged' }, key);
        }
      }
      await done(store.transaction);
      opening.result.close();
    },
    [how, svg] as const,
  );

/** Returns the keys in a database of the site. */
const recordsOf = (page: Page, ending: string) =>
  page.evaluate(async (end) => {
    const [found] = (await indexedDB.databases()).filter(({ name }) => name?.endsWith(end));
    const opening = indexedDB.open(found?.name ?? '');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const keys = opening.result.transaction('values').objectStore('values').getAllKeys();
    await new Promise((resolve) => (keys.onsuccess = resolve));
    opening.result.close();
    return keys.result;
  }, ending);

warm(
  'a pipeline of steps that are not quite right is there again after a reload',
  async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(300, 200, 'holiday.jpg'));
    await editor.add('Invert');
    const text = JSON.stringify({
      pipette: 2,
      name: 'n'.repeat(121),
      operations: [
        { operation: 'sepia' },
        { operation: 5 },
        { operation: 'sparkle', enabled: 'yes' },
        { operation: 'o'.repeat(121), name: '\ud800' },
      ],
    });
    await editor.drop({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(editor.steps).toHaveCount(4);
    await editor.saved();
    await page.reload();
    await expect(editor.steps).toHaveCount(4);
    await editor.settled();
    await expect(page.getByText('holiday.jpg').first()).toBeVisible();
    await editor.undoButton.click();
    await expect(editor.titles).toHaveText(['Invert']);
    await editor.saved();
  },
);

test('work that cannot be read is kept, and new work is saved as ever', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200, 'holiday.jpg'));
  await editor.add('Invert');
  await editor.saved();
  // A page of the app would write its work once more when it is left.
  await page.goto(`${site.url}version.json`);
  await tamper(page, 'damage');
  await page.goto(site.url);
  const notice = page.getByText(/could not be read\. It is kept as it came/);
  await expect(notice).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download it' }).click();
  const kept = await readFile(await (await download).path(), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ pipeline: 'damaged' });

  await editor.add('Sepia');
  await editor.saved();
  await page.reload();
  await expect(editor.titles).toHaveText(['Sepia']);
  await editor.settled();
  await expect(notice).toBeHidden();
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Storage' }).click();
  const storage = page.getByRole('dialog', { name: 'Storage' });
  await storage.getByRole('button', { name: 'Try again: Work in progress' }).click();
  await expect(storage.getByText(/It still cannot be read/)).toBeVisible();
  await storage.getByRole('button', { name: 'Delete what could not be read' }).click();
  await expect(storage.getByRole('heading', { name: 'Could not be read' })).toBeHidden();
});

test('what is cleared under the tab is written again, and not called saved before', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200, 'holiday.jpg'));
  await editor.add('Invert');
  await editor.saved();
  await tamper(page, 'clear');
  await editor.add('Sepia');
  await editor.saved();
  await page.reload();
  await expect(editor.titles).toHaveText(['Invert', 'Sepia']);
  await editor.settled();
  await expect(page.getByText('holiday.jpg').first()).toBeVisible();

  await editor.add('Flip');
  await editor.saved();
  await tamper(page, 'delete');
  await expect(page.getByText('NOT saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await editor.saved();
  await page.reload();
  await expect(editor.titles).toHaveText(['Invert', 'Sepia', 'Flip']);
  await editor.settled();
  await expect(page.getByText('holiday.jpg').first()).toBeVisible();
});

test('all is saved where the database takes no files', async ({ page, site }) => {
  await page.addInitScript(() => {
    const put = Reflect.get(IDBObjectStore.prototype, 'put');
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      const fields: unknown[] =
        typeof value === 'object' && value !== null ? Object.values(value) : [];
      if ([value, ...fields].some((one) => one instanceof Blob)) {
        throw new DOMException('Error preparing Blob/File data', 'UnknownError');
      }
      return put.call(this, value, key);
    };
  });
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200, 'holiday.jpg'));
  await editor.add('Invert');
  await editor.saved();
  await page.reload();
  await expect(editor.titles).toHaveText(['Invert']);
  await editor.settled();
  await expect(page.getByText('holiday.jpg').first()).toBeVisible();
  expect((await editor.export()).metadata).toMatchObject({ width: 300, height: 200 });
});

test.describe('what is shared', () => {
  test.use({ serviceWorkers: 'allow' });

  test('never takes the place of the open picture by itself', async ({ page, serve, watch }) => {
    const site = await serve();
    const editor = new Editor(page);
    await editor.goto(site.url);
    await workerInControl(page);
    await editor.open(await photo(300, 200, 'holiday.jpg'));
    await editor.saved();
    // A page elsewhere, which may hide where it is.
    const { buffer } = await photo(120, 80, 'other.jpg');
    const server = createServer((request, response) => {
      const policy = request.url === '/hidden' ? 'no-referrer' : 'unsafe-url';
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<meta name="referrer" content="${policy}"><form method="post" enctype="multipart/form-data" action="${site.url}share-target"><input type="file" name="images"></form>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const elsewhere = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    watch.allow(elsewhere);
    const post = async (path: string) => {
      await page.goto(`${elsewhere}${path}`);
      const file = { name: 'other.jpg', mimeType: 'image/jpeg', buffer };
      await page.locator('input').setInputFiles(file);
      await page.locator('form').evaluate((form: HTMLFormElement) => form.submit());
      await page.waitForURL(site.url);
      await editor.settled();
    };
    try {
      const shared = page.getByText(/other\.jpg was shared with Pipette/);
      await post('/open');
      await expect(page.getByText('300 × 200').first()).toBeVisible();
      await expect(shared).toBeHidden();
      await post('/hidden');
      await expect(shared).toBeVisible();
      await expect(page.getByText('300 × 200').first()).toBeVisible();
      await page.getByRole('button', { name: 'Open it' }).click();
      await expect(page.getByText('120 × 80').first()).toBeVisible();
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

test('a run of many files that was handed over is not offered after a reload', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Sepia');
  await page.getByRole('button', { name: 'Export many images' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export many images' });
  const files = await Promise.all(['a.jpg', 'b.jpg'].map((name) => photo(120, 80, name)));
  await dialog.getByLabel('Files', { exact: true }).first().setInputFiles(files);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export 2 files' }).click();
  await (await download).path();
  await expect(dialog.getByText(/Saved as pipette-images\.zip/)).toBeVisible();
  await page.reload();
  // Its files are given back instead.
  await expect.poll(() => recordsOf(page, 'batches')).toEqual([]);
  await expect(page.getByRole('button', { name: /^Resume/ })).toBeHidden();
});

test('work comes back without its picture when that takes too long, and keeps it', async ({
  page,
  site,
}) => {
  test.slow();
  const editor = new Editor(page);
  await editor.goto(site.url);
  const quick = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"/>';
  await editor.open({ name: 'kept.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(quick) });
  await editor.add('Invert');
  await editor.saved();
  await tamper(page, 'picture', slowDrawing().buffer.toString());
  await page.reload();
  await expect(page.getByText('kept.svg takes long to open.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(
    page.getByText(/^The picture of your last work could not be opened\. It stays stored/),
  ).toBeVisible();
  await expect(page.locator('main')).not.toHaveAttribute('inert');
  await expect(editor.titles).toHaveText(['Invert']);
  await editor.open(await photo(600, 400, 'other.jpg'));
  await editor.saved();
});
