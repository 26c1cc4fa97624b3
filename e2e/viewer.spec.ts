import { Editor, Shot, type Colour } from './pages/editor';
import { map, photo } from './pages/pictures';
import { boxAtRest } from './support/box';
import { touchDrag } from './support/touch';
import { expect, test } from './support/warm';
import type { Page } from './support/warm';

/** Where in the picture of `map` the point of a pane is, as fractions of the picture. */
const placeOf = ([r, g]: Colour): { x: number; y: number } => ({ x: r / 255, y: g / 255 });

async function boxOf(editor: Editor, pane = 0) {
  const box = await boxAtRest(editor.panes.nth(pane));
  return { ...box, middleX: box.x + box.width / 2, middleY: box.y + box.height / 2 };
}

/** Opens the map in Result mode, where nothing lies over its middle. */
async function openMap(page: Page, url: string): Promise<Editor> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(await map());
  await editor.compare('Result');
  return editor;
}

test('100 % and 200 % show the real pixels, not an enlarged proxy', async ({ page, site }) => {
  const editor = await openMap(page, site.url);
  const fitting = await Shot.of(editor.panes);
  const [grey] = fitting.mean(fitting.width / 2, fitting.height / 2, 21);
  expect(grey, 'the proxy has no such detail').toBeGreaterThan(60);
  expect(grey).toBeLessThan(230);

  for (const [key, squares] of [
    ['1', 1],
    ['2', 2],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => editor.zoomPercent()).toBe(squares * 100);
    await expect(async () => {
      const shot = await Shot.of(editor.panes);
      const left = Math.floor(shot.width / 2) - 40;
      const top = Math.floor(shot.height / 2) - 40;
      // Which of the two colours a square has depends on where the middle falls; from there on
      // every pixel is known.
      let shift = 0;
      while (shift < squares && shot.at(left + shift, top)[0] === shot.at(left + shift + 1, top)[0])
        shift += 1;
      let lift = 0;
      while (lift < squares && shot.at(left, top + lift)[0] === shot.at(left, top + lift + 1)[0])
        lift += 1;
      const [first] = shot.at(left + shift + 1, top + lift + 1);
      const wrong: string[] = [];
      for (let y = 0; y < 64; y += 1) {
        for (let x = 0; x < 64; x += 1) {
          const odd = (Math.floor(x / squares) + Math.floor(y / squares)) % 2 === 1;
          const expected = odd ? 255 - first : first;
          const found = shot.at(left + shift + 1 + x, top + lift + 1 + y);
          if (found.some((value) => value !== expected)) wrong.push(`${x},${y}: ${found.join()}`);
        }
      }
      expect([0, 255]).toContain(first);
      expect(wrong.slice(0, 3)).toEqual([]);
    }).toPass({ timeout: 20_000 });
  }

  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'Fit', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('the wheel zooms around the pointer, a drag moves the picture, Fit shows all of it', async ({
  page,
  site,
}) => {
  const editor = await openMap(page, site.url);
  const box = await boxOf(editor);
  const spot = { x: Math.round(box.width * 0.7), y: Math.round(box.height * 0.4) };
  const under = async () => placeOf((await Shot.of(editor.panes)).at(spot.x, spot.y));
  const fitting = await editor.zoomPercent();
  await page.mouse.move(box.x + spot.x, box.y + spot.y);
  for (let notch = 0; notch < 3; notch += 1) await page.mouse.wheel(0, -100);
  await expect.poll(() => editor.zoomPercent()).toBeGreaterThan(fitting * 1.5);

  // From 100 % on the picture is larger than the pane both ways, so that nothing holds it back.
  await page.keyboard.press('1');
  await expect.poll(() => editor.zoomPercent()).toBe(100);
  const before = await under();
  for (let notch = 0; notch < 4; notch += 1) await page.mouse.wheel(0, -100);
  await expect.poll(() => editor.zoomPercent()).toBe(Math.round(100 * Math.exp(0.64)));
  await expect(async () => {
    const after = await under();
    expect(Math.abs(after.x - before.x)).toBeLessThan(0.006);
    expect(Math.abs(after.y - before.y)).toBeLessThan(0.006);
  }).toPass({ timeout: 15_000 });

  await page.keyboard.press('1');
  await expect.poll(() => editor.zoomPercent()).toBe(100);
  const start = await under();
  await page.mouse.down();
  await page.mouse.move(box.x + spot.x - 180, box.y + spot.y + 120, { steps: 6 });
  await page.mouse.up();
  await expect(async () => {
    const end = await under();
    expect(Math.abs(end.x - start.x - 180 / 3000)).toBeLessThan(0.006);
    expect(Math.abs(end.y - start.y + 120 / 2000)).toBeLessThan(0.006);
  }).toPass({ timeout: 15_000 });

  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await expect.poll(() => editor.zoomPercent()).toBe(fitting);
});

test('the divider goes by keys and by mouse and says where it is', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Exposure', 2);
  const divider = editor.comparePosition;
  const expectAt = async (percent: number): Promise<void> => {
    await expect(divider).toHaveAttribute('aria-valuenow', String(percent));
    const words = `${percent} %: original left, result right`;
    await expect(divider).toHaveAttribute('aria-valuetext', words);
  };
  await divider.focus();
  await expectAt(50);
  for (const [key, percent] of [
    ['ArrowRight', 51],
    ['Shift+ArrowRight', 61],
    ['ArrowLeft', 60],
    ['PageDown', 50],
    ['Home', 0],
    ['End', 100],
  ] as const) {
    await page.keyboard.press(key);
    await expectAt(percent);
  }

  // By mouse, from the right edge to a quarter of the picture, which fills the pane's width.
  const box = await boxOf(editor);
  const grip = await boxAtRest(divider);
  await page.mouse.move(grip.x + grip.width / 2 - 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.middleY, { steps: 5 });
  await page.mouse.up();
  await expectAt(25);
  const split = await Shot.of(editor.panes);
  await page.keyboard.press('Home');
  await expectAt(0);
  const result = await Shot.of(editor.panes);
  const y = split.height / 2;
  const sum = (colour: Colour): number => colour[0] + colour[1] + colour[2];
  expect(split.at(split.width * 0.5, y)).toEqual(result.at(split.width * 0.5, y));
  expect(sum(result.at(split.width * 0.1, y))).toBeGreaterThan(
    sum(split.at(split.width * 0.1, y)) + 60,
  );
});

test('dragging the divider over an enlarged picture leaves the picture where it is', async ({
  page,
  site,
}) => {
  const editor = await openMap(page, site.url);
  await editor.compare('Split');
  await page.keyboard.press('1');
  await expect.poll(() => editor.zoomPercent()).toBe(100);
  const box = await boxOf(editor);
  const spot = { x: box.width * 0.7, y: box.height * 0.15 };
  const before = (await Shot.of(editor.panes)).at(spot.x, spot.y);
  await page.mouse.move(box.middleX, box.middleY);
  await page.mouse.down();
  await page.mouse.move(box.middleX - 200, box.middleY - 100, { steps: 6 });
  await page.mouse.up();
  await expect(editor.comparePosition).not.toHaveAttribute('aria-valuenow', '50');
  const after = (await Shot.of(editor.panes)).at(spot.x, spot.y);
  expect(after).toEqual(before);
  await page.mouse.dblclick(box.middleX - 200, box.middleY);
  await expect(editor.comparePosition).toBeFocused();
  await expect.poll(() => editor.zoomPercent()).toBe(100);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('the divider follows it', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(900, 600));
    const box = await boxOf(editor);
    const at = { x: box.middleX, y: box.middleY };
    await touchDrag(page, at, { x: box.x + box.width * 0.8, y: box.middleY + 10 });
    await expect(editor.comparePosition).toHaveAttribute('aria-valuenow', '80');
    await expect(editor.comparePosition).toHaveAttribute(
      'aria-valuetext',
      '80 %: original left, result right',
    );
  });
});

test('Space shows the original while it is held', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  await editor.compare('Result');
  const original = await Shot.of(editor.panes);
  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Exposure', 2);
  const caption = editor.viewer.getByText('Original', { exact: true });
  await editor.viewer.focus();
  const middle = (shot: Shot): Colour => shot.at(shot.width / 2, shot.height / 2);
  const bright = middle(await Shot.of(editor.panes));
  expect(bright).not.toEqual(middle(original));
  await page.keyboard.down(' ');
  await expect(caption).toBeVisible();
  await expect.poll(async () => middle(await Shot.of(editor.panes))).toEqual(middle(original));
  await page.keyboard.up(' ');
  await expect(caption).toBeHidden();
  await expect.poll(async () => middle(await Shot.of(editor.panes))).toEqual(bright);
});

test('side by side, both pictures move together', async ({ page, site }) => {
  const editor = await openMap(page, site.url);
  await editor.compare('Side by side');
  await expect(editor.panes).toHaveCount(2);
  await page.keyboard.press('1');
  // Above the checker in the middle, and below the names.
  const spots = async () => {
    const shots = [await Shot.of(editor.panes.nth(0)), await Shot.of(editor.panes.nth(1))];
    return shots.map((shot) => placeOf(shot.at(200, 60)));
  };
  const [left = { x: 0, y: 0 }] = await spots();
  const box = await boxOf(editor, 0);
  await page.mouse.move(box.middleX, box.middleY);
  await page.mouse.down();
  await page.mouse.move(box.middleX - 150, box.middleY - 90, { steps: 5 });
  await page.mouse.up();
  await expect(async () => {
    for (const now of await spots()) {
      expect(Math.abs(now.x - left.x - 150 / 3000)).toBeLessThan(0.006);
      expect(Math.abs(now.y - left.y - 90 / 2000)).toBeLessThan(0.006);
    }
  }).toPass({ timeout: 15_000 });
});

test('the difference of nothing is black, that of a step is not', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(900, 600));
  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Exposure', 0);
  await editor.compare('Difference');
  const points = [0.2, 0.35, 0.5, 0.65, 0.8].map((x) => [x, 0.5] as const);
  const colours = async (): Promise<Colour[]> => {
    const shot = await Shot.of(editor.panes);
    return points.map(([x, y]) => shot.at(x * shot.width, y * shot.height));
  };
  await expect(editor.viewer.getByText('Difference × 8')).toBeVisible();
  await expect.poll(colours).toEqual(points.map(() => [0, 0, 0]));
  await editor.type(exposure, 'Exposure', 1);
  await expect(async () => {
    for (const [r, g, b] of await colours()) expect(r + g + b).toBeGreaterThan(60);
  }).toPass({ timeout: 15_000 });
});

test('the filmstrip shows the picture after each step', async ({ page, site }) => {
  const editor = await openMap(page, site.url);
  await editor.add('Flip');
  await editor.add('Grayscale');
  await editor.settled();
  const film = page.getByRole('list', { name: 'Filmstrip' });
  await expect(film.getByRole('listitem')).toHaveText(['Original', '1 Flip', '2 Grayscale']);
  const look = async (): Promise<Colour> => {
    await editor.settled();
    const shot = await Shot.of(editor.panes);
    return shot.at(shot.width * 0.25, shot.height / 2);
  };
  const shown = (name: string) => film.getByRole('button', { name, exact: true });
  await expect(shown('2 Grayscale')).toHaveAttribute('aria-current', 'true');
  const [r, g, b] = await look();
  expect([g, b]).toEqual([r, r]);

  await shown('1 Flip').click();
  await expect(editor.viewer.getByText('Result after step 1')).toBeVisible();
  await expect(async () => {
    expect(Math.abs(placeOf(await look()).x - 0.75)).toBeLessThan(0.02);
  }).toPass({ timeout: 15_000 });
  await shown('Original').click();
  await expect(async () => {
    expect(Math.abs(placeOf(await look()).x - 0.25)).toBeLessThan(0.02);
  }).toPass({ timeout: 15_000 });
  await page.keyboard.press('End');
  await expect(shown('2 Grayscale')).toHaveAttribute('aria-current', 'true');
});
