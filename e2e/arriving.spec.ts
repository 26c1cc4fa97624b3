import { Editor } from './pages/editor';
import { exactPicture, photo } from './pages/pictures';
import { expect, type Page, test } from './support/test';
import { test as warm } from './support/warm';

warm('a picture dropped anywhere is opened', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.drop(await photo(500, 300, 'dropped.jpg'));
  await editor.settled();
  await expect(page.getByText('dropped.jpg').first()).toBeVisible();
});

warm('a pasted picture is opened', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const { buffer } = await photo(500, 300);
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'pasted.jpg', { type: 'image/jpeg' }));
      document.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [...buffer],
  );
  await editor.settled();
  await expect(page.getByText('500 × 300').first()).toBeVisible();
});

test.describe('from another app', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a picture shared by another app is opened', async ({ page, serve }) => {
    const site = await serve();
    const editor = new Editor(page);
    await editor.goto(site.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((resolve) => {
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
        });
      }
    });
    const { buffer } = await photo(480, 320);
    await page.evaluate(
      async (bytes) => {
        const form = new FormData();
        form.append(
          'images',
          new File([new Uint8Array(bytes)], 'shared.jpg', { type: 'image/jpeg' }),
        );
        await fetch('./share-target', { method: 'POST', body: form, redirect: 'manual' });
      },
      [...buffer],
    );
    await page.goto(`${site.url}?shared=1`);
    await editor.settled();
    await expect(page.getByText('shared.jpg').first()).toBeVisible();
  });
});

/** Opens the page as the system does for "Open with": files wait in the launch queue. */
async function launchWith(page: Page, url: string, files: readonly (number[] | null)[]) {
  await page.addInitScript((contents) => {
    const handles = contents.map((bytes, index) => ({
      kind: 'file',
      name: `opened-${index}.jpg`,
      getFile: () =>
        bytes === null
          ? Promise.reject(new DOMException('The file is gone.', 'NotFoundError'))
          : Promise.resolve(
              new File([new Uint8Array(bytes)], `opened-${index}.jpg`, { type: 'image/jpeg' }),
            ),
    }));
    Object.defineProperty(window, 'launchQueue', {
      value: {
        setConsumer: (consume: (launch: { files: unknown[] }) => void) =>
          consume({ files: handles }),
      },
    });
  }, files);
  await new Editor(page).goto(url);
}

test('a picture that the system opens with Pipette is opened', async ({ page, site }) => {
  const { buffer } = await photo(420, 280);
  await launchWith(page, site.url, [[...buffer]]);
  await new Editor(page).settled();
  await expect(page.getByText('opened-0.jpg').first()).toBeVisible();
  await expect(page.getByText('420 × 280').first()).toBeVisible();
});

test('a file that the system opens with Pipette and that cannot be read is told of', async ({
  page,
  site,
}) => {
  await launchWith(page, site.url, [null]);
  await expect(
    page.getByText('A picture from another app did not arrive. Open it here instead.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeEnabled();
});

warm('the manifest offers Pipette for every kind of file that it opens', async ({ site, page }) => {
  const response = await page.request.get(`${site.url}manifest.webmanifest`);
  const manifest: unknown = await response.json();
  expect(manifest).toMatchObject({
    share_target: { action: './share-target', method: 'POST' },
    file_handlers: [
      {
        accept: Object.fromEntries(
          ['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif', 'jxl', 'svg+xml', 'heic'].map((type) => [
            `image/${type}`,
            expect.any(Array),
          ]),
        ),
      },
    ],
  });
});

warm.describe('the command Paste image', () => {
  const pasteImage = async (page: Page) => {
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Paste image' }).click();
  };

  warm(
    'opens the picture in the clipboard, and says when there is none',
    async ({ page, site }) => {
      const editor = new Editor(page);
      await editor.goto(site.url);
      await page.evaluate(() => navigator.clipboard.writeText('no picture'));
      await pasteImage(page);
      await expect(page.getByText('There is no picture in the clipboard.')).toBeVisible();
      await expect(page.getByTitle('before.png', { exact: true })).toBeVisible();

      const { buffer } = await exactPicture(310, 170);
      await page.evaluate(
        async (bytes) => {
          const png = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
          await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
        },
        [...buffer],
      );
      await pasteImage(page);
      await editor.settled();
      await expect(page.getByText('pasted.png').first()).toBeVisible();
      await expect(page.getByText('310 × 170').first()).toBeVisible();
    },
  );

  warm('says what to do when the browser refuses the clipboard', async ({ page, site }) => {
    await new Editor(page).goto(site.url);
    await page.evaluate(() => {
      navigator.clipboard.read = () =>
        Promise.reject(new DOMException('Read permission denied.', 'NotAllowedError'));
    });
    await pasteImage(page);
    await expect(page.getByText('The browser did not give the clipboard away.')).toBeVisible();
    await expect(page.getByText('Press Ctrl+V (⌘V on a Mac) instead.')).toBeVisible();
    // The browser's own stands behind it.
    await page.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'read'));
  });
});
