import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Downloaded, Editor, type MadeFile } from './pages/editor';
import { pythonPath, run } from './support/programs';
import { expect, test } from './support/warm';

const [width, height] = [360, 240];

/** A plain blue picture: what is written on it stands out. */
async function plain(): Promise<MadeFile> {
  const create = { width, height, channels: 3, background: '#0a14c8' } as const;
  return {
    name: 'blue.png',
    mimeType: 'image/png',
    buffer: await sharp({ create }).png().toBuffer(),
  };
}

type Rgb = readonly [red: number, green: number, blue: number];

/** Returns where pixels of about a colour are, row by row. */
function placesOf({ pixels }: Pick<Downloaded, 'pixels'>, [red, green, blue]: Rgb): Set<number> {
  const found = new Set<number>();
  for (let at = 0; at < width * height; at += 1) {
    const [r = 0, g = 0, b = 0] = pixels.subarray(at * 3, at * 3 + 3);
    if (Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 60) found.add(at);
  }
  return found;
}

const rowsOf = (places: ReadonlySet<number>): Set<number> =>
  new Set([...places].map((at) => Math.floor(at / width)));

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

test('a title of several lines and scripts is set, outlined, and the same in a program', async ({
  page,
  site,
}, info) => {
  const editor = new Editor(page);
  expect(page.url()).toContain(site.url);
  await editor.open(await plain());
  const step = await editor.add('Text watermark');
  const field = step.getByRole('textbox', { name: 'Text', exact: true });
  await field.fill('Harbour');
  await editor.type(step, 'Size', 15);
  await editor.type(step, 'Opacity', 100);
  await editor.settled();
  await editor.chooseFormat('PNG');
  const one = rowsOf(placesOf(await editor.export(), white)).size;

  await field.press('End');
  await field.press('Enter');
  await field.pressSequentially('मुंबई بحر');
  await expect(field).toHaveValue('Harbour\nमुंबई بحر');
  await step.getByRole('radio', { name: 'Right', exact: true }).check();
  await step.getByRole('radio', { name: 'Outline' }).check();
  await expect(step).toMatchAriaSnapshot(`
    - listitem:
      - button "Text watermark" [expanded]
      - switch "Enabled" [checked]
      - button "Place on the picture"
      - textbox "Text"
      - radiogroup "Lines":
        - radio "Right" [checked]
      - spinbutton "Size value"
      - slider "Size"
      - textbox "Colour"
      - radiogroup "Stand out by":
        - radio "Outline" [checked]
        - radio "Shadow"
      - combobox "Position"
      - slider "Turn"
  `);
  await editor.settled();
  const file = await editor.export();
  const letters = placesOf(file, white);
  const outline = placesOf(file, black);
  expect(rowsOf(letters).size).toBeGreaterThan(1.3 * one);
  expect(outline.size).toBeGreaterThan(letters.size / 4);
  // Around the letters, not on them, and not far away.
  const near = (at: number): boolean =>
    [-4, -3, -2, -1, 0, 1, 2, 3, 4].some((y) =>
      [-4, -3, -2, -1, 0, 1, 2, 3, 4].some((x) => letters.has(at + y * width + x)),
    );
  expect([...outline].filter((at) => !near(at)).length).toBeLessThan(outline.size / 50);

  // What stands in the list, and in the program, is one line.
  await expect(step.getByText('“Harbour / मुंबई بحر”').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  // A page that is used again shows the language that was looked at last.
  await page.getByRole('radio', { name: 'Python', exact: true }).check();
  await expect(page.getByText('same pixels ✓')).toBeVisible({ timeout: 20_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download .py' }).click(),
  ]);
  const folder = info.outputPath();
  await download.saveAs(join(folder, 'title.py'));
  await writeFile(join(folder, 'blue.png'), (await plain()).buffer);
  const made = await run(pythonPath(), ['title.py', 'blue.png', '-o', 'made'], folder);
  expect(made).toMatchObject({ code: 0 });
  const pixels = await sharp(join(folder, 'made', 'blue.png'))
    .raw()
    .toBuffer();
  expect(pixels.equals(file.pixels)).toBe(true);
});

test('more lines than fit are not taken, and the last empty line moves nothing', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  expect(page.url()).toContain(site.url);
  await editor.open(await plain());
  const step = await editor.add('Text watermark');
  const field = step.getByRole('textbox', { name: 'Text', exact: true });
  await field.fill('A');
  await editor.settled();
  await editor.chooseFormat('PNG');
  const before = await editor.export();
  // What no font here has is told, for boxes say nothing.
  const told = step.getByText(
    'No font here has these letters (Yi): ꆈ. Boxes stand in their place.',
  );
  await field.fill('ꆈ');
  await expect(told).toBeVisible();
  await field.fill('A');
  await expect(told).toBeHidden();
  await field.press('Enter');
  await expect(field).toHaveValue('A\n');
  await editor.settled();
  expect((await editor.export()).pixels.equals(before.pixels)).toBe(true);
  await field.fill('a\tb');
  await expect(field).toHaveValue('a b');
  await field.fill(Array.from({ length: 30 }, (_, line) => `${line}`).join('\n'));
  const twelve = Array.from({ length: 12 }, (_, line) => `${line}`).join('\n');
  await expect(field).toHaveValue(twelve);
  await field.press('Control+End');
  await field.press('Enter');
  await expect(field).toHaveValue(twelve);
  // What comes on top of as many as fit is not shown, either.
  await field.fill(`${twelve}\n13`);
  await expect(field).toHaveValue(twelve);
});
