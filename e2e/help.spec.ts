import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/warm';

test('what the pointer is told of a button, the keyboard is shown too', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  const tip = page.getByText('Show the original (hold Space)', { exact: true });
  const eye = page.getByRole('button', { name: 'Show the original' });
  await page.getByRole('radio', { name: 'Split' }).focus();
  await page.keyboard.press('Tab');
  await expect(eye).toBeFocused();
  await expect(tip).toBeVisible();
  const box = await tip.boundingBox();
  expect(box?.y).toBeGreaterThan((await eye.boundingBox())?.y ?? Infinity);

  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await expect(eye).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByText('Mark clipped pixels', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Histogram', exact: true }).click();
  await expect(page.getByText('Mark clipped pixels', { exact: true })).toBeHidden();
  await expect(page.getByText('Histogram', { exact: true })).toBeHidden();
});

test('a card explains its settings when it is asked to', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const card = await editor.add('Vignette');
  const slider = card.getByRole('slider', { name: 'Strength' });
  const hint = card.getByText('Below zero lightens the corners.');
  await expect(slider).toHaveAccessibleDescription('Below zero lightens the corners.');
  const small = await card.boundingBox();
  const help = card.getByRole('button', { name: 'Explain the settings' });
  await help.click();
  await expect(help).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => (await hint.boundingBox())?.height).toBeGreaterThan(10);
  expect((await card.boundingBox())?.height).toBeGreaterThan((small?.height ?? Infinity) + 40);
  await expect(slider).toHaveAccessibleDescription('Below zero lightens the corners.');
});

test('a ratio chosen in the card shapes the crop at once, in one undo', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo());
  const card = await editor.add('Crop');
  const bar = page.getByRole('group', { name: 'Crop' });
  const size = bar.getByRole('status');
  await expect(bar).toBeVisible();
  await expect(size).toHaveText(/\d+ × \d+/);
  const before = await size.innerText();
  await card.getByRole('combobox', { name: 'Aspect ratio' }).selectOption('4:5 upright');
  await expect(bar.getByRole('combobox', { name: 'Aspect ratio' })).toHaveValue('4:5');
  await expect(size).not.toHaveText(before);
  const [width = 0, height = 0] = (await size.innerText()).match(/\d+/g)?.map(Number) ?? [];
  expect(Math.abs(width - height * 0.8)).toBeLessThanOrEqual(1);
  for (const [side, length] of [
    ['Width', width],
    ['Height', height],
  ] as const) {
    await expect(card.getByRole('spinbutton', { name: `Area: ${side}` })).toHaveValue(
      `${length} px`,
    );
  }
  await editor.undoButton.click();
  await expect(bar.getByRole('combobox', { name: 'Aspect ratio' })).toHaveValue('free');
  await expect(size).toHaveText(before);
});
