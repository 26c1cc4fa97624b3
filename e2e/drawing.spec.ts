import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { boxAtRest, middleOf } from './support/box';
import { draw } from './support/draw';
import { touchDrag } from './support/touch';
import { expect, test } from './support/warm';

test('an area that is drawn is nothing but the fill in the export', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 300));
  const step = await editor.add('Redact');
  await step.getByRole('button', { name: 'Remove: area 1' }).click();
  await step.getByRole('button', { name: 'Draw areas on the picture' }).click();
  await draw(page, [0.5, 0.5], [0.75, 0.9]);
  await expect(step.getByRole('button', { name: 'Remove: area 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await editor.settled();
  await page.getByRole('radio', { name: 'PNG' }).check();
  const { pixels, metadata } = await editor.export();
  expect(metadata).toMatchObject({ width: 400, height: 300 });
  const at = (x: number, y: number) => [
    ...pixels.subarray((y * 400 + x) * 3, (y * 400 + x) * 3 + 3),
  ];
  for (const [x, y] of [
    [205, 155],
    [295, 265],
    [250, 200],
  ] as const) {
    expect(at(x, y)).toEqual([0, 0, 0]);
  }
  expect(at(190, 200)).not.toEqual([0, 0, 0]);
  // The format first, then the area.
  await editor.undoButton.click();
  await editor.undoButton.click();
  await expect(step.getByText('Nothing is hidden yet.')).toBeVisible();
});

test('the area that the step began with goes when one is drawn', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 300));
  const step = await editor.add('Redact');
  const areas = step.getByRole('button', { name: /^Remove: area/ });
  const left = step.getByRole('spinbutton', { name: 'Left' }).first();
  const begun = await left.inputValue();
  await step.getByRole('button', { name: 'Draw areas on the picture' }).click();
  await draw(page, [0.1, 0.1], [0.3, 0.3]);
  await expect(left).not.toHaveValue(begun);
  await expect(areas).toHaveCount(1);
  await draw(page, [0.5, 0.5], [0.75, 0.9]);
  await expect(areas).toHaveCount(2);
  await editor.undoButton.click();
  await editor.undoButton.click();
  await expect(areas).toHaveCount(1);
  await expect(left).toHaveValue(begun);
});

test('a line along a slope levels the picture', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 200));
  const step = await editor.add('Straighten');
  await step.getByRole('button', { name: 'Draw along a horizon' }).click();
  // 200 pixels across and 20 down.
  await draw(page, [0.25, 0.4], [0.75, 0.5]);
  await expect(step.getByText('−5.7°').first()).toBeVisible();
  await expect(page.getByTestId('drawing')).toBeHidden();
});

test('a line may begin and end beside the picture', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 200));
  const step = await editor.add('Straighten');
  await step.getByRole('button', { name: 'Draw along a horizon' }).click();
  // 440 pixels across and 44 down, of which both ends are beside the picture.
  await draw(page, [-0.05, 0.4], [1.05, 0.62]);
  await expect(step.getByText('−5.7°').first()).toBeVisible();
  await expect(page.getByTestId('drawing')).toBeHidden();
});

test('a knob turns the picture, by mouse and by keys, and it is turned in the file', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 200));
  await editor.chooseFormat('PNG');
  const step = await editor.add('Straighten');
  await step.getByRole('button', { name: 'Draw along a horizon' }).click();
  const knob = page.getByRole('slider', { name: 'Turn the picture' });
  const angle = step.getByRole('spinbutton', { name: 'Angle' });
  await expect(knob).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(knob).toHaveAttribute('aria-valuenow', '1.1');
  await expect(angle).toHaveAttribute('aria-valuenow', '1.1');
  await expectAccessible(page, 'turning');
  // A key that is held is one change for Undo, as a drag is.
  for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('ArrowUp');
  await page.keyboard.up('ArrowUp');
  await expect(angle).toHaveAttribute('aria-valuenow', '1.4');
  await editor.undoButton.click();
  await expect(angle).toHaveAttribute('aria-valuenow', '1.1');

  // By ten degrees around the middle, with a grid to hold against what should be level.
  const from = await middleOf(knob);
  const surface = await boxAtRest(page.getByTestId('drawing'));
  const far = surface.y + surface.height / 2 - from.y;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + far * Math.tan((10 * Math.PI) / 180), from.y, { steps: 4 });
  await expect(page.locator('line.grid')).toHaveCount(14);
  // Escape takes back what is being turned, and leaves the tool.
  await page.keyboard.press('Escape');
  await expect(angle).toHaveAttribute('aria-valuenow', '1.1');
  await page.mouse.up();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + far * Math.tan((10 * Math.PI) / 180), from.y, { steps: 4 });
  await page.mouse.up();
  const turned = Number(await angle.getAttribute('aria-valuenow'));
  expect(Math.abs(turned - 11.1)).toBeLessThan(0.6);
  await expect(page.getByTestId('drawing')).toBeVisible();

  // A drag is one change for Undo; a line counts from what is seen.
  await editor.undoButton.click();
  await expect(angle).toHaveAttribute('aria-valuenow', '1.1');
  await editor.settled();
  await draw(page, [0.25, 0.5], [0.75, 0.5]);
  await expect(angle).toHaveAttribute('aria-valuenow', '1.1');
  await editor.settled();
  const { metadata } = await editor.export();
  expect(metadata.width).toBeLessThan(400);
});

test('a point of a curve moves by arrow keys and by mouse, as one change for Undo', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 200));
  const step = await editor.addExample('Curves');
  const point = step.getByRole('slider', { name: 'All channels: point 2 of 4' });
  await point.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(point).toHaveAttribute('aria-valuetext', 'in 25 %, out 25 %');
  const box = await boxAtRest(point);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 30, box.y - 30, { steps: 5 });
  await page.mouse.up();
  await expect(point).not.toHaveAttribute('aria-valuetext', 'in 25 %, out 25 %');
  await editor.undoButton.click();
  await expect(point).toHaveAttribute('aria-valuetext', 'in 25 %, out 25 %');
  await point.focus();
  await page.keyboard.press('Delete');
  await expect(step.getByRole('slider', { name: /All channels: point . of 3/ })).toHaveCount(3);
});

test('curves share one plot; the numbers of a point are typed', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(400, 200));
  const step = await editor.addExample('Curves');
  const plots = step.getByRole('slider', { name: /: point 1 of/ });
  await expect(plots).toHaveCount(1);
  const channels = step.getByRole('radiogroup', { name: 'Channel' });
  await channels.getByRole('radio', { name: 'Blue' }).check();
  const last = step.getByRole('slider', { name: 'Blue: point 2 of 2' });
  await last.focus();
  const numbers = step.getByRole('group', { name: 'Point 2 of 2' });
  const out = numbers.getByRole('spinbutton', { name: /Out$/ });
  await expect(out).toHaveAttribute('aria-valuenow', '100');
  await out.fill('80');
  await out.press('Enter');
  await expect(last).toHaveAttribute('aria-valuetext', 'in 100 %, out 80 %');
  await expect(channels.getByRole('radio', { name: 'Blue, bent' })).toBeChecked();
  await expect(channels.getByRole('radio', { name: 'All channels, bent' })).toBeVisible();
  await expectAccessible(page, 'curves');
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('the picture is turned by its knob', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(400, 300));
    const step = await editor.add('Straighten');
    await step.getByRole('button', { name: 'Draw along a horizon' }).click();
    const knob = page.getByRole('slider', { name: 'Turn the picture' });
    const { width, height } = await boxAtRest(knob);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    const from = await middleOf(knob);
    await touchDrag(page, from, { x: from.x - 2000, y: from.y });
    await expect(knob).toHaveAttribute('aria-valuenow', '-45');
  });
});
