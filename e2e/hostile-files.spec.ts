import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor, type MadeFile } from './pages/editor';
import { lyingPng, photo, truncatedPhoto } from './pages/pictures';
import { expect, test } from './support/warm';

const named = (name: string, text: string): MadeFile => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(text),
});

const refused: readonly [string, () => MadeFile, RegExp][] = [
  ['a header that claims 60,000 × 60,000', () => lyingPng(60_000, 60_000), /60,000 × 60,000/],
  ['a header that claims 65,536 × 65,536', () => lyingPng(65_536, 65_536), /65,536 × 65,536/],
  ['a header that claims 2³¹−1', () => lyingPng(2 ** 31 - 1, 2 ** 31 - 1), /2,147,483,647/],
  ['nothing', () => named('empty.png', ''), /empty/i],
  ['a web page', () => named('page.png', '<!doctype html><p>no'), /HTML/],
  ['text', () => named('notes.jpg', 'just some notes'), /notes\.jpg/],
];

for (const [what, file, sentence] of refused) {
  test(`${what} is refused in words and the open picture stays`, async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo());
    await editor.add('Exposure');
    await editor.choose(file());
    await expect(
      page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: sentence }).first(),
    ).toBeVisible();
    await expect(page.getByText('photo.jpg').first()).toBeVisible();
    const exported = await editor.export();
    expect(exported.metadata).toMatchObject({ width: 1200, height: 800 });
  });
}

test('a truncated photo opens with a warning', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await truncatedPhoto());
  await expect(page.getByText(/damaged/i).first()).toBeVisible();
});

test('a large picture asks first and opens after the answer', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const { default: sharp } = await import('sharp');
  const buffer = await sharp({
    create: { width: 11_000, height: 10_000, channels: 3, background: '#446688' },
    limitInputPixels: false,
  })
    .toColourspace('b-w')
    .jpeg({ quality: 30 })
    .toBuffer();
  await editor.choose({ name: 'large.jpg', mimeType: 'image/jpeg', buffer });
  await expect(page.getByRole('alertdialog')).toContainText('110 MP');
  await page.getByRole('button', { name: 'Open anyway' }).click();
  await editor.settled();
  await expect(page.getByText('11000 × 10000').first()).toBeVisible();
});

const corpus = process.env['PIPETTE_CORPUS'];
if (corpus) {
  const folders = ['photos', 'orientation', 'colour', 'alpha-and-depth', 'animated', 'metadata'];
  for (const folder of folders) {
    test(`every real picture of ${folder} opens or says why not`, async ({ page, site }) => {
      test.setTimeout(120_000);
      const editor = new Editor(page);
      await editor.goto(site.url);
      for (const name of readdirSync(join(corpus, folder))) {
        await editor.choose({
          name,
          mimeType: '',
          buffer: readFileSync(join(corpus, folder, name)),
        });
        const title = page.getByRole('banner').getByText(name);
        const refusal = page.getByRole('alert').filter({ hasText: name });
        // An AVIF or JPEG XL restarts the engine with its decoder.
        await expect(title.or(refusal).first(), name).toBeVisible({ timeout: 30_000 });
        if (name.endsWith('.heic')) await expect(title, 'HEIC is decoded').toBeVisible();
        await editor.settled();
      }
    });
  }
  for (const folder of ['broken', 'bombs']) {
    test(`every bad picture of ${folder} is opened with a warning or refused`, async ({
      page,
      site,
    }) => {
      test.setTimeout(240_000);
      const editor = new Editor(page);
      await editor.goto(site.url);
      for (const name of readdirSync(join(corpus, folder))) {
        await editor.choose({
          name,
          mimeType: '',
          buffer: readFileSync(join(corpus, folder, name)),
        });
        const outcome = page
          .getByRole('banner')
          .getByText(name)
          .or(page.getByRole('alert').filter({ hasText: name }))
          .or(page.getByRole('alertdialog').filter({ hasText: name }));
        await expect(outcome.first(), name).toBeVisible({ timeout: 45_000 });
        const cancel = page.getByRole('button', { name: 'Cancel' });
        if (await cancel.isVisible()) await cancel.click();
      }
      // After all of that an ordinary picture opens as ever.
      await editor.open(await photo());
    });
  }
}
