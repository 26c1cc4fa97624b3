import { Editor } from './pages/editor';
import { brightQuarter } from './pages/pictures';
import { boxAtRest } from './support/box';
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
