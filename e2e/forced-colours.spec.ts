import { Editor } from './pages/editor';
import { brightQuarter } from './pages/pictures';
import { expect, test } from './support/warm';

test('in colours of the system, what is pressed and what is clipped is told', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await brightQuarter());
  const colours = (name: string) =>
    page.getByRole('button', { name, exact: true }).evaluate((button) => {
      const { backgroundColor, color } = getComputedStyle(button);
      return [backgroundColor, color];
    });
  const marks = page.getByRole('button', { name: 'Mark clipped pixels', exact: true });
  await expect(marks).toHaveAttribute('aria-pressed', 'false');
  const [released] = await colours('Mark clipped pixels');
  await marks.click();
  await page.mouse.move(0, 0);
  const [pressed, ink] = await colours('Mark clipped pixels');
  expect(pressed).not.toBe(released);
  expect(ink).not.toBe(pressed);
  expect(await colours('Histogram')).toEqual([pressed, ink]);

  const exposure = await editor.add('Exposure');
  await editor.type(exposure, 'Highlight recovery', 0);
  await editor.type(exposure, 'Exposure', 4);
  const mark = page.getByRole('img', { name: 'Histogram' }).locator('.white');
  await expect(mark).toHaveCSS('background-color', 'rgb(255, 106, 90)');
});
