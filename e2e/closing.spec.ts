import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/test';

test('pictures are closed one after the other, and the next one opens and is edited', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  for (const [width, height] of [
    [5000, 4000],
    [300, 200],
  ] as const) {
    await editor.open(await photo(width, height));
    await editor.add('Sepia');
    await editor.settled();
    await page.getByRole('button', { name: 'More' }).first().click();
    await page.getByRole('menuitem', { name: 'Close image' }).click();
    await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  }
  await editor.open(await photo(200, 300));
  await expect(page.getByText('200 × 300').first()).toBeVisible();
  await expect(page.getByText(/engine stopped/i)).toHaveCount(0);
});

test('closing a picture ends the workers that worked on it, so that their memory returns', async ({
  page,
  site,
}) => {
  const engines = () => page.workers().filter((worker) => worker.url().includes('vips.worker'));
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(5000, 4000));
  await editor.add('Sepia');
  // The file is made ahead, in a worker of its own, which is closed while it starts.
  await expect.poll(() => engines().length).toBe(2);
  const used = engines();
  await page.getByRole('button', { name: 'More' }).first().click();
  await page.getByRole('menuitem', { name: 'Close image' }).click();
  await expect.poll(() => engines().filter((worker) => used.includes(worker)).length).toBe(0);
  await expect.poll(() => engines().length).toBe(1);
  await editor.open(await photo(300, 200));
  await expect(page.getByText('300 × 200').first()).toBeVisible();
});
