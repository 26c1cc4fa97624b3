import sharp from 'sharp';
import { Editor } from './pages/editor';
import { exactPicture, plainPicture } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { expect, test } from './support/test';
import { test as warm } from './support/warm';
import type { Page } from './support/warm';
import { touchDrag } from './support/touch';

type Size = {
  readonly width: number;
  readonly height: number;
};

/** The crop tool on the picture and its bar. */
class CropTool {
  constructor(readonly page: Page) {}

  get bar() {
    return this.page.getByRole('group', { name: 'Crop', exact: true });
  }

  handle(name: string) {
    return this.page.getByRole('button', { name: `Crop: ${name}`, exact: true });
  }

  /** The size that the bar shows, in pixels. */
  async size(): Promise<Size> {
    const text = await this.bar.getByRole('status').innerText();
    const [, width, height] = /^(\d+) × (\d+) px$/.exec(text) ?? [];
    return { width: Number(width), height: Number(height) };
  }

  centre(name: string) {
    return middleOf(this.handle(name));
  }

  async done(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Done' }).click();
    await expect(this.bar).toBeHidden();
  }
}

/** Opens a picture of 400 x 300 pixels and adds a crop, which opens its tool. */
async function startCrop(page: Page, url: string) {
  const editor = new Editor(page);
  await editor.goto(url);
  const picture = await exactPicture(400, 300);
  await editor.open(picture);
  await editor.chooseFormat('PNG');
  await editor.add('Crop');
  const tool = new CropTool(page);
  await expect(tool.bar).toBeVisible();
  // The first rectangle leaves out a twentieth on every side.
  await expect.poll(() => tool.size()).toEqual({ width: 360, height: 270 });
  return { editor, tool, picture };
}

warm('a handle dragged by mouse: the file has the size that was shown', async ({ page, site }) => {
  const { editor, tool, picture } = await startCrop(page, site.url);
  const whole = await boxAtRest(tool.handle('whole area'));
  const scale = whole.width / 360;
  const grip = await tool.centre('bottom right corner');
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x - 120 * scale, grip.y - 70 * scale, { steps: 6 });
  await page.mouse.up();
  const size = await tool.size();
  expect(Math.abs(size.width - 240)).toBeLessThanOrEqual(1);
  expect(Math.abs(size.height - 200)).toBeLessThanOrEqual(1);
  await tool.done();
  await editor.settled();
  await expect(
    page.getByText(`Size of the result: ${size.width} × ${size.height} px`),
  ).toBeVisible();

  const file = await editor.export();
  expect(file.metadata).toMatchObject(size);
  // The upper left corner of the rectangle was not moved: 5 % of 400 and 300.
  for (const [x, y] of [
    [0, 0],
    [100, 50],
    [size.width - 1, size.height - 1],
  ] as const) {
    const from = ((y + 15) * 400 + x + 20) * 3;
    const at = (y * size.width + x) * 3;
    expect([...file.pixels.subarray(at, at + 3)]).toEqual([
      ...picture.pixels.subarray(from, from + 3),
    ]);
  }
});

warm('by keyboard, pixel by pixel, and undone key by key', async ({ page, site }) => {
  const { editor, tool } = await startCrop(page, site.url);
  await expect(tool.handle('whole area')).toBeFocused();
  await tool.handle('left side').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => tool.size()).toEqual({ width: 359, height: 270 });
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => tool.size()).toEqual({ width: 349, height: 270 });
  await tool.handle('bottom side').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => tool.size()).toEqual({ width: 349, height: 268 });
  await page.keyboard.press('Control+z');
  await expect.poll(() => tool.size()).toEqual({ width: 349, height: 269 });
  await page.keyboard.press('Enter');
  await expect(tool.bar).toBeHidden();
  expect((await editor.export()).metadata).toMatchObject({ width: 349, height: 269 });
});

warm('a square keeps its shape, and Escape brings back what was there', async ({ page, site }) => {
  const { editor, tool } = await startCrop(page, site.url);
  await tool.bar.getByLabel('Aspect ratio').selectOption({ label: '1:1 square' });
  const square = await tool.size();
  expect(square.width).toBe(square.height);
  await tool.handle('top left corner').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const smaller = await tool.size();
  expect(smaller.width).toBeLessThan(square.width);
  expect(smaller.width).toBe(smaller.height);
  await tool.done();
  expect((await editor.export()).metadata).toMatchObject(smaller);

  await page.getByRole('button', { name: 'Crop on the picture' }).click();
  await expect.poll(() => tool.size()).toEqual(smaller);
  await tool.bar.getByLabel('Aspect ratio').selectOption({ label: '16:9' });
  const wide = await tool.size();
  expect(wide.width).toBeGreaterThan(wide.height);
  await tool.handle('whole area').focus();
  await page.keyboard.press('Escape');
  await expect(tool.bar).toBeHidden();
  await editor.settled();
  await expect(
    page.getByText(`Size of the result: ${smaller.width} × ${smaller.height} px`),
  ).toBeVisible();
  expect((await editor.export()).metadata).toMatchObject(smaller);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('the whole area moves and keeps its size', async ({ page, site }) => {
    const { editor, tool, picture } = await startCrop(page, site.url);
    const from = await tool.centre('whole area');
    await touchDrag(page, from, { x: from.x + 400, y: from.y + 400 });
    await expect.poll(() => tool.size()).toEqual({ width: 360, height: 270 });
    await tool.done();
    const file = await editor.export();
    expect(file.metadata).toMatchObject({ width: 360, height: 270 });
    // It was pushed into the lower right corner.
    expect([...file.pixels.subarray(-3)]).toEqual([...picture.pixels.subarray(-3)]);
  });
});

for (const way of ['mouse', 'keyboard'] as const) {
  warm(`the colour that is picked by ${way} is the one that changes`, async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    const halves = await sharp({
      create: { width: 300, height: 200, channels: 3, background: '#30a040' },
    })
      .composite([
        {
          input: { create: { width: 150, height: 200, channels: 3, background: '#b03030' } },
          ...{ left: 150, top: 0 },
        },
      ])
      .png()
      .toBuffer();
    await editor.open({ name: 'halves.png', mimeType: 'image/png', buffer: halves });
    await editor.chooseFormat('PNG');
    const step = await editor.add('Selective colour');
    await editor.type(step, 'Saturation', -100);
    await step.getByRole('button', { name: 'Pick a colour' }).click();
    const reticle = page.getByRole('button', { name: /^Colour at 50 % across/ });
    await expect(reticle).toBeFocused();
    await expectAccessible(page, 'picking a colour');
    const box = await boxAtRest(reticle);
    if (way === 'mouse') await page.mouse.click(box.x - 40, box.y);
    else {
      for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('Enter');
    }
    const hue = step.getByRole('slider', { name: 'Hue' }).first();
    await expect.poll(async () => Number(await hue.inputValue())).not.toBe(290);
    await editor.settled();
    const { pixels } = await editor.export();
    const at = (x: number) => [...pixels.subarray((100 * 300 + x) * 3, (100 * 300 + x) * 3 + 3)];
    const [left, right] = [at(20), at(280)];
    expect(Math.max(...left) - Math.min(...left)).toBeLessThan(8);
    expect(right).toEqual([0xb0, 0x30, 0x30]);
  });

  warm(`what is picked as neutral by ${way} is grey in the file`, async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    // A grey card in the light of a lamp.
    await editor.open(await plainPicture([178, 150, 116]));
    await editor.chooseFormat('PNG');
    const step = await editor.add('White balance');
    await step.getByRole('button', { name: 'Pick a neutral point' }).click();
    const reticle = page.getByRole('button', { name: /^Neutral point at 50 % across/ });
    await expect(reticle).toBeFocused();
    if (way === 'mouse') {
      const box = await boxAtRest(reticle);
      await page.mouse.click(box.x + 60, box.y + 40);
    } else {
      await page.keyboard.press('Shift+ArrowRight');
      await expect(page.getByRole('button', { name: /^Neutral point/ })).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await expect(page.getByRole('button', { name: /^Neutral point/ })).toBeHidden();
    await editor.settled();
    await expect(step).not.toContainText('6,500 K');
    const { pixels } = await editor.export();
    for (const at of [0, (100 * 300 + 150) * 3]) {
      const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
      expect(Math.abs(r - g)).toBeLessThanOrEqual(3);
      expect(Math.abs(g - b)).toBeLessThanOrEqual(3);
      expect(g).toBeGreaterThan(100);
    }
  });
}
