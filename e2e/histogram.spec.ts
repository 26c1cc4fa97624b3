import { Editor } from './pages/editor';
import { brightQuarter, plainPicture } from './pages/pictures';
import { boxAtRest, middleOf } from './support/box';
import { expect, test } from './support/warm';

test('the histogram makes room for what was just added', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await brightQuarter());
  await editor.compare('Result');
  const histogram = page.getByRole('img', { name: 'Histogram' });
  const side = async () => {
    const [own, all] = [await boxAtRest(histogram), await boxAtRest(editor.viewer)];
    return own.x + own.width / 2 < all.x + all.width / 2 ? 'left' : 'right';
  };
  expect(await side()).toBe('right');
  const step = await editor.add('Text watermark');
  await expect.poll(side).toBe('left');
  await step.getByRole('combobox', { name: 'Position' }).selectOption('Bottom left');
  await expect.poll(side).toBe('right');
});

test('the histogram says in words how much is clipped', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await brightQuarter());
  const histogram = page.getByRole('img', { name: 'Histogram' });
  await expect(histogram).toHaveAccessibleDescription(/ 0 % of pixels are clipped white/);
  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Highlight recovery', 0);
  await editor.type(exposure, 'Exposure', 4);
  await expect(histogram).toHaveAccessibleDescription(/ 25 % of pixels are clipped white/);
  await editor.type(exposure, 'Exposure', -4);
  await expect(histogram).toHaveAccessibleDescription(/ 0 % of pixels are clipped white/);
});

test('the histogram is dragged to another corner, moved by its button, and put away', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await brightQuarter());
  const histogram = page.getByRole('img', { name: 'Histogram' });
  const corner = async () => {
    const [own, all] = [await boxAtRest(histogram), await boxAtRest(editor.viewer)];
    const isLow = own.y + own.height / 2 > all.y + all.height / 2;
    const isLeft = own.x + own.width / 2 < all.x + all.width / 2;
    return `${isLow ? 'bottom' : 'top'} ${isLeft ? 'left' : 'right'}`;
  };
  expect(await corner()).toBe('bottom right');
  const [from, all] = [await boxAtRest(histogram), await boxAtRest(editor.viewer)];
  await page.mouse.move(from.x + 30, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(all.x + 150, all.y + 150, { steps: 6 });
  await page.mouse.up();
  await expect.poll(corner).toBe('top left');

  const move = page.getByRole('button', { name: 'Move the histogram' });
  await move.focus();
  const corners = ['top right', 'bottom right', 'bottom left', 'top left', 'top right'];
  for (const next of [...corners, 'bottom right']) {
    await page.keyboard.press('Enter');
    await expect.poll(corner).toBe(next);
  }

  // It passes by the corner that the open step takes, and never stands still there.
  const step = await editor.add('Text watermark');
  await step.getByRole('combobox', { name: 'Position' }).selectOption('Bottom left');
  await move.focus();
  for (const next of ['top left', 'top right', 'bottom right', 'top left']) {
    await page.keyboard.press('Enter');
    await expect.poll(corner).toBe(next);
  }
  await step.getByRole('combobox', { name: 'Position' }).selectOption('Top left');
  await expect.poll(corner).toBe('top right');
  await move.press('Enter');
  await expect.poll(corner).toBe('bottom right');
  await page.getByRole('button', { name: 'Put the histogram away' }).click();
  await expect(histogram).toBeHidden();
  await page.getByRole('button', { name: 'Histogram', exact: true }).click();
  await expect(histogram).toBeVisible();
});

test('the colour under the pointer is read, before and after', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await plainPicture([200, 100, 50]));
  const readout = page.getByTestId('readout');
  await expect(readout).toBeEmpty();
  await editor.add('Invert');
  await editor.settled();
  const { x, y } = await middleOf(editor.viewer);
  await page.mouse.move(x + 20, y + 20);
  await expect(readout).toContainText(/Before\s*200\s*100\s*50\s*#c86432/);
  await expect(readout).toContainText(/After\s*55\s*155\s*205\s*#379bcd/);
  await page.mouse.move(0, 0);
  await expect(readout).toBeEmpty();
});
