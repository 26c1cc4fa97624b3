import { readFile } from 'node:fs/promises';

import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { collectAll, galleryOf, titlesIn } from './pages/gallery';
import { bring } from './pages/published';
import { expectAccessibleInBoth } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { expect, test } from './support/test';

test('an exported picture is kept, found, looked at and opened again', async ({ page, site }) => {
  const editor = new Editor(page);
  const gallery = galleryOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 300, 'owl.jpg'));
  await editor.add('Sepia');
  await editor.export();
  await gallery.add('The watcher', 'wildlife, print');
  await page.getByRole('button', { name: 'Show in the gallery' }).click();

  await expect(gallery.picture(/The watcher/)).toHaveAttribute('aria-selected', 'true');
  await expect(gallery.panel.getByRole('heading', { name: 'The watcher' })).toBeVisible();
  await expect(gallery.panel.getByRole('listitem')).toContainText([/brown/]);
  await expect(gallery.panel.getByRole('button', { name: 'wildlife' })).toBeVisible();
  // Before and after, by keys alone.
  const line = gallery.panel.getByRole('slider', { name: 'Compare before and after' });
  await line.press('ArrowRight');
  await expect(line).toHaveValue('51');

  // Published bytes tell nothing of the photo: its camera and place are left out.
  const download = page.waitForEvent('download');
  await gallery.panel.getByRole('button', { name: 'Download' }).click();
  const kept = await readFile(await (await download).path());
  const { exif, width, format } = await sharp(kept).metadata();
  expect({ exif, width, format }).toEqual({ exif: undefined, width: 400, format: 'jpeg' });
  expect(kept.includes('Test camera')).toBe(false);
  expect((await download).suggestedFilename()).toBe('The watcher.jpg');

  await page.reload();
  await editor.settled();
  await editor.step('Sepia').getByRole('button', { name: 'Remove' }).click();
  await gallery.open();
  await gallery.dialog.getByRole('searchbox').fill('sepia watcher');
  await gallery.list.press('Enter');
  await gallery.panel.getByRole('button', { name: 'Open this pipeline' }).click();
  const card = page.getByRole('dialog').filter({ hasText: 'from The watcher in the gallery' });
  await card.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(editor.titles).toHaveText(['Sepia']);
});

test('pictures are noticed, changed, collected and removed, which can be undone', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const gallery = galleryOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  await editor.add('Invert');
  await editor.export();
  await gallery.add('First');
  await expect(page.getByText('The picture is in the gallery.')).toBeVisible();

  // The same once more.
  await gallery.add('<img src=x onerror=window.__pwn=1>', '"><svg onload=window.__pwn=1>');
  const question = page.getByRole('dialog', { name: 'Add to the gallery' });
  await expect(question).toContainText('already, as “First”');
  await question.getByRole('button', { name: 'Update it' }).click();
  await page.getByRole('button', { name: 'Show in the gallery' }).click();
  await expect(gallery.list.getByRole('option')).toHaveCount(1);
  await expect(gallery.panel.getByRole('heading', { level: 3 })).toHaveText(
    '<img src=x onerror=window.__pwn=1>',
  );
  expect(await page.evaluate(() => Reflect.get(globalThis, '__pwn') === undefined)).toBe(true);

  await gallery.panel.getByRole('button', { name: 'Edit title, caption and tags' }).click();
  await gallery.panel.getByRole('textbox', { name: 'Title' }).fill('Second');
  await gallery.panel.getByRole('button', { name: 'Save' }).click();
  await expect(gallery.picture(/Second/)).toBeVisible();

  await gallery.panel.getByRole('button', { name: 'Collections of this picture' }).click();
  await page.getByRole('menuitem', { name: 'New collection…' }).click();
  const naming = page.getByRole('dialog', { name: 'New collection' });
  await naming.getByRole('textbox', { name: 'Title' }).fill('For the wall');
  await naming.getByRole('button', { name: 'Save' }).click();
  await expect(gallery.dialog.getByRole('button', { name: /For the wall 1/ })).toBeVisible();

  await gallery.panel.getByRole('button', { name: 'Remove' }).click();
  await expect(gallery.dialog.getByText('No pictures yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo removing' }).click();
  await expect(gallery.picture(/Second/)).toBeVisible();
});

test('the window has no accessibility faults, wide and on a phone', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const editor = new Editor(page);
  const gallery = galleryOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  await editor.add('Invert');
  await editor.export();
  await page.getByRole('button', { name: 'Add to gallery', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBoth(page, 'adding to the gallery');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await gallery.add('First', 'one, two');
  await page.getByRole('button', { name: 'Show in the gallery' }).click();
  await expect(gallery.panel).toBeVisible();
  await expectAccessibleInBoth(page, 'the gallery');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(gallery.list).toBeHidden();
  await expectAccessibleInBoth(page, 'a picture on a phone');
  await gallery.panel.getByRole('button', { name: 'Close the picture' }).click();
  await expect(gallery.list).toBeFocused();
  await expectAccessibleInBoth(page, 'the gallery on a phone');
});

test('pictures of the community are looked at and their pipelines opened, and nothing else', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const { dialog, list, panel, open } = galleryOf(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 300, 'owl.jpg'));
  await open();
  await dialog.getByRole('button', { name: 'Look at the community’s pictures' }).click();
  await expect(list.getByRole('option')).toHaveCount(3);
  await expect(dialog.getByText('3 pictures · made by the community')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Pick several' })).toHaveCount(0);
  await list.getByRole('option', { name: /Harbour lights/ }).click();
  await expect(panel.getByText('By Pipette · CC0 1.0')).toBeVisible();
  await expect(panel.getByRole('img', { name: 'Harbour lights' })).toHaveJSProperty(
    'naturalWidth',
    1200,
  );
  const line = panel.getByRole('slider', { name: 'Compare before and after' });
  await line.press('ArrowRight');
  await expect(line).toHaveValue('51');
  await expect(panel.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /Remove|Edit|Collections/ })).toHaveCount(0);
  await expectAccessibleInBoth(page, 'a picture of the community');
  await panel.getByRole('button', { name: 'Open this pipeline' }).click();
  await expect(page.getByRole('dialog').getByText('Harbour lights').first()).toBeVisible();
});

test('a collection is ordered by dragging its pictures, which Escape gives up', async ({
  page,
  site,
}) => {
  const { dialog, list, panel, picture, open } = galleryOf(page);
  await page.goto(site.url);
  await bring(page, ['One', 'Two', 'Three', 'Four', 'Five']);
  await open();
  await collectAll(page);
  await expect.poll(() => titlesIn(list)).toEqual(['One', 'Two', 'Three', 'Four', 'Five']);
  const [from, to] = [await middleOf(picture(/One/)), await boxAtRest(picture(/Three/))];
  const beyond = { x: to.x + 0.8 * to.width, y: to.y + 20 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y, { steps: 4 });
  await page.mouse.move(beyond.x, beyond.y, { steps: 8 });
  // The others make way before it is let go.
  await expect.poll(() => titlesIn(list)).toEqual(['Two', 'Three', 'One', 'Four', 'Five']);
  await page.keyboard.press('Escape');
  await expect.poll(() => titlesIn(list)).toEqual(['One', 'Two', 'Three', 'Four', 'Five']);
  await page.mouse.up();
  await expect(dialog).toBeVisible();

  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y, { steps: 4 });
  await page.mouse.move(beyond.x, beyond.y, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => titlesIn(list)).toEqual(['Two', 'Three', 'One', 'Four', 'Five']);
  await expect(panel).toHaveCount(0);
  // A click is a click.
  await picture(/Two/).click();
  await expect(panel.getByRole('heading', { name: 'Two' })).toBeVisible();
  await page.reload();
  await open();
  await dialog.getByRole('button', { name: /Wall/ }).first().click();
  await expect.poll(() => titlesIn(list)).toEqual(['Two', 'Three', 'One', 'Four', 'Five']);
});
