import { readFile } from 'node:fs/promises';
import { Editor } from './pages/editor';
import { photo, plainPicture } from './pages/pictures';
import { expect, type Locator, type Page, test } from './support/test';
import { test as warm } from './support/warm';

test('a pipeline is kept as a preset, found in the gallery of another tab, and applied', async ({
  page,
  context,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  await editor.add('Invert');
  await editor.savePreset('Negative');

  const other = await context.newPage();
  await new Editor(other).goto(site.url);
  await other.getByRole('button', { name: 'Gallery' }).click();
  await other.getByRole('button', { name: 'Negative', exact: true }).click();
  await expect(other.getByRole('list', { name: 'Resulting steps' })).toContainText('Invert');
  await other.getByRole('button', { name: 'Apply preset' }).click();
  await expect(new Editor(other).steps).toHaveCount(1);
  await expect(other.getByText('from preset Negative', { exact: true })).toBeVisible();
  await new Editor(other).undoButton.click();
  await expect(new Editor(other).steps).toHaveCount(0);
});

test('the menu of presets shows some before any was used', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  const items = page.getByRole('menu', { name: 'Presets' }).getByRole('menuitem');
  await expect(items).toHaveCount(9);
  const name = await items.nth(1).innerText();
  await items.nth(1).click();
  await page.getByRole('button', { name: 'Apply preset' }).click();
  await expect(page.getByText(`from preset ${name}`, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  await expect(items.first()).toHaveText(name);
  await expect(items).toHaveCount(9);
});

warm(
  'the gallery shows every preset on the picture that is open, and on the next one',
  async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo());
    const open = () => page.getByRole('button', { name: 'Gallery', exact: true }).click();
    const card = (name: string) =>
      page
        .getByRole('dialog', { name: 'Gallery' })
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name, exact: true }) });
    /** How far red, green and blue of the card's picture are apart on the average; −1 for no picture. */
    const colourIn = (name: string) =>
      card(name)
        .locator('canvas')
        .evaluateAll((canvases) => {
          const [canvas] = canvases;
          if (!(canvas instanceof HTMLCanvasElement) || canvas.width < 100) return -1;
          const { width, height } = canvas;
          const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
          let apart = 0;
          for (let at = 0; at < data.length; at += 4) {
            const bands = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
            apart += Math.max(...bands) - Math.min(...bands);
          }
          return apart / (data.length / 4);
        });
    await open();
    await expect.poll(() => colourIn('Portrait'), { timeout: 30_000 }).toBeGreaterThan(8);
    await expect.poll(() => colourIn('Noir'), { timeout: 30_000 }).toBeGreaterThan(-1);
    expect(await colourIn('Noir')).toBeLessThan(2);

    await page.keyboard.press('Escape');
    await editor.open(await plainPicture([90, 90, 90]));
    await open();
    // What was drawn of the picture before may still be there.
    const isGrey = async () => {
      const apart = await colourIn('Landscape');
      return apart > -1 && apart < 8;
    };
    await expect.poll(isGrey, { timeout: 30_000, message: 'a grey picture stays grey' }).toBe(true);
  },
);

const gallery = (page: Page) => page.getByRole('dialog');

/** Goes to a control with the Tab key. */
async function tabTo(control: Locator): Promise<void> {
  const isThere = () => control.evaluate((element: Element) => element === document.activeElement);
  for (let times = 0; times < 40 && !(await isThere()); times += 1) {
    await control.page().keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

/** Opens the menu of a preset in the gallery. */
async function command(page: Page, preset: string, item: string): Promise<void> {
  await gallery(page)
    .getByRole('button', { name: `More about ${preset}` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a collection is imported preset by preset, and what clashes is asked about', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Invert');
  await new Editor(page).savePreset('Negative');
  await page.keyboard.press('Escape');
  await editor.add('Sepia');
  await new Editor(page).savePreset('Antique');
  const download = page.waitForEvent('download');
  await gallery(page).getByRole('button', { name: 'Export…' }).click();
  await gallery(page)
    .getByRole('button', { name: /^Export / })
    .click();
  const buffer = await readFile(await (await download).path());
  const file = { name: 'looks.json', mimeType: 'application/json', buffer };

  // As on another device, where one is called the same and does something else.
  await page.keyboard.press('Escape');
  const other = buffer.toString('utf8').replace('"sepia"', '"grayscale"');
  expect(other).not.toBe(buffer.toString('utf8'));
  await editor.drop({ ...file, buffer: Buffer.from(other) });
  const rows = gallery(page).getByRole('list', { name: 'Presets of the file' });
  await expect(rows.getByRole('listitem').filter({ hasText: 'Negative' })).toContainText(
    'You have it already.',
  );
  await expect(rows.getByRole('listitem').filter({ hasText: 'Antique' })).toContainText(
    'You already have a different preset called “Antique”.',
  );
  const clash = rows.getByRole('listitem').filter({ hasText: 'Antique' });
  await expect(clash.getByRole('group', { name: 'What is different in Antique' })).toContainText(
    'Sepia replaced by Grayscale',
  );
  // Both are drawn.
  await expect(clash.locator('[data-state="drawn"]')).toHaveCount(2);
  const choice = gallery(page).getByLabel('What to do with Antique');
  await expect(choice).toHaveValue('both');
  await gallery(page).getByRole('button', { name: 'Import 1 preset' }).click();
  const cards = gallery(page).getByRole('button', { name: /^Antique/ });
  await expect(cards).toHaveCount(2);

  await page.keyboard.press('Escape');
  await editor.drop({ ...file, buffer: Buffer.from(other.replaceAll('grayscale', 'vignette')) });
  await choice.selectOption('replace');
  await gallery(page).getByRole('button', { name: 'Import 1 preset' }).click();
  await expect(cards).toHaveCount(2);
  await gallery(page).getByRole('button', { name: 'Antique', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Resulting steps' })).toHaveText(/Invert.*Vignette/s);
});

test('two tabs that change one preset are told of each other', async ({ page, context, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Invert');
  await new Editor(page).savePreset('Negative');
  const other = await context.newPage();
  await new Editor(other).goto(site.url);
  await other.getByRole('button', { name: 'Gallery', exact: true }).click();
  for (const [tab, name] of [
    [other, 'Theirs'],
    [page, 'Mine'],
  ] as const) {
    await command(tab, 'Negative', 'Rename, move, edit…');
    await gallery(tab).getByRole('textbox', { name: 'Name' }).fill(name);
  }
  const keep = (tab: Page) => gallery(tab).getByRole('button', { name: 'Save changes' }).click();
  await keep(other);
  await expect(gallery(other).getByRole('button', { name: 'Theirs', exact: true })).toBeVisible();
  await keep(page);
  await expect(gallery(page)).toContainText('Another tab has changed this meanwhile.');
  await expect(gallery(page)).toContainText('theirs is “Theirs”; yours is “Mine”');
  await gallery(page).getByRole('button', { name: 'Keep both' }).click();
  for (const tab of [page, other]) {
    for (const name of ['Theirs', 'Mine']) {
      await expect(gallery(tab).getByRole('button', { name, exact: true })).toBeVisible();
    }
  }
});

warm('what a preset asks for goes back to what the preset has', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await command(page, 'Golden hour', 'Apply…');
  const warmth = gallery(page).getByRole('slider', { name: 'Temperature' });
  await expect(warmth).toHaveAttribute('aria-valuetext', '7900 K');
  await warmth.press('PageUp');
  await expect(warmth).not.toHaveAttribute('aria-valuetext', '7900 K');
  await warmth.press('Delete');
  await expect(warmth).toHaveAttribute('aria-valuetext', '7900 K');
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('presets and pictures of the community are there offline, and keys reach and apply them', async ({
    page,
    context,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await expect(page.getByText('Ready to work offline')).toBeVisible({ timeout: 30_000 });
    await context.setOffline(true);
    await page.reload();
    await expect(editor.openButton).toBeVisible();
    await page.getByRole('button', { name: 'Gallery', exact: true }).press('Enter');
    const search = gallery(page).getByRole('searchbox', { name: 'Search presets' });
    await expect(search).toBeVisible();
    await tabTo(search);
    await page.keyboard.type('fog');
    await expect(gallery(page).getByText('1 preset', { exact: true })).toBeVisible();
    await tabTo(gallery(page).getByRole('button', { name: 'Fog lifter', exact: true }));
    await page.keyboard.press('Enter');
    await gallery(page).getByRole('button', { name: 'Apply preset' }).press('Enter');
    await expect(gallery(page)).toBeHidden();
    await expect(editor.steps).not.toHaveCount(0);
    await page.getByRole('button', { name: 'Gallery', exact: true }).press('Enter');
    await gallery(page)
      .getByRole('tab', { name: /Pictures/ })
      .click();
    await gallery(page)
      .getByRole('button', { name: /^Look at the community/ })
      .click();
    await gallery(page)
      .getByRole('option', { name: /Haze lifted/ })
      .click();
    const large = gallery(page).getByRole('img', { name: 'Haze lifted' });
    await expect(large).toHaveJSProperty('naturalWidth', 1200);
  });
});
