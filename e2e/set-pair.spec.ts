import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { Editor, type MadeFile } from './pages/editor';
import { SetStrip } from './pages/set';
import { expectAccessible } from './support/axe';
import { expect } from './support/test';
import { test as warm } from './support/warm';

const windowOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Compare pictures' });
const paneOf = (page: Page, letter: 'A' | 'B'): Locator =>
  windowOf(page).getByRole('group', { name: `Picture ${letter}`, exact: true });

/**
 * Returns pictures that are larger than what is shown of them at first: red tells which it is, blue where
 * in it one looks, and green is 0 or 200 from column to column, which only real pixels show.
 */
function striped(amount: number): Promise<MadeFile[]> {
  const [width, height] = [1600, 1200];
  return Promise.all(
    Array.from({ length: amount }, async (_, index) => {
      const data = Buffer.alloc(width * height * 3);
      for (let at = 0; at < width * height; at += 1) {
        data[3 * at] = 40 + 12 * index;
        data[3 * at + 1] = at % 2 === 0 ? 0 : 200;
        data[3 * at + 2] = 40 + Math.round((120 * (at % width)) / width);
      }
      const raw = { raw: { width, height, channels: 3 as const } };
      const buffer = await sharp(data, raw).png({ compressionLevel: 1 }).toBuffer();
      return { name: `IMG_${index + 1}.png`, mimeType: 'image/png', buffer };
    }),
  );
}

/** The colour in the middle of a pane; null while nothing is drawn there. */
const middleOf = (pane: Locator) =>
  pane.evaluate((element) => {
    const canvas = element.querySelector('canvas');
    if (!canvas || canvas.width < 2) return null;
    const [x, y] = [canvas.width >> 1, canvas.height >> 1];
    const { data } = canvas.getContext('2d')?.getImageData(x, y, 1, 1) ?? {};
    const [red, green, blue, alpha] = data ?? [];
    return alpha === 255 ? { red, green, blue } : null;
  });

warm('two pictures of a set lie side by side, with one zoom and one place', async ({ page }) => {
  const editor = new Editor(page);
  const strip = new SetStrip(page);
  await strip.open(await striped(4));
  await expect(page).toHaveTitle('IMG_1.png · Pipette');
  await editor.settled();
  await editor.viewer.focus();
  await page.keyboard.press('c');
  const window = windowOf(page);
  const [a, b] = [paneOf(page, 'A'), paneOf(page, 'B')];
  await expect(a).toBeFocused();
  await expect.poll(() => middleOf(a)).toMatchObject({ red: 40, blue: 100 });
  await expect.poll(() => middleOf(b)).toMatchObject({ red: 52, blue: 100 });
  await expect(window).toMatchAriaSnapshot(`
    - dialog "Compare pictures":
      - heading "Compare pictures" [level=2]
      - 'group "A: IMG_1.png"':
        - combobox "Stars of IMG_1.png"
        - button "Pick IMG_1.png"
        - button "Reject IMG_1.png"
      - group "Picture A"
      - 'group "B: IMG_2.png"':
        - combobox "Picture B"
        - button "Previous picture" [disabled]
        - button "Next picture"
        - combobox "Stars of IMG_2.png"
      - group "Picture B"
  `);
  await expectAccessible(page, 'two pictures of a set');

  // Arrows go on where all is in sight, and move both where it is not.
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => middleOf(b)).toMatchObject({ red: 64, blue: 100 });
  await page.keyboard.press('2');
  for (let time = 0; time < 2; time += 1) await page.keyboard.press('ArrowRight');
  const place = async (pane: Locator) => (await middleOf(pane))?.blue ?? 0;
  await expect.poll(() => place(a)).toBeGreaterThan(101);
  const before = await place(a);
  expect(await place(b)).toBe(before);
  for (const pane of [a, b]) {
    await expect.poll(async () => [0, 200].includes((await middleOf(pane))?.green ?? 1)).toBe(true);
  }
  const box = await b.boundingBox();
  if (!box) throw new Error('there is no pane');
  await page.mouse.move(box.x + 60, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 260, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => place(a)).toBeLessThan(before);
  expect(await place(b)).toBe(await place(a));

  // Each can be judged here.
  await b.focus();
  await page.keyboard.press('p');
  await window.getByRole('button', { name: 'Reject IMG_1.png' }).press('4');
  await window.getByRole('button', { name: 'Reject IMG_1.png' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(window).toBeHidden();
  await expect(editor.viewer).toBeFocused();
  await expect(strip.current).toHaveAccessibleName('IMG_1.png, rejected, 4 stars');
  await expect(strip.picture('IMG_3.png')).toHaveAccessibleName('IMG_3.png, picked');
  await strip.picture('IMG_4.png').click({ modifiers: ['Shift'] });
  await expect(window.getByRole('group', { name: 'B: IMG_4.png' })).toBeVisible();
});
