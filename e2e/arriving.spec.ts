import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

test('a picture dropped anywhere is opened', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.drop(await photo(500, 300, 'dropped.jpg'));
  await editor.settled();
  await expect(page.getByText('dropped.jpg').first()).toBeVisible();
});

test('a pasted picture is opened', async ({ page, site }) => {
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
