import { Editor } from './pages/editor';
import { brightQuarter } from './pages/pictures';
import { expect, test } from './support/warm';

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
