import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Downloaded, Editor, type MadeFile } from './pages/editor';
import { exactPicture } from './pages/pictures';
import { middleOf } from './support/box';
import { pythonPath, run } from './support/programs';
import { expect, test } from './support/warm';

const [width, height] = [320, 200];

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box around all pixels that differ, or null when none does. */
function changed(before: Buffer, { pixels }: Pick<Downloaded, 'pixels'>): Box | null {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let at = 0; at < width * height; at += 1) {
    if (before.subarray(at * 3, at * 3 + 3).equals(pixels.subarray(at * 3, at * 3 + 3))) continue;
    xs.push(at % width);
    ys.push(Math.floor(at / width));
  }
  if (xs.length === 0) return null;
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** A magenta disc on nothing. */
async function logo(side = 64): Promise<MadeFile> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><circle cx="50%" cy="50%" r="48%" fill="#ff00ff"/></svg>`;
  const buffer = await sharp(Buffer.from(svg)).png().toBuffer();
  return { name: 'logo.png', mimeType: 'image/png', buffer };
}

test('text is written in its corner and nowhere else', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await exactPicture(width, height);
  await editor.open(picture);
  const step = await editor.add('Text watermark');
  await step.getByRole('textbox', { name: 'Text', exact: true }).fill('Łódź ©');
  await editor.type(step, 'Size', 10);
  await step.getByRole('combobox', { name: 'Position' }).selectOption('Top left');
  await editor.settled();
  await editor.chooseFormat('PNG');
  const box = changed(picture.pixels, await editor.export());
  expect(box?.left).toBeGreaterThanOrEqual(4);
  expect(box?.left).toBeLessThan(10);
  expect(box?.top).toBeGreaterThanOrEqual(4);
  // A line of 20 pixels with a margin of 4; six letters, each narrower than the line is high.
  expect(box?.bottom).toBeLessThan(24);
  expect(box?.right).toBeGreaterThan(40);
  expect(box?.right).toBeLessThan(110);
});

test('the shape of a picture is told once, however far it is dragged', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await exactPicture(width, height));
  const step = await editor.add('Image watermark');
  const chooser = page.waitForEvent('filechooser');
  await step.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles(await logo());
  await expect(step.getByRole('button', { name: 'Remove the picture' })).toBeVisible();
  const counting = await page.evaluateHandle(() => {
    const { createImageBitmap: decode } = globalThis;
    const counted = (...asked: Parameters<typeof decode>): ReturnType<typeof decode> => {
      const { dataset } = document.documentElement;
      if (asked[0] instanceof Blob)
        dataset['decoded'] = String(Number(dataset['decoded'] ?? 0) + 1);
      return decode(...asked);
    };
    Object.assign(globalThis, { createImageBitmap: counted });
    return {
      end: () => {
        Object.assign(globalThis, { createImageBitmap: decode });
        delete document.documentElement.dataset['decoded'];
      },
    };
  });
  await step.getByRole('button', { name: 'Place on the picture' }).click();
  const mark = page.getByRole('button', { name: 'Watermark', exact: true });
  const from = await middleOf(mark);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 60, from.y - 40, { steps: 12 });
  await page.mouse.up();
  await expect(step.getByRole('combobox', { name: 'Position' })).toHaveValue('free');
  await editor.settled();
  await expect(page.locator('html')).toHaveAttribute('data-decoded', '1');
  await counting.evaluate(({ end }) => end());
});

test('a picture of one’s own is laid over, and comes back after a reload', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await exactPicture(width, height);
  await editor.open(picture);
  const step = await editor.add('Image watermark');
  const chooser = page.waitForEvent('filechooser');
  await step.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles(await logo());
  await expect(step.getByRole('button', { name: 'Remove the picture' })).toBeVisible();
  await expect(step.locator('canvas[width="64"]')).toBeVisible();
  await editor.type(step, 'Opacity', 100);
  await editor.chooseFormat('PNG');
  const first = await editor.export();
  // A quarter of 320 is 80, 4 from the right and the bottom.
  const box = changed(picture.pixels, first);
  expect(box).not.toBeNull();
  for (const [side, expected] of Object.entries({ left: 237, top: 117, right: 314, bottom: 194 })) {
    expect(Math.abs((box?.[side as keyof Box] ?? -99) - expected)).toBeLessThanOrEqual(2);
  }
  const centre = (156 * width + 276) * 3;
  expect([...first.pixels.subarray(centre, centre + 3)]).toEqual([255, 0, 255]);

  await editor.saved();
  await page.reload();
  await editor.settled();
  await expect(editor.step('Image watermark').locator('canvas[width="64"]')).toBeVisible();
  expect((await editor.export()).pixels.equals(first.pixels)).toBe(true);

  await editor.step('Image watermark').getByRole('button', { name: 'Remove the picture' }).click();
  expect(changed(picture.pixels, await editor.export())).toBeNull();
});

test('a picture that is not here is asked for, and nothing is exported without it', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await exactPicture(width, height);
  await editor.open(picture);
  const document = {
    pipette: 1,
    name: 'From elsewhere',
    steps: [
      {
        id: 'mark',
        operation: 'image-watermark',
        parameters: { picture: 'ab'.repeat(32), opacity: 100 },
      },
    ],
  };
  const program = `const PIPELINE = String.raw\`\n${JSON.stringify(document)}\n\`;\n`;
  await editor.drop({
    name: 'elsewhere.mjs',
    mimeType: 'text/javascript',
    buffer: Buffer.from(program),
  });
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(
    page.getByText('The picture that “Image watermark” needs is not on this device.').first(),
  ).toBeVisible();
  const step = editor.step('Image watermark');
  await step.getByRole('button', { name: /^Image watermark/ }).click();
  const absent = step.getByText('This picture is not on this device. Choose it again.');
  await expect(absent).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await step.getByRole('button', { name: 'Change picture' }).click();
  await (await chooser).setFiles(await logo());
  await expect(absent).toBeHidden();
  await expect(step.getByRole('alert')).toHaveCount(0);
  await editor.chooseFormat('PNG');
  expect(changed(picture.pixels, await editor.export())).not.toBeNull();
});

test('a program carries the picture, to Python and to another browser', async ({
  page,
  site,
  browser,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await exactPicture(width, height);
  await editor.open(picture);
  const step = await editor.add('Image watermark');
  const chooser = page.waitForEvent('filechooser');
  await step.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles(await logo());
  await expect(step.locator('canvas[width="64"]')).toBeVisible();
  await editor.chooseFormat('PNG');
  const exported = await editor.export();
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  await page.getByRole('radio', { name: 'Python', exact: true }).check();
  await expect(page.getByText('same pixels ✓')).toBeVisible({ timeout: 20_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download .py' }).click(),
  ]);
  const program = await readFile(await download.path());
  await writeFile(join(info.outputPath(), 'marked.py'), program);
  const verified = await run(pythonPath(), ['marked.py', '--verify'], info.outputPath());
  expect(verified.out).toMatch(/^PASS: /);

  const other = new Editor(await browser.newPage());
  await other.goto(site.url);
  await other.open(picture);
  await other.drop({ name: 'marked.py', mimeType: 'text/x-python', buffer: program });
  await other.page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(other.steps).toHaveCount(1);
  await other.settled();
  await other.chooseFormat('PNG');
  expect((await other.export()).pixels.equals(exported.pixels)).toBe(true);
  await other.page.close();
});

test('a file that is no picture is refused beside the field, which takes a picture that is dropped', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await exactPicture(width, height));
  const step = await editor.add('Image watermark');
  const chooser = page.waitForEvent('filechooser');
  await step.getByRole('button', { name: 'Choose a picture' }).click();
  await (
    await chooser
  ).setFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(step.getByRole('alert')).toContainText('notes.png');
  await expect(step.getByRole('button', { name: 'Choose a picture' })).toBeEnabled();

  // Dropped on the field it is the watermark; the picture that is open stays.
  const { name, mimeType, buffer } = await logo();
  const dataTransfer = await page.evaluateHandle(
    (file) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(file.bytes)], file.name, { type: file.mimeType }));
      return data;
    },
    { bytes: [...buffer], name, mimeType },
  );
  const field = step.getByRole('group', { name: 'Watermark' });
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await field.dispatchEvent(event, { dataTransfer });
  }
  await expect(step.locator('canvas[width="64"]')).toBeVisible();
  await expect(step.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText('Drop to open')).toBeHidden();
  await expect(page).toHaveTitle(/^exact\.png/);
});
