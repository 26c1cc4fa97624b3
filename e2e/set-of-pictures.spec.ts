import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { crash, dialog, doneRows } from './pages/batch';
import { Editor } from './pages/editor';
import { SetStrip, walk } from './pages/set';
import { expectAccessible } from './support/axe';
import { type Locator, test as fresh } from './support/test';
import { expect, type Page, test } from './support/warm';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function begin(page: Page, url: string, amount: number, width?: number, height?: number) {
  const editor = new Editor(page);
  const strip = new SetStrip(page);
  await editor.goto(url);
  await strip.open(await walk(amount, width, height));
  await expect(strip.pictures).toHaveCount(amount);
  await editor.settled();
  return { editor, strip };
}

/** How many pictures in there are drawn small by now. */
const small = (part: Locator): Promise<number> =>
  part
    .locator('canvas')
    .evaluateAll(
      (all) => all.filter((one) => one instanceof HTMLCanvasElement && one.width > 1).length,
    );

/** Goes to a picture and waits until it is open. */
async function go(page: Page, strip: SetStrip, editor: Editor, name: string) {
  await strip.picture(name).click();
  await expect(page).toHaveTitle(`${name} · Pipette`);
  await editor.settled();
}

/** Gives the current picture an exposure of its own. */
async function adjust(editor: Editor, stops: number) {
  const step = editor.step('Exposure');
  const only = step.getByRole('switch', { name: 'Only this picture' });
  await only.click();
  await expect(only).toBeChecked();
  await editor.type(step, 'Exposure', stops);
}

test('sixty photos are flicked through, two are adjusted, and all are exported, each right', async ({
  page,
  site,
}) => {
  const { editor, strip } = await begin(page, site.url, 60);
  // They are made small only as far as they come into sight.
  await expect.poll(() => small(strip.list)).toBeGreaterThan(8);
  expect(await small(strip.list)).toBeLessThan(30);
  await expect(strip.list).toMatchAriaSnapshot(`
    - list "Pictures":
      - listitem:
        - button "IMG_1.png"
      - listitem:
        - button "IMG_2.png"
  `);
  await strip.current.press('End');
  await expect(page).toHaveTitle('IMG_60.png · Pipette');
  await editor.settled();
  await expect.poll(() => small(strip.list.getByRole('listitem').last())).toBe(1);
  await editor.chooseFormat('PNG');
  await editor.type(await editor.add('Exposure'), 'Exposure', 0.5);
  for (const [name, stops] of [
    ['IMG_3.png', 2],
    ['IMG_12.png', -1],
  ] as const) {
    await go(page, strip, editor, name);
    await adjust(editor, stops);
  }
  await expect(page.getByText('60 pictures · 2 with own settings')).toBeVisible();
  await expect(strip.picture('IMG_3.png')).toHaveAccessibleName('IMG_3.png, own settings');

  const singles = new Map<string, string>();
  for (const name of ['IMG_1.png', 'IMG_3.png', 'IMG_12.png', 'IMG_60.png']) {
    await go(page, strip, editor, name);
    const { bytes } = await editor.export();
    singles.set(name, sha256(bytes));
  }
  expect(new Set(singles.values()).size).toBe(4);

  await page.getByRole('button', { name: 'Export 60 images' }).click();
  const saved = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export 60 files' }).click();
  const files = unzipSync(await readFile(await (await saved).path()));
  const pictures = Object.entries(files).filter(([name]) => name.endsWith('.png'));
  expect(pictures).toHaveLength(60);
  expect(new Set(pictures.map(([, bytes]) => sha256(bytes))).size).toBe(60);
  for (const [name, hash] of singles) expect(sha256(files[name] ?? new Uint8Array())).toBe(hash);
  const paper: unknown = JSON.parse(new TextDecoder().decode(files['pipeline.json']));
  expect(paper).toMatchObject({
    operations: [{ operation: 'exposure', parameters: { stops: 0.5 } }],
    pictures: [{ file: 'IMG_3.png' }, { file: 'IMG_12.png' }],
  });
});

fresh(
  'a tab that ends comes back with its set, its picture and what counts for it only',
  async ({ page, site }) => {
    const { editor, strip } = await begin(page, site.url, 4);
    await editor.type(await editor.add('Exposure'), 'Exposure', 0.5);
    await go(page, strip, editor, 'IMG_3.png');
    await adjust(editor, 2);
    await strip.picture('IMG_3.png').press('4');
    await editor.saved();
    const context = page.context();
    await crash(page);
    const again = await context.newPage();
    const next = new Editor(again);
    const there = new SetStrip(again);
    await next.goto(site.url);
    await expect(again).toHaveTitle('IMG_3.png · Pipette');
    await expect(there.current).toHaveAccessibleName('IMG_3.png, 4 stars, own settings');
    const stops = next.step('Exposure').getByRole('spinbutton', { name: 'Exposure' });
    await expect(stops).toHaveValue(/2/);
    // The others were stored, too, and have what all have.
    await go(again, there, next, 'IMG_1.png');
    await expect(stops).toHaveValue(/0\.5/);
    await expect(
      next.step('Exposure').getByRole('switch', { name: 'Only this picture' }),
    ).not.toBeChecked();
    await next.undoButton.click();
    await expect(there.picture('IMG_3.png')).toHaveAccessibleName('IMG_3.png, own settings');
    await expect(again).toHaveTitle('IMG_1.png · Pipette');
  },
);

fresh('an export of a set goes on where its tab ended', async ({ page, site }) => {
  const { editor, strip } = await begin(page, site.url, 12, 1500, 1000);
  await editor.chooseFormat('PNG');
  // What takes long enough for a tab to end before the run does.
  await editor.type(await editor.add('Gaussian blur'), 'Radius', 40);
  await editor.add('Exposure');
  await go(page, strip, editor, 'IMG_12.png');
  await adjust(editor, 2);
  const { bytes } = await editor.export();
  await page.getByRole('button', { name: 'Export 12 images' }).click();
  await dialog(page).getByRole('button', { name: 'Export 12 files' }).click();
  // By then all sources are stored.
  await expect(doneRows(page).nth(5)).toBeVisible();
  const context = page.context();
  await crash(page);
  const again = await context.newPage();
  await new Editor(again).goto(site.url);
  const saved = again.waitForEvent('download');
  await again.getByRole('button', { name: /^Resume: / }).click();
  const files = unzipSync(await readFile(await (await saved).path()));
  expect(Object.keys(files).filter((name) => name.endsWith('.png'))).toHaveLength(12);
  expect(sha256(files['IMG_12.png'] ?? new Uint8Array())).toBe(sha256(bytes));
});

test('a set is gone through by keys alone, judged, filtered, and taken apart', async ({
  page,
  site,
}) => {
  const { editor, strip } = await begin(page, site.url, 5);
  await expect(page.getByText('Opened 5 pictures.')).toBeVisible();
  await editor.viewer.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveTitle('IMG_2.png · Pipette');
  await page.keyboard.press('p');
  await expect(strip.current).toHaveAccessibleName('IMG_2.png, picked');
  await strip.current.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('5');
  await expect(page).toHaveTitle('IMG_3.png · Pipette');
  await expect(strip.current).toHaveAccessibleName('IMG_3.png, 5 stars');
  await expect(strip.current).toBeFocused();
  await page.keyboard.press('End');
  await expect(page).toHaveTitle('IMG_5.png · Pipette');
  await page.keyboard.press('x');
  await expect(strip.current).toHaveAccessibleName('IMG_5.png, rejected');
  await expectAccessible(page, 'a set is open');

  await page
    .getByRole('radiogroup', { name: 'Pictures shown' })
    .getByRole('radio', { name: 'Picked' })
    .check();
  await expect(strip.pictures).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Export 1 image', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Set', exact: true }).press('Enter');
  await expectAccessible(page, 'the menu of a set');
  await page.getByRole('menuitem', { name: 'Sort by rating, best first' }).press('Enter');
  await page
    .getByRole('radiogroup', { name: 'Pictures shown' })
    .getByRole('radio', { name: 'All' })
    .check();
  await expect(strip.pictures.first()).toHaveAccessibleName('IMG_3.png, 5 stars');

  await strip.current.press('Delete');
  await expect(strip.pictures).toHaveCount(4);
  await expect(strip.current).toBeFocused();
  await editor.undoButton.press('Enter');
  await expect(strip.pictures).toHaveCount(5);
  await expect(strip.picture('IMG_5.png')).toHaveAccessibleName('IMG_5.png, rejected');
});

test('a step that is changed changes every small picture', async ({ page, site }) => {
  const { editor, strip } = await begin(page, site.url, 3);
  const colour = (name: string) =>
    strip
      .picture(name)
      .locator('canvas')
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement) || canvas.width < 2) return null;
        const { data } = canvas.getContext('2d')?.getImageData(2, 2, 1, 1) ?? {};
        return data?.slice(0, 3).join() ?? null;
      });
  await expect.poll(() => colour('IMG_3.png')).not.toBeNull();
  const before = await colour('IMG_3.png');
  await editor.add('Invert');
  await expect.poll(() => colour('IMG_3.png')).not.toBe(before);
});

fresh(
  'steps are copied, some of them, and pasted into another tab',
  async ({ page, context, site }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const editor = new Editor(page);
    await editor.goto(site.url);
    for (const operation of ['Sepia', 'Invert', 'Exposure']) await editor.add(operation);
    const more = (of: Page) => of.getByRole('button', { name: 'More', exact: true }).first();
    await more(page).click();
    await page.getByRole('menuitem', { name: 'Copy steps…' }).click();
    const window = page.getByRole('dialog', { name: 'Copy steps' });
    await window.getByRole('checkbox', { name: '2 Invert' }).uncheck();
    await expectAccessible(page, 'copying steps');
    await window.getByRole('button', { name: 'Copy 2 steps' }).click();
    await expect(page.getByText('2 steps copied.')).toBeVisible();

    const other = await context.newPage();
    const there = new Editor(other);
    await there.goto(site.url);
    await more(other).click();
    await other.getByRole('menuitem', { name: 'Paste steps' }).click();
    await other.getByRole('button', { name: 'Append' }).click();
    await expect(there.titles).toHaveText(['Sepia', 'Exposure']);

    await other.evaluate(() => navigator.clipboard.writeText(' '));
    await more(other).click();
    await other.getByRole('menuitem', { name: 'Paste steps' }).click();
    await expect(other.getByText('There are no steps in the clipboard.')).toBeVisible();
  },
);
