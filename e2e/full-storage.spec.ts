/** A browser that has no room left: what is said is true, and nothing is lost. */
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, type Page, test } from './support/test';

/** Lets the databases refuse whatever is put into them, as a full disk does, until `free`. */
async function fill(page: Page): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    const put: unknown = Reflect.get(IDBObjectStore.prototype, 'put');
    if (typeof put !== 'function') throw new TypeError('put is missing');
    const refusing = new Proxy(put, {
      apply: (target, store, given) => {
        if (Reflect.get(globalThis, 'isFull') === true) {
          throw new DOMException('no room is left', 'QuotaExceededError');
        }
        const request: unknown = Reflect.apply(target, store, given);
        return request;
      },
    });
    Reflect.set(IDBObjectStore.prototype, 'put', refusing);
  });
  return () => page.evaluate(() => Reflect.set(globalThis, 'isFull', false));
}

const nowFull = (page: Page) => page.evaluate(() => Reflect.set(globalThis, 'isFull', true));
const noRoom = /this browser is out of space/;

test('without room, work, presets and versions are not said to be saved, and can be saved later', async ({
  page,
  site,
}) => {
  const free = await fill(page);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200, 'holiday.jpg'));
  await editor.add('Invert');
  await editor.saved();

  await nowFull(page);
  await editor.add('Sepia');
  await expect(page.getByText('NOT saved', { exact: true })).toBeVisible();
  await expect(page.getByText(noRoom).first()).toBeVisible();

  await page.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await history.getByRole('button', { name: 'Keep this version…' }).first().click();
  const naming = page.getByRole('dialog', { name: 'Keep this version' });
  await naming.getByLabel('Name').fill('Old photo');
  await naming.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(history.getByText(noRoom).first()).toBeVisible();
  await expect(history.getByRole('option', { name: /Old photo/ })).toBeHidden();
  await history.getByRole('button', { name: 'Close' }).click();
  await expect(history).toBeHidden();

  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByRole('button', { name: 'Save as preset…' }).click();
  const gallery = page.getByRole('dialog');
  await gallery.getByRole('textbox', { name: 'Name' }).fill('Old photo');
  await gallery.getByRole('button', { name: 'Save preset' }).click();
  await expect(gallery.getByText(noRoom)).toBeVisible();
  // What was typed is still there to be saved.
  await expect(gallery.getByRole('textbox', { name: 'Name' })).toHaveValue('Old photo');

  await free();
  await gallery.getByRole('button', { name: 'Save preset' }).click();
  await expect(gallery.getByRole('button', { name: 'Old photo', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(gallery).toBeHidden();
  await editor.add('Flip');
  await editor.saved();
  await page.reload();
  await expect(editor.titles).toHaveText(['Invert', 'Sepia', 'Flip']);
});

test('without room, a run of many files is done all the same, and says what it lacks', async ({
  page,
  site,
}) => {
  await fill(page);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Sepia');
  await editor.saved();
  await nowFull(page);
  await page.getByRole('button', { name: 'Export many images' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export many images' });
  const files = await Promise.all(['a.jpg', 'b.jpg'].map((name) => photo(120, 80, name)));
  await dialog.getByLabel('Files', { exact: true }).first().setInputFiles(files);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export 2 files' }).click();
  expect((await download).suggestedFilename()).toBe('pipette-images.zip');
  await expect(dialog.getByText(/2 (of 2 )?done/).first()).toBeVisible();
  await expect(dialog.getByText(/this tab/i)).toBeVisible();
});
