import { Editor, type MadeFile } from './pages/editor';
import { SetStrip, walk } from './pages/set';
import { expectAccessibleInBoth } from './support/axe';
import { expect, type Page, test } from './support/test';

/**
 * Puts files on a disk of the browser's own, whose handles are as those of files that a person chooses, and
 * has the file dialog give those handles.
 */
async function chooseFromDisk(page: Page, files: readonly MadeFile[]) {
  await page.evaluate(
    async (made) => {
      const folder = await navigator.storage.getDirectory();
      const handles = await Promise.all(
        made.map(async ({ name, bytes }) => {
          const handle = await folder.getFileHandle(name, { create: true });
          const stream = await handle.createWritable();
          await stream.write(new Uint8Array(bytes));
          await stream.close();
          return handle;
        }),
      );
      Reflect.set(globalThis, 'showOpenFilePicker', () => Promise.resolve(handles));
      // A person's browser asks with that dialog; one that is driven does not.
      Object.defineProperty(navigator, 'webdriver', { value: false });
    },
    files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })),
  );
}

/** Deletes a file of that disk, or writes other bytes into it. */
const onDisk = (page: Page, name: string, bytes: Buffer | null) =>
  page.evaluate(
    async ([name, bytes]) => {
      const folder = await navigator.storage.getDirectory();
      if (bytes === null) return folder.removeEntry(name);
      const stream = await (await folder.getFileHandle(name)).createWritable();
      await stream.write(new Uint8Array(bytes));
      await stream.close();
    },
    [name, bytes && [...bytes]] as const,
  );

/** Returns how many records there are of the kinds of pictures. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const counts = { picture: 0, reference: 0, source: 0 };
    for (const { name = '' } of await indexedDB.databases()) {
      const opened = indexedDB.open(name);
      await new Promise((resolve) => (opened.onsuccess = resolve));
      const keys = opened.result.transaction('values').objectStore('values').getAllKeys();
      await new Promise((resolve) => (keys.onsuccess = resolve));
      for (const kind of ['picture', 'reference', 'source'] as const) {
        counts[kind] += keys.result.filter(
          (key) => typeof key === 'string' && key.startsWith(`${kind}:`),
        ).length;
      }
      opened.result.close();
    }
    return counts;
  });

test('pictures on the disk are not copied, come back, and are told of when they are gone or others', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const strip = new SetStrip(page);
  const [a, b, c, d] = await walk(4);
  const [other] = await walk(1, 200, 300);
  if (!a || !b || !c || !d || !other) throw new Error('five pictures');
  await editor.goto(site.url);
  await chooseFromDisk(page, [a, b, c, d]);
  await page.getByRole('button', { name: 'Open image' }).first().click();
  await page.getByRole('button', { name: 'Open all 4 as a set' }).click();
  await editor.settled();
  await editor.type(await editor.add('Exposure'), 'Exposure', 0.5);
  await editor.saved();
  await expect.poll(() => kept(page)).toEqual({ picture: 0, reference: 4, source: 1 });

  await page.addInitScript(() => {
    // As after the browser was started anew: it asks once for all.
    const handles = FileSystemFileHandle.prototype;
    let permission = sessionStorage.getItem('permission') ?? 'prompt';
    Reflect.set(handles, 'queryPermission', () => Promise.resolve(permission));
    Reflect.set(handles, 'requestPermission', () => {
      permission = 'granted';
      sessionStorage.setItem('permission', permission);
      return Promise.resolve(permission);
    });
  });
  await page.reload();
  await expect(page).toHaveTitle('IMG_1.png · Pipette');
  await editor.settled();
  const question = page.getByText(
    /^The browser wants your permission before 4 pictures of the set/,
  );
  await expect(question).toBeVisible();
  await expectAccessibleInBoth(page, 'files that may not be read yet');
  await expect(strip.pictures.nth(1).getByText('?')).toBeVisible();
  await page.getByRole('button', { name: 'Allow reading' }).click();
  await expect(question).toBeHidden();
  await expect(strip.current).toBeFocused();
  await strip.picture('IMG_2.png').click();
  await expect(page).toHaveTitle('IMG_2.png · Pipette');
  await editor.settled();
  await expect(strip.pictures.nth(3).locator('canvas')).not.toHaveAttribute('width', '1');
  await editor.saved();

  await onDisk(page, 'IMG_3.png', null);
  await onDisk(page, 'IMG_4.png', other.buffer);
  await page.reload();
  await expect(page).toHaveTitle('IMG_2.png · Pipette');
  const gone = page.getByText('IMG_3.png is no longer where it was.');
  await expect(gone).toBeVisible();
  await expect(page.getByText('IMG_4.png was changed by another program.')).toBeVisible();
  await expectAccessibleInBoth(page, 'files that are gone');
  await expect(editor.step('Exposure')).toBeVisible();
  await strip.picture('IMG_3.png').click();
  await expect(page.getByRole('alert').getByText('IMG_3.png is not where it was.')).toBeVisible();
  await page.getByRole('button', { name: 'Use it as it is now' }).click();
  await expect(strip.current).toBeFocused();
  await strip.picture('IMG_4.png').click();
  await expect(page.getByText('200 × 300').first()).toBeVisible();

  await chooseFromDisk(page, [{ ...c, name: 'IMG_9.png' }]);
  await page.getByRole('button', { name: 'Choose it again…' }).click();
  await expect(gone).toBeHidden();
  await strip.picture('IMG_9.png').click();
  await expect(page).toHaveTitle('IMG_9.png · Pipette');
  await expect(page.getByText('320 × 200').first()).toBeVisible();
  await editor.saved();
  expect(await kept(page)).toEqual({ picture: 0, reference: 4, source: 1 });
});
