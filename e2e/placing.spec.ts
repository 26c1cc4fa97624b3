import { Editor } from './pages/editor';
import { photo, plainPicture } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { draw } from './support/draw';
import { touchDrag } from './support/touch';
import { expect, test } from './support/warm';

test('an area is moved, sized and deleted on the picture, by mouse and by keys', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 300));
  const step = await editor.add('Redact');
  await step.getByRole('button', { name: 'Draw areas on the picture' }).click();
  await draw(page, [0.1, 0.1], [0.3, 0.3]);
  const area = page.getByRole('button', { name: 'Area 1', exact: true });
  await expect(area).toBeFocused();
  const values = () =>
    Promise.all(
      ['Left', 'Top', 'Width', 'Height'].map(async (name) =>
        Number(
          await step
            .getByRole('spinbutton', { name: `Area 1: ${name}` })
            .getAttribute('aria-valuenow'),
        ),
      ),
    );
  const [left = 0, top = 0, width = 0, height = 0] = await values();

  // A pixel of the picture by a key, ten with Shift.
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowDown');
  expect(await values()).toEqual([left + 10, top + 1, width, height]);
  await page.getByRole('button', { name: 'Area 1: bottom right corner' }).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await values()).toEqual([left + 10, top + 1, width - 10, height]);

  const surface = await boxAtRest(page.getByTestId('drawing'));
  const from = await middleOf(area);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + surface.width / 4, from.y, { steps: 5 });
  await page.mouse.up();
  const moved = await values();
  expect(Math.abs((moved[0] ?? 0) - left - 110)).toBeLessThanOrEqual(1);
  expect(moved[2]).toBe(width - 10);
  await expectAccessible(page, 'areas');

  // A drag is one change for Undo.
  await editor.undoButton.click();
  expect(await values()).toEqual([left + 10, top + 1, width - 10, height]);
  await area.focus();
  // So is a key that is held.
  for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('ArrowDown');
  await page.keyboard.up('ArrowDown');
  expect(await values()).toEqual([left + 10, top + 4, width - 10, height]);
  await editor.undoButton.click();
  expect(await values()).toEqual([left + 10, top + 1, width - 10, height]);
  // Escape takes back what is being moved, and leaves the tool.
  const { x, y } = await middleOf(area);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 30, { steps: 3 });
  await expect.poll(async () => (await values())[0]).not.toBe(left + 10);
  await page.keyboard.press('Escape');
  expect(await values()).toEqual([left + 10, top + 1, width - 10, height]);
  await page.mouse.up();
  await area.focus();
  await page.keyboard.press('Delete');
  await expect(step.getByText('Nothing is hidden yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drawing')).toBeHidden();
});

test('a text is placed, turned and sized on the picture, and is there in the file', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await plainPicture([0, 0, 0], 400, 300));
  await editor.chooseFormat('PNG');
  const step = await editor.add('Text watermark');
  await editor.type(step, 'Size', 20);
  await editor.type(step, 'Opacity', 100);
  await step.getByRole('button', { name: 'Place on the picture' }).click();
  const text = page.getByRole('button', { name: 'Text', exact: true });
  await expect(text).toBeFocused();
  const surface = await boxAtRest(page.getByTestId('drawing'));
  const from = await middleOf(text);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(surface.x + surface.width / 2, surface.y + surface.height / 4, {
    steps: 6,
  });
  await page.mouse.up();
  await expect(step.getByRole('combobox', { name: 'Position' })).toHaveValue('free');
  await expectAccessible(page, 'place');

  const turn = step.getByRole('spinbutton', { name: 'Turn' });
  const knob = page.getByRole('slider', { name: 'Text: turn' });
  await knob.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(turn).toHaveAttribute('aria-valuenow', '10');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(turn).toHaveAttribute('aria-valuenow', '0');
  const size = step.getByRole('spinbutton', { name: 'Size' });
  const corner = await middleOf(page.getByRole('button', { name: 'Text: bottom right corner' }));
  const middle = await middleOf(text);
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move((corner.x + middle.x) / 2, (corner.y + middle.y) / 2, { steps: 6 });
  await page.mouse.up();
  await expect(size).toHaveAttribute('aria-valuenow', /^(9.5|10|10.5)$/);
  await page.getByRole('button', { name: 'Done' }).click();
  await editor.settled();

  const { pixels, metadata } = await editor.export();
  const { width = 0, height = 0 } = metadata;
  let [count, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[(y * width + x) * 3] ?? 0) < 128) continue;
      count += 1;
      sumX += x;
      sumY += y;
    }
  }
  expect(count).toBeGreaterThan(100);
  expect(Math.abs(sumX / count / width - 0.5)).toBeLessThan(0.05);
  expect(Math.abs(sumY / count / height - 0.25)).toBeLessThan(0.05);
});

test('corners are placed on the picture, and what lies between them fills the file', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await plainPicture([200, 200, 200], 400, 300));
  await editor.chooseFormat('PNG');
  const step = await editor.add('Perspective');
  await step.getByRole('button', { name: 'Place corners on the picture' }).click();
  const corner = (name: string) =>
    page.getByRole('button', { name: `Perspective: ${name} corner` });
  const across = (name: string) =>
    step.getByRole('spinbutton', { name: `Corner ${name}: Across` }).getAttribute('aria-valuenow');
  await expect(corner('top left')).toBeFocused();
  await expect(corner('bottom right')).toHaveAccessibleDescription(/^400 px across, 300 px down\./);

  const surface = await boxAtRest(page.getByTestId('drawing'));
  const from = await middleOf(corner('top left'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + surface.width / 4, from.y + surface.height / 10, { steps: 5 });
  await page.mouse.up();
  expect(Math.abs(Number(await across('top left')) - 100)).toBeLessThanOrEqual(1);
  // A pixel of the picture by a key, ten with Shift; each is one change for Undo, as a drag is.
  await corner('top right').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(corner('top right')).toHaveAccessibleDescription(/^389 px across, 0 px down\./);
  await expectAccessible(page, 'corners');
  await editor.undoButton.click();
  expect(await across('top right')).toBe('390');
  await editor.undoButton.click();
  await editor.undoButton.click();
  expect(await across('top left')).toBe('0');
  // What moves nothing leaves Redo alone, and a double click does not enlarge the picture.
  await corner('top left').dblclick();
  await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: 'Redo' }).click();
  const placed = await across('top left');
  expect(Math.abs(Number(placed) - 100)).toBeLessThanOrEqual(1);
  expect(await boxAtRest(page.getByTestId('drawing'))).toEqual(surface);
  // Escape puts back what is being moved, and stays.
  const there = await middleOf(corner('top left'));
  await page.mouse.move(there.x, there.y);
  await page.mouse.down();
  await page.mouse.move(there.x + surface.width / 5, there.y, { steps: 2 });
  await expect.poll(() => across('top left')).not.toBe(placed);
  await page.keyboard.press('Escape');
  await expect.poll(() => across('top left')).toBe(placed);
  await page.mouse.up();
  // A key that is held is one change, too.
  for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expect.poll(() => across('top left')).toBe(String(Number(placed) + 3));
  await editor.undoButton.click();
  await expect.poll(() => across('top left')).toBe(placed);
  await corner('top left').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('drawing')).toBeHidden();
  await editor.settled();
  const { metadata } = await editor.export();
  // The upper edge is a quarter shorter, the left one slants.
  expect(Math.abs((metadata.width ?? 0) - 352)).toBeLessThanOrEqual(2);
});

test('what cannot be placed says why', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await plainPicture([0, 0, 0], 400, 300));
  const mark = await editor.add('Image watermark');
  const placed = { name: 'Place on the picture' };
  await expect(mark.getByRole('button', placed)).toBeDisabled();
  const step = await editor.add('Text watermark');
  const button = step.getByRole('button', placed);
  await button.click();
  await step.getByRole('switch', { name: 'Repeat all over' }).click();
  await expect(button).toHaveAccessibleDescription(/repeats all over/);
  // It is still the way out.
  await button.click();
  await expect(button).toBeDisabled();
  await expectAccessible(page, 'nothing to place');
  await step.getByRole('switch', { name: 'Repeat all over' }).click();
  await expect(button).toBeEnabled();
  await step.getByRole('textbox', { name: 'Text', exact: true }).fill('  ');
  await expect(button).toHaveAccessibleDescription('Type a text to place it.');
  await expect(button).toBeDisabled();
});

test('beside what is placed, a drag moves the picture', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(3000, 2000));
  const step = await editor.add('Text watermark');
  await step.getByRole('button', { name: 'Place on the picture' }).click();
  const surface = page.getByTestId('drawing');
  const before = await boxAtRest(surface);
  const middle = await middleOf(surface);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.wheel(0, -600);
  await expect.poll(async () => (await surface.boundingBox())?.width).not.toBe(before.width);
  for (const button of ['left', 'middle'] as const) {
    const { x, y } = await boxAtRest(surface);
    await page.mouse.down({ button });
    await page.mouse.move(middle.x + 40, middle.y + 30, { steps: 3 });
    await page.mouse.up({ button });
    await page.mouse.move(middle.x, middle.y);
    const moved = await boxAtRest(surface);
    expect(moved.x - x).toBeGreaterThan(30);
    expect(moved.y - y).toBeGreaterThan(20);
  }
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('an area and a corner are moved on the picture', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(400, 300));
    const step = await editor.add('Redact');
    await step.getByRole('button', { name: 'Draw areas on the picture' }).click();
    const from = await middleOf(page.getByRole('button', { name: 'Area 1', exact: true }));
    const left = step.getByRole('spinbutton', { name: 'Area 1: Left' });
    await expect(left).toHaveAttribute('aria-valuenow', '140');
    await touchDrag(page, from, { x: from.x - 600, y: from.y });
    await expect(left).toHaveAttribute('aria-valuenow', '0');
    await expect(step.getByRole('spinbutton', { name: 'Area 1: Width' })).toHaveAttribute(
      'aria-valuenow',
      '120',
    );
    const tilted = await editor.add('Perspective');
    await tilted.getByRole('button', { name: 'Place corners on the picture' }).click();
    const corner = page.getByRole('button', { name: 'Perspective: bottom left corner' });
    const size = await boxAtRest(corner);
    expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(44);
    const box = await boxAtRest(page.getByTestId('drawing'));
    const start = await middleOf(corner);
    await touchDrag(page, start, { x: start.x + box.width / 10, y: start.y - box.height / 5 });
    await expect(corner).toHaveAccessibleDescription(
      /^(39|40|41) px across, (239|240|241) px down/,
    );
  });
});
