import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { bring } from './pages/published';
import { expectAccessibleInBoth } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { expect, test } from './support/test';
import { touchDrag } from './support/touch';

/** The window of the gallery, as a person sees it. */
function galleryOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Gallery' });
  const list = dialog.getByRole('listbox', { name: 'Pictures' });
  const panel = dialog.getByRole('region', { name: 'Picture' });
  return {
    dialog,
    list,
    panel,
    picture: (name: string | RegExp) => list.getByRole('option', { name }),
    open: async () => {
      await page.getByRole('button', { name: 'Gallery', exact: true }).click();
      await dialog.getByRole('tab', { name: /Pictures/ }).click();
    },
    /** Puts what was just exported into the gallery. */
    add: async (title: string, tags = '') => {
      await page.getByRole('button', { name: 'Add to gallery', exact: true }).click();
      const form = page.getByRole('dialog', { name: 'Add to the gallery' });
      await form.getByRole('textbox', { name: 'Title' }).fill(title);
      await form.getByLabel('Tags', { exact: true }).fill(tags);
      await form.getByRole('button', { name: 'Add to gallery' }).click();
    },
  };
}

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

/** Puts all pictures into a collection, which is shown in its own order then. */
async function collectAll(page: Page): Promise<void> {
  const { dialog } = galleryOf(page);
  await dialog.getByRole('button', { name: 'Pick several' }).click();
  await dialog.getByRole('button', { name: 'Pick all' }).click();
  await dialog.getByRole('button', { name: /collection/i }).click();
  await page.getByRole('menuitem', { name: 'New collection…' }).click();
  const naming = page.getByRole('dialog', { name: 'New collection' });
  await naming.getByRole('textbox', { name: 'Title' }).fill('Wall');
  await naming.getByRole('button', { name: 'Save' }).click();
}

/** The titles of the pictures, in the order in which they are told. */
const titlesIn = (list: Locator) =>
  list
    .getByRole('option')
    .evaluateAll((all) =>
      all
        .toSorted((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
        .map((one) => one.querySelector('b')?.textContent),
    );

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

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  /**
   * Returns what moves a finger over the open picture, from one share of its width to another, in
   * seconds of its own.
   */
  async function fingerOn(page: Page, line: Locator) {
    const box = await boxAtRest(line);
    const client = await page.context().newCDPSession(page);
    return async (from: number, to: number, seconds: number, y = box.y + box.height / 3) => {
      const begun = Date.now() / 1000;
      for (const [type, share, after] of [
        ['touchStart', from, 0],
        ['touchMove', (from + to) / 2, seconds / 2],
        ['touchMove', to, seconds],
        ['touchEnd', null, seconds],
      ] as const) {
        const touchPoints = share === null ? [] : [{ x: box.x + share * box.width, y }];
        await client.send('Input.dispatchTouchEvent', {
          type,
          touchPoints,
          timestamp: begun + after,
        });
      }
    };
  }

  async function openGallery(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Gallery' }).click();
    await galleryOf(page)
      .dialog.getByRole('tab', { name: /Pictures/ })
      .click();
  }

  test('a swipe goes on to the next picture, and a slow one moves the line', async ({
    page,
    site,
  }) => {
    const { dialog, list, panel } = galleryOf(page);
    await page.goto(site.url);
    await openGallery(page);
    await dialog.getByRole('button', { name: 'Look at the community’s pictures' }).click();
    await list.getByRole('option').first().click();
    await expect(panel.getByText('1 of 3')).toBeVisible();
    const line = panel.getByRole('slider', { name: 'Compare before and after' });
    const move = await fingerOn(page, line);
    await move(0.8, 0.3, 0.15);
    await expect(panel.getByText('2 of 3')).toBeVisible();
    await expect(line).toHaveValue('50');
    await move(0.3, 0.8, 0.15);
    await expect(panel.getByText('1 of 3')).toBeVisible();
    await move(0.5, 0.8, 2);
    await expect(line).not.toHaveValue('50');
    await expect(panel.getByText('1 of 3')).toBeVisible();
    // Two fingers look closer.
    for (const part of [line, panel.locator('.inside')]) {
      await expect(part).toHaveCSS('touch-action', 'pan-y pinch-zoom');
    }
  });

  test('a swipe takes nothing away of what is being typed', async ({ page, site }) => {
    const { list, panel } = galleryOf(page);
    await page.goto(site.url);
    await bring(page, ['One', 'Two']);
    await openGallery(page);
    await list.getByRole('option').first().click();
    await expect(panel.getByText('1 of 2')).toBeVisible();
    await panel.getByRole('button', { name: 'Edit title, caption and tags' }).click();
    const title = panel.getByRole('textbox', { name: 'Title' });
    await title.fill('Half of a thought');
    const line = panel.getByRole('slider', { name: 'Compare before and after' });
    const move = await fingerOn(page, line);
    const { y } = await middleOf(title);
    await move(0.8, 0.3, 0.15, y);
    await move(0.8, 0.3, 0.15);
    await expect(title).toHaveValue('Half of a thought');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await move(0.8, 0.3, 0.15);
    await expect(panel.getByText('2 of 2')).toBeVisible();
  });

  test('a picture is dragged once the finger has rested on it, and scrolled else', async ({
    page,
    site,
  }) => {
    const { list, picture } = galleryOf(page);
    await page.goto(site.url);
    await bring(
      page,
      Array.from({ length: 12 }, (_, index) => `Picture ${index + 1}`),
    );
    await openGallery(page);
    await collectAll(page);
    const order = await titlesIn(list);
    const [from, to] = [
      await middleOf(picture(/^Picture 1 1/)),
      await boxAtRest(picture(/^Picture 3 1/)),
    ];
    await touchDrag(page, { x: from.x, y: from.y + 200 }, { x: from.x, y: from.y + 20 });
    await expect.poll(() => list.evaluate((part) => part.scrollTop)).toBeGreaterThan(50);
    expect((await titlesIn(list)).slice(0, order.length)).toEqual(order);
    await list.evaluate((part) => (part.scrollTop = 0));
    const client = await page.context().newCDPSession(page);
    const send = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
    const start = await middleOf(picture(/^Picture 1 1/));
    await send('touchStart', start);
    await expect(list.locator('.held')).toHaveCount(1);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await send('touchMove', {
        x: start.x + share * (to.x + 0.9 * to.width - start.x),
        y: start.y + share * (to.y + 20 - start.y),
      });
    }
    await send('touchEnd');
    await expect
      .poll(async () => (await titlesIn(list)).slice(0, 4))
      .toEqual(['Picture 2', 'Picture 3', 'Picture 1', 'Picture 4']);
  });
});
