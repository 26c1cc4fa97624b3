import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { expect, test } from './support/warm';

test('a number is dragged by its box and by its label, as one change for Undo', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  const step = await editor.add('Contrast');
  const box = step.getByRole('spinbutton', { name: 'Contrast value' });
  await expect(box).toHaveAttribute('aria-valuenow', '0');
  const at = await middleOf(box);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y, { steps: 6 });
  await page.mouse.up();
  const dragged = Number(await box.getAttribute('aria-valuenow'));
  expect(dragged).toBeGreaterThan(20);
  await expect(box).not.toBeFocused();
  await editor.undoButton.click();
  await expect(box).toHaveAttribute('aria-valuenow', '0');

  const label = await boxAtRest(step.locator('label').filter({ hasText: /^Contrast$/ }));
  await page.mouse.move(label.x + 10, label.y + label.height / 2);
  await page.mouse.down();
  await page.mouse.move(label.x - 30, label.y + label.height / 2, { steps: 4 });
  await page.mouse.up();
  expect(Number(await box.getAttribute('aria-valuenow'))).toBeLessThan(-10);
  await expect(step.getByRole('slider', { name: 'Contrast' })).not.toBeFocused();

  // A press without a drag is for typing.
  await box.click();
  await expect(box).toBeFocused();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(box).toHaveAttribute('aria-valuenow', '12');
});

test('a limit of bytes is dragged finely, as one change for Undo', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  await page.getByRole('switch', { name: 'Fit under' }).click();
  const box = page.getByRole('spinbutton', { name: 'Largest file' });
  const size = async (): Promise<number> => Number(await box.getAttribute('aria-valuenow'));
  const undo = (await editor.undoButton.getAttribute('title')) ?? '';
  const at = await middleOf(box);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 20, at.y, { steps: 10 });
  // The box alone follows: no size that is passed on the way is tried.
  await expect(box).not.toHaveValue('500 KB');
  await expect(editor.undoButton).toHaveAttribute('title', undo);
  await page.mouse.up();
  expect(await size()).toBeGreaterThan(800);
  expect(await size()).toBeLessThan(1_500);
  await editor.undoButton.click();
  expect(await size()).toBe(500);

  // A drag that comes back changes nothing, and leaves nothing behind.
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 20, at.y, { steps: 4 });
  await page.mouse.move(at.x, at.y, { steps: 4 });
  await page.mouse.up();
  await expect(box).toHaveValue('500 KB');
  await expect(editor.undoButton).toHaveAttribute('title', undo);
  await page.getByRole('switch', { name: 'Fit under' }).click();
});

test('a hue is chosen by its colour, by mouse and by keys', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200));
  const step = await editor.add('Selective colour');
  const hue = step.getByRole('spinbutton', { name: 'Hue value' }).first();
  const colours = step.getByRole('group', { name: 'Hue: colours' });
  const blue = colours.getByRole('button', { name: 'Blue' });
  const green = colours.getByRole('button', { name: 'Green' });
  await expect(blue).toHaveAttribute('aria-pressed', 'true');
  await green.click();
  await expect(hue).toHaveAttribute('aria-valuenow', '136');
  await expect(green).toHaveAttribute('aria-pressed', 'true');
  await expect(blue).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(hue).toHaveAttribute('aria-valuenow', '205');
  await expectAccessible(page, 'colours of hues');
  // Each choice is a change of its own.
  await editor.undoButton.click();
  await expect(hue).toHaveAttribute('aria-valuenow', '136');
  await editor.undoButton.click();
  await expect(hue).toHaveAttribute('aria-valuenow', '290');
});
