import { Editor, Shot, type Downloaded } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/warm';

const everything = [
  'Crop',
  'Resize',
  'Rotate',
  'Flip',
  'Contrast',
  'White balance',
  'Saturation',
  'Gaussian blur',
  'Sharpen',
  'Vignette',
  'Grayscale',
  'Exposure',
] as const;

/** Mean level of the middle tenth of an exported picture. */
function middleOf({ metadata, pixels }: Downloaded): number {
  const { width, height } = metadata;
  const bands = pixels.length / (width * height);
  const [halfX, halfY] = [Math.floor(width / 20), Math.floor(height / 20)];
  let sum = 0;
  let count = 0;
  for (let y = (height >> 1) - halfY; y < (height >> 1) + halfY; y += 1) {
    for (let x = (width >> 1) - halfX; x < (width >> 1) + halfX; x += 1) {
      sum += pixels[(y * width + x) * bands] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}

test('quick changes of a pipeline of everything never stall, and the last one counts', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(1600, 1200));
  await editor.compare('Result');
  for (const operation of everything) {
    await editor.add(operation);
    const done = page.getByRole('group', { name: 'Crop', exact: true });
    if (operation === 'Crop') await done.getByRole('button', { name: 'Done' }).click();
  }
  const exposure = editor.step('Exposure');
  await editor.type(exposure, 'Exposure', -2);
  await editor.chooseFormat('PNG');
  const shot = async (): Promise<number> => {
    const screen = await Shot.of(editor.panes);
    return screen.mean(screen.width / 2, screen.height / 2, 31)[0];
  };
  const dark = await shot();

  const slider = exposure.getByRole('slider', { name: 'Exposure' });
  await slider.focus();
  for (let press = 0; press < 40; press += 1) await page.keyboard.press('ArrowRight');
  // At once: the preview is still behind, and both need threads.
  const file = await editor.export();
  await editor.settled();
  await expect(exposure.getByRole('spinbutton', { name: 'Exposure' })).toHaveValue('0 EV');
  await expect(slider).toHaveValue('0');
  const light = await shot();
  expect(light).toBeGreaterThan(dark + 30);
  expect(Math.abs(light - middleOf(file))).toBeLessThan(8);
  await expect(page.getByText(/engine stopped/i)).toHaveCount(0);
});

test('a slow step that is removed is stopped, and the preview settles at once', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(5000, 4000));
  await editor.compare('Result');
  // At 100 % the part on screen is made of real pixels, for which a wide blur takes seconds.
  await page.keyboard.press('1');
  await expect.poll(() => editor.zoomPercent()).toBe(100);
  const blur = await editor.add('Gaussian blur');
  const radius = blur.getByRole('spinbutton', { name: 'Radius' });
  await radius.fill('200');
  await radius.press('Enter');
  // Whether the whole picture or the part on screen is under way by now, it is out of date.
  await blur.getByRole('button', { name: 'Remove' }).click();
  await expect(editor.viewer).toHaveAttribute('aria-busy', 'false', { timeout: 5_000 });
  await expect(editor.steps).toHaveCount(0);

  // The real pixels of the picture without the step come next, in the same engine.
  await expect(async () => {
    const screen = await Shot.of(editor.panes);
    const [x, y] = [Math.floor(screen.width / 2), Math.floor(screen.height / 2)];
    const levels = Array.from({ length: 24 }, (_, at) => screen.at(x + at, y)[1]);
    expect(new Set(levels).size, 'grain, which no blur leaves').toBeGreaterThan(4);
  }).toPass({ timeout: 5_000 });
  await expect(page.getByText(/engine stopped/i)).toHaveCount(0);
});
